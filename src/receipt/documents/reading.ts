import { assert } from '../../basics/assert.ts';
import { type Fen, fenDelta, formatDelta, formatYuan } from '../../money/fen.ts';
import type { Closing, Shift, ShiftTotals, Sum } from '../../shift/shift.ts';
import type { Paper, Part } from '../paper.ts';
import { type Pen, penFor, type Setting, sheet } from '../sheet.ts';
import type { ReceiptText } from '../text/receipt-text.ts';

/** The X reading: what the open shift holds so far. */
export function xPaper(shift: Shift, totals: ShiftTotals, atMs: number, setting: Setting): Paper {
  const { text } = setting;
  const pen = penFor(setting);
  return sheet(
    setting,
    text.titles.x,
    [
      ...pen.center(text.reading.noEffect),
      ...shiftRows(shift, pen, text),
      ...pen.row(text.labels.at, pen.time(atMs)),
      ...sums(totals, null, pen, text),
    ],
    'shop',
  );
}

/** The Z reading of a closed shift, from what its closing wrote down. */
export function zPaper(shift: Shift, setting: Setting): Paper {
  const { closing } = shift;
  assert(closing, 'a Z reading of an open shift');
  const { text } = setting;
  const pen = penFor(setting);
  return sheet(
    setting,
    text.titles.z(closing.number),
    [
      ...shiftRows(shift, pen, text),
      ...pen.row(text.reading.closed, pen.time(closing.atMs)),
      ...sums(closing.totals, closing, pen, text),
      ...(closing.leftOpen.length > 0 ? pen.total(text.reading.carriedOver, String(closing.leftOpen.length)) : []),
      ...pen.paragraph(`${text.signHere}: ${'_'.repeat(16)}`),
    ],
    'shop',
  );
}

function shiftRows({ cashier, openedAtMs, handOvers }: Shift, pen: Pen, { labels, reading }: ReceiptText): readonly Part[] {
  return [
    ...pen.row(labels.cashier, cashier),
    ...pen.row(reading.opened, pen.time(openedAtMs)),
    ...handOvers.flatMap(({ atMs, from, to }) => pen.row(`${reading.handOver} ${from} > ${to}`, pen.time(atMs))),
  ];
}

function sums(totals: ShiftTotals, closing: Closing | null, pen: Pen, text: ReceiptText): readonly Part[] {
  const { reading } = text;
  const { cash, notPaid, currency = 'CNY' } = totals;
  const money = (amount: Fen) => formatYuan(amount);
  const counted = (label: string, { count, fen }: Sum) => (count > 0 ? pen.row(`${label} x${count}`, money(fen)) : []);
  const back = (label: string, { count, fen }: Sum) => (count > 0 ? pen.row(`${label} x${count}`, `-${money(fen)}`) : []);
  const times = (label: string, count: number) => (count > 0 ? pen.row(label, `x${count}`) : []);
  return [
    pen.rule,
    ...pen.heading(reading.tenders),
    ...totals.wallet.flatMap((sum) => counted(reading.methods[sum.method], sum)),
    ...counted(reading.cash, cash.sales),
    ...totals.others.flatMap((sum) => counted(sum.name, sum)),
    ...pen.row(`${reading.gross} x${totals.paidCount}`, money(totals.grossFen)),
    ...back(reading.walletRefunds, totals.walletRefunds),
    ...back(reading.cashRefunds, cash.refunds),
    ...back(reading.otherRefunds, totals.otherRefunds),
    ...pen.row(reading.refunds, `-${money(totals.refundedFen)}`),
    ...pen.total(reading.net, text.money(delta(totals.netFen), currency)),
    ...otherSums(totals, pen, text),
    pen.rule,
    ...pen.heading(reading.drawer),
    ...pen.row(reading.openingFloat, money(cash.floatFen)),
    ...counted(reading.cash, cash.sales),
    ...back(reading.cashRefunds, cash.refunds),
    ...counted(reading.payIns, cash.payIns),
    ...back(reading.payOuts, cash.payOuts),
    ...pen.row(reading.expected, delta(cash.expectedFen)),
    ...(closing ? count(closing, pen, text) : []),
    pen.rule,
    ...counted(reading.settledLater, totals.settledLater),
    ...back(reading.refundsSettledLater, totals.refundsSettledLater),
    ...times(reading.declined, notPaid.declined),
    ...times(reading.reversed, notPaid.reversed),
    ...times(reading.canceled, notPaid.canceled),
    ...pen.row(reading.unknown, `x${totals.unknown}`),
  ];
}

/** What was taken in other currencies than the store's, and what went back of it. */
function otherSums({ otherCurrencies = [] }: ShiftTotals, pen: Pen, { reading, money }: ReceiptText): readonly Part[] {
  if (otherCurrencies.length === 0) return [];
  return [
    pen.rule,
    ...pen.heading(reading.otherCurrencies),
    ...otherCurrencies.flatMap(({ currency, count, fen, refundedFen }) => [
      ...pen.row(`${currency} x${count}`, money(formatYuan(fen), currency)),
      ...(refundedFen > 0 ? pen.row(`${currency} ${reading.refunds}`, money(`-${formatYuan(refundedFen)}`, currency)) : []),
    ]),
  ];
}

function count({ countedFen, totals }: Closing, pen: Pen, { reading }: ReceiptText): readonly Part[] {
  if (countedFen === null) return pen.row(reading.counted, reading.notCounted);
  const difference = fenDelta(countedFen - totals.cash.expectedFen);
  return [...pen.row(reading.counted, formatYuan(countedFen)), ...pen.total(reading.difference, delta(difference))];
}

/** With the minus of ASCII: the true one is twice as wide on paper and missing in some printers. */
function delta(n: Parameters<typeof formatDelta>[0]): string {
  return formatDelta(n).replace('\u2212', '-');
}
