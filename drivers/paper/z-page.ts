import { type Fen, fen, fenDelta, formatDelta, formatYuan } from '../../src/money/fen.ts';
import { createCalendar } from '../../src/report/calendar.ts';
import type { ReportText } from '../../src/report/report-text.ts';
import { REPORT_TEXTS } from '../../src/report/report-texts.ts';
import type { Unsettled, ZReading } from '../../src/report/z-reading.ts';
import { inked, PAGE, type Pen } from './pen.ts';

type Line = { readonly label: string; readonly count?: string; readonly amount: string; readonly isTotal?: boolean };

/** What fits on one page, whatever a shift was like; the rest is counted. */
const MOST = { handOvers: 3, others: 4, unsettled: 4, discrepancies: 5, besideCurrencies: 3 } as const;

const LINE = 15.5;
const LEFT = PAGE.margin;
const WIDTH = PAGE.width - 2 * PAGE.margin;
const GAP = 28;
const HALF = (WIDTH - GAP) / 2;
const RIGHT = LEFT + HALF + GAP;
const SIGNATURES = PAGE.height - 74;

/** Sets a Z report on one A4 page as PDF. The same reading gives the same bytes. */
export async function drawZPage(reading: ZReading): Promise<Uint8Array> {
  const text = REPORT_TEXTS[reading.locale];
  const { atMs } = reading.shift.closing;
  const title = `${titleOf(reading, text)} ${reading.store.name}`;
  return inked({ title, locale: reading.locale, madeAtMs: atMs }, (pen) => draw(pen, reading, text));
}

function titleOf({ shift: { closing } }: ZReading, text: ReportText): string {
  return closing.number === null ? text.z.x : text.z.title(closing.number);
}

function draw(pen: Pen, reading: ZReading, text: ReportText): void {
  let y = head(pen, reading, text);
  const left = table(pen, LEFT, y, { head: [text.tender, text.count, text.amount], lines: tenderLines(reading, text) });
  const right = table(pen, RIGHT, y, { head: [text.z.drawer, '', text.amount], lines: drawerLines(reading, text) });
  const attempts = table(pen, RIGHT, right + 22, { head: [text.z.attempts, text.count, ''], lines: attemptLines(reading, text) });
  const settled = settledLater(pen, LEFT, left + 20, reading, text);
  const carriedIn = unsettled(pen, RIGHT, attempts + 20, text.z.carriedIn, reading.carriedIn, text);
  y = Math.max(settled, carriedIn, attempts) + 22;
  y = unsettled(pen, LEFT, y, text.z.carriedOver, reading.carriedOver, text) + 20;
  discrepancies(pen, y, reading, text);
  signatures(pen, reading, text);
}

function head(pen: Pen, reading: ZReading, text: ReportText): number {
  const { store, shift, isTraining } = reading;
  let y = PAGE.margin + 18;
  pen.text(store.name, LEFT, y, { size: 18, bold: true, width: HALF });
  pen.text(titleOf(reading, text), RIGHT, y, { size: 18, bold: true, align: 'right', width: HALF });
  y += 10;
  pen.rule(LEFT, y, WIDTH, 1.5);
  if (isTraining) {
    y = trainingMark(pen, LEFT, y + 6, WIDTH, text.training);
  }
  const at = createCalendar(store.timeZone).written;
  const facts: readonly (readonly [string, string])[] = [
    [text.terminal, store.terminalId],
    [text.z.opened, at(shift.openedAtMs)],
    [text.z.closed, at(shift.closing.atMs)],
    ...handOverFacts(shift, text, at),
    [text.cashier, shift.cashier],
  ];
  for (const [label, fact] of facts) {
    y += LINE;
    pen.text(label, LEFT, y, { quiet: true, width: 90 });
    pen.text(fact, LEFT + 96, y, { width: WIDTH - 96 });
  }
  return y + 26;
}

function handOverFacts(
  { handOvers }: ZReading['shift'],
  text: ReportText,
  at: (ms: number) => string,
): readonly (readonly [string, string])[] {
  const shown = handOvers.slice(-MOST.handOvers).map(({ atMs, from, to }) => [text.z.handOver, `${at(atMs)}　${from} → ${to}`] as const);
  const hidden = handOvers.length - shown.length;
  return hidden > 0 ? [[text.z.handOver, text.more(hidden)], ...shown] : shown;
}

/** The mark that nobody may take for a real one: hatched on both sides of the words. */
export function trainingMark(pen: Pen, x: number, y: number, width: number, words: string): number {
  const side = width / 5;
  pen.box(x, y, side, 18, 'hatched');
  pen.box(x + width - side, y, side, 18, 'hatched');
  pen.text(words, x + side, y + 13, { bold: true, size: 11, align: 'center', width: width - 2 * side });
  return y + 20;
}

function tenderLines({ shift }: ZReading, text: ReportText): readonly Line[] {
  const { wallet, cash, others, walletRefunds, otherRefunds, paidCount, grossFen, refundedFen, netFen } = shift.closing.totals;
  const { otherCurrencies = [] } = shift.closing.totals;
  const row = (label: string, sum: { readonly count: number; readonly fen: Fen }, sign = 1): Line => ({
    label,
    count: String(sum.count),
    amount: formatDelta(fenDelta(sign * sum.fen)),
  });
  const most = Math.max(1, MOST.others - otherCurrencies.length);
  const shown = others.length > most ? others.slice(0, most - 1) : others;
  const rest = others.slice(shown.length);
  const restSum = { count: rest.reduce((all, { count }) => all + count, 0), fen: fen(rest.reduce((all, sum) => all + sum.fen, 0)) };
  return [
    ...wallet.map(({ method, ...sum }) => row(text.tenders[method], sum)),
    row(text.tenders.cash, cash.sales),
    ...shown.map(({ name, ...sum }) => row(name, sum)),
    ...(rest.length > 0 ? [row(`${text.others} (${rest.length})`, restSum)] : []),
    { label: text.gross, count: String(paidCount), amount: formatYuan(grossFen), isTotal: true },
    row(text.z.walletRefunds, walletRefunds, -1),
    row(text.z.cashRefunds, cash.refunds, -1),
    ...(otherRefunds.count > 0 ? [row(text.z.otherRefunds, otherRefunds, -1)] : []),
    { label: text.refunds, amount: formatDelta(fenDelta(-refundedFen)), isTotal: true },
    { label: text.net, amount: formatDelta(netFen), isTotal: true },
    ...otherCurrencies.flatMap((sum) => currencyLines(sum, text)),
  ];
}

type CurrencySum = NonNullable<ZReading['shift']['closing']['totals']['otherCurrencies']>[number];

/** What was taken in another currency, and what went back of it. */
export function currencyLines({ currency, count, fen: takenFen, refundedFen }: CurrencySum, text: ReportText): readonly Line[] {
  const back = { label: `${currency} ${text.refunds}`, amount: formatDelta(fenDelta(-refundedFen)) };
  return [{ label: currency, count: String(count), amount: formatYuan(takenFen) }, ...(refundedFen > 0 ? [back] : [])];
}

function drawerLines({ shift }: ZReading, text: ReportText): readonly Line[] {
  const { cash } = shift.closing.totals;
  const { countedFen } = shift.closing;
  const out = (amount: Fen) => formatDelta(fenDelta(-amount));
  return [
    { label: text.z.openingFloat, amount: formatYuan(cash.floatFen) },
    { label: text.z.cashSales, amount: formatYuan(cash.sales.fen) },
    { label: text.z.cashRefunds, amount: out(cash.refunds.fen) },
    { label: text.z.payIns, amount: formatYuan(cash.payIns.fen) },
    { label: text.z.payOuts, amount: out(cash.payOuts.fen) },
    { label: text.z.expected, amount: formatDelta(cash.expectedFen), isTotal: true },
    { label: text.z.counted, amount: countedFen === null ? text.z.notCounted : formatYuan(countedFen) },
    ...(countedFen === null ? [] : [{ label: text.z.difference, amount: shortOrOver(countedFen - cash.expectedFen, text), isTotal: true }]),
  ];
}

/** A difference in words: short or over, never only a sign. */
export function shortOrOver(differenceFen: number, text: ReportText): string {
  if (differenceFen === 0) return text.exact;
  const yuan = formatYuan(fen(Math.abs(differenceFen)));
  return differenceFen < 0 ? text.short(yuan) : text.over(yuan);
}

function attemptLines({ shift }: ZReading, text: ReportText): readonly Line[] {
  const { declined, reversed, canceled } = shift.closing.totals.notPaid;
  return [
    { label: text.z.declined, count: String(declined), amount: '' },
    { label: text.z.reversed, count: String(reversed), amount: '' },
    { label: text.z.canceled, count: String(canceled), amount: '' },
  ];
}

type TableOf = { readonly head: readonly [string, string, string]; readonly lines: readonly Line[]; readonly width?: number };

/** A table of labels, counts and amounts; a total stands under a heavier line. @returns where it ends */
export function table(pen: Pen, x: number, y: number, { head: [label, count, amount], lines, width = HALF }: TableOf): number {
  const [countAt, amountAt] = [x + width - 130, x + width - 96];
  pen.text(label, x, y, { bold: true, width: width - 134 });
  pen.text(count, countAt - 20, y, { quiet: true, align: 'right', width: 50 });
  pen.text(amount, amountAt, y, { quiet: true, align: 'right', width: 96 });
  let at = y + 5;
  pen.rule(x, at, width);
  for (const line of lines) {
    if (line.isTotal) pen.rule(x, at + 4, width, 1);
    at += LINE;
    const bold = line.isTotal === true;
    pen.text(line.label, x, at, { bold, width: line.count === undefined ? width - 100 : width - 134 });
    if (line.count !== undefined) pen.text(line.count, countAt - 20, at, { bold, align: 'right', width: 50 });
    pen.text(line.amount, amountAt, at, { bold, align: 'right', width: 96 });
  }
  return at;
}

function settledLater(pen: Pen, x: number, y: number, { shift }: ZReading, text: ReportText): number {
  const { settledLater: paid, refundsSettledLater: refunded } = shift.closing.totals;
  let at = y;
  for (const [label, sum] of [
    [text.z.settledLater, paid],
    [text.z.refundsSettledLater, refunded],
  ] as const) {
    if (sum.count === 0) continue;
    pen.text(label, x, at, { width: HALF - 130 });
    pen.text(String(sum.count), x + HALF - 150, at, { align: 'right', width: 50 });
    pen.text(formatYuan(sum.fen), x + HALF - 96, at, { align: 'right', width: 96 });
    at += LINE;
  }
  return at;
}

function unsettled(pen: Pen, x: number, y: number, title: string, charges: readonly Unsettled[], text: ReportText): number {
  const isWide = x === LEFT;
  const width = isWide ? WIDTH : HALF;
  if (charges.length === 0 && !isWide) return y;
  pen.text(`${title}　${charges.length === 0 ? text.none : charges.length}`, x, y, { bold: true, width });
  let at = y;
  for (const { orderNo, amountFen } of charges.slice(0, MOST.unsettled)) {
    at += LINE - 2;
    pen.text(orderNo, x, at, { size: 9, width: width - 100 });
    pen.text(formatYuan(amountFen), x + width - 96, at, { size: 9, align: 'right', width: 96 });
  }
  return more(pen, x, at, charges.length - MOST.unsettled, text);
}

function discrepancies(pen: Pen, y: number, { discrepancies: found, shift }: ZReading, text: ReportText): void {
  const most = shift.closing.totals.otherCurrencies ? MOST.besideCurrencies : MOST.discrepancies; // their lines take room
  pen.text(`${text.z.discrepancies}　${found.length === 0 ? text.none : found.length}`, LEFT, y, { bold: true, width: WIDTH });
  let at = y;
  for (const { difference, orderNo, ours, theirs } of found.slice(0, most)) {
    at += LINE - 2;
    const side = (amountFen: Fen | null | undefined) => (amountFen === null || amountFen === undefined ? '—' : formatYuan(amountFen));
    pen.text(text.z.differences[difference], LEFT, at, { size: 9, width: 150 });
    pen.text(orderNo, LEFT + 156, at, { size: 9, width: 170 });
    pen.text(`${text.z.ours} ${side(ours?.amountFen)}　${text.z.theirs} ${side(theirs?.amountFen)}`, LEFT + 330, at, {
      size: 9,
      align: 'right',
      width: WIDTH - 330,
    });
  }
  more(pen, LEFT, at, found.length - most, text);
}

function more(pen: Pen, x: number, y: number, count: number, text: ReportText): number {
  if (count <= 0) return y;
  pen.text(text.more(count), x, y + LINE - 2, { size: 9, quiet: true });
  return y + LINE - 2;
}

function signatures(pen: Pen, { store, shift }: ZReading, text: ReportText): void {
  for (const [label, x] of [
    [text.z.signedByCashier, LEFT],
    [text.z.signedByManager, RIGHT],
  ] as const) {
    pen.rule(x, SIGNATURES, HALF);
    pen.text(label, x, SIGNATURES + 13, { size: 9, quiet: true });
  }
  pen.text(`${store.terminalId}　${shift.closing.number === null ? 'X' : `Z ${shift.closing.number}`}　Saoma`, LEFT, PAGE.height - 34, {
    size: 8,
    quiet: true,
    align: 'right',
    width: WIDTH,
  });
}
