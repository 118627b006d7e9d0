import { formatYuan } from '../../money/fen.ts';
import { fitsAsBars } from '../bars.ts';
import type { Paper, PaperWidth, Part } from '../paper.ts';
import type { ChargeOnPaper, Copy } from '../receipt.ts';
import { type Pen, penFor, type Setting, sheet } from '../sheet.ts';
import type { ReceiptText } from '../text/receipt-text.ts';

/** What the customer gets, and what the shop keeps, of a charge that is paid. */
export function paymentPaper(charge: ChargeOnPaper, copy: Copy, setting: Setting): Paper {
  const { text } = setting;
  const { labels } = text;
  const pen = penFor(setting);
  return sheet(
    setting,
    text.titles.payment,
    [
      ...pen.center(text.copies[copy]),
      ...pen.big(text.money(formatYuan(charge.amountFen), charge.currency)),
      ...pen.row(labels.item, charge.description),
      ...pen.row(labels.paidWith, labels.wallet),
      ...pen.row(labels.paidAt, pen.time(charge.atMs)),
      ...pen.row(labels.refunded, charge.refundedFen > 0 ? text.money(formatYuan(charge.refundedFen), charge.currency) : null),
      ...pen.row(labels.codeHint, hintOnPaper(charge.codeHint)),
      ...pen.row(labels.cashier, charge.cashier),
      ...pen.row(labels.transactionId, charge.transactionId),
      ...orderRows(charge, pen, text),
      ...orderCodes(charge.orderNo, copy, setting.width),
    ],
    copy === 'customer' ? 'customer' : 'shop',
  );
}

/** For a customer who cannot wait until the acquirer answers. It is no receipt. */
export function notKnownPaper(charge: ChargeOnPaper, setting: Setting): Paper {
  const { text } = setting;
  const pen = penFor(setting);
  return sheet(
    setting,
    text.titles.not_known,
    [
      ...pen.paragraph(text.notKnown),
      pen.rule,
      ...pen.row(text.labels.amount, text.money(formatYuan(charge.amountFen), charge.currency)),
      ...pen.row(text.labels.item, charge.description),
      ...pen.row(text.labels.begunAt, pen.time(charge.atMs)),
      ...pen.row(text.labels.codeHint, hintOnPaper(charge.codeHint)),
      ...pen.row(text.labels.cashier, charge.cashier),
      ...orderRows(charge, pen, text),
      ...orderCodes(charge.orderNo, 'customer', setting.width),
    ],
    'shop',
  );
}

function orderRows({ tillReference, orderNo }: ChargeOnPaper, pen: Pen, { labels }: ReceiptText): readonly Part[] {
  return [...pen.row(labels.tillReference, tillReference), ...pen.row(labels.orderNo, orderNo)];
}

/**
 * The order number as codes: scanned at the counter it finds the charge again. A QR always; on the shop's copy bars too, for guns
 * that read nothing else, where the paper is wide enough.
 */
export function orderCodes(orderNo: string, copy: Copy, width: PaperWidth): readonly Part[] {
  const qr: Part = { kind: 'qr', content: orderNo };
  return copy === 'merchant' && fitsAsBars(orderNo, width) ? [qr, { kind: 'bars', content: orderNo }] : [qr];
}

/** The hint with stars: the dots of the screen are a letter that few printers have. */
function hintOnPaper(hint: string | null): string | null {
  return hint === null ? null : hint.replace(/[^0-9]/g, '*');
}
