import { cashPaper } from './documents/cash.ts';
import { notKnownPaper, paymentPaper } from './documents/payment.ts';
import { xPaper, zPaper } from './documents/reading.ts';
import { refundPaper } from './documents/refund.ts';
import { testPaper } from './documents/test-page.ts';
import type { Paper } from './paper.ts';
import type { Receipt } from './receipt.ts';
import type { Setting } from './sheet.ts';

/** Lays a receipt out on its paper. */
export function layOut(receipt: Receipt, setting: Setting): Paper {
  switch (receipt.kind) {
    case 'payment':
      return paymentPaper(receipt.charge, receipt.copy, setting);
    case 'not_known':
      return notKnownPaper(receipt.charge, setting);
    case 'refund':
      return refundPaper(receipt.refund, receipt.copy, setting);
    case 'cash':
      return cashPaper(receipt.entry, receipt.copy, receipt.cashier, setting);
    case 'x':
      return xPaper(receipt.shift, receipt.totals, receipt.atMs, setting);
    case 'z':
      return zPaper(receipt.shift, setting);
    case 'test':
      return testPaper(receipt.printer, setting);
  }
}
