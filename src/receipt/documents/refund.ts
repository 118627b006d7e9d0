import { formatYuan } from '../../money/fen.ts';
import type { Paper } from '../paper.ts';
import type { Copy, RefundOnPaper } from '../receipt.ts';
import { penFor, type Setting, sheet } from '../sheet.ts';
import { orderCodes } from './payment.ts';

/** What tells that money goes back. The shop's copy has room for the customer's name. */
export function refundPaper(refund: RefundOnPaper, copy: Copy, setting: Setting): Paper {
  const { text } = setting;
  const { labels } = text;
  const pen = penFor(setting);
  return sheet(
    setting,
    text.titles.refund,
    [
      ...pen.center(text.copies[copy]),
      ...pen.big(text.money(formatYuan(refund.amountFen), refund.currency)),
      ...pen.paragraph(refund.isDone ? text.refundArrives : text.noMoneyYet),
      pen.rule,
      ...pen.row(labels.ofCharge, text.money(formatYuan(refund.chargeFen), refund.currency)),
      ...pen.row(labels.reason, refund.reason),
      ...pen.row(refund.isDone ? labels.refundedAt : labels.begunAt, pen.time(refund.atMs)),
      ...pen.row(labels.cashier, refund.cashier),
      ...pen.row(labels.refundNo, refund.refundNo),
      ...pen.row(labels.orderNo, refund.orderNo),
      ...orderCodes(refund.orderNo, copy, setting.width),
      ...(copy === 'merchant' ? pen.paragraph(`${text.signHere}: ${'_'.repeat(16)}`) : []),
    ],
    copy === 'customer' ? 'customer' : 'shop',
  );
}
