import { type Fen, fen, formatYuan } from '../../money/fen.ts';
import type { CashEntry } from '../../shift/shift.ts';
import type { Paper } from '../paper.ts';
import type { Copy } from '../receipt.ts';
import { penFor, type Setting, sheet } from '../sheet.ts';

/** A sale in cash or another tender, what was given back of one, and what went in or out of the drawer. */
export function cashPaper(entry: CashEntry, copy: Copy, cashier: string | null, setting: Setting): Paper {
  const { text } = setting;
  const { currency = 'CNY' } = entry;
  const money = (amount: Fen) => text.money(formatYuan(amount), currency);
  const { labels } = text;
  const pen = penFor(setting);
  const isMovement = entry.what === 'pay_in' || entry.what === 'pay_out';
  const { receivedFen, amountFen, approvedBy } = entry;
  const change = receivedFen === null ? null : fen(receivedFen - amountFen);
  return sheet(
    setting,
    text.titles.cash[entry.what],
    [
      ...(isMovement ? [] : pen.center(text.copies[copy])),
      ...pen.big(money(amountFen)),
      ...pen.row(labels.paidWith, entry.tender ?? labels.cash),
      ...pen.row(labels.received, receivedFen === null ? null : money(receivedFen)),
      ...pen.row(labels.change, change === null ? null : money(change)),
      ...pen.row(labels.note, entry.note),
      ...pen.row(labels.at, pen.time(entry.atMs)),
      ...pen.row(labels.cashier, cashier),
      ...pen.row(labels.approvedBy, approvedBy?.kind === 'person' ? approvedBy.name : null),
      ...(isMovement ? pen.paragraph(`${text.signHere}: ${'_'.repeat(16)}`) : []),
    ],
    isMovement || copy === 'merchant' ? 'shop' : 'customer',
  );
}
