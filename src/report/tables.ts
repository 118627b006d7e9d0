import { fenDelta, formatDelta } from '../money/fen.ts';
import type { Discrepancy } from '../reconciliation/discrepancy.ts';
import type { Shift } from '../shift/shift.ts';
import type { LedgerItems } from '../store/journal.ts';
import type { Whose } from './lines-of.ts';
import type { Report, TenderSum } from './report.ts';
import type { ReportText } from './report-text.ts';
import type { Row, TableColumn } from './table.ts';
import type { ReadShift, ZReading } from './z-reading.ts';

/** What a file has of each thing: its columns, and how one of them becomes a row. */
export type RowsOf<Item> = { readonly columns: readonly TableColumn[]; row(item: Item): Row };

export function chargeRows(text: ReportText, whose: Whose): RowsOf<LedgerItems['charge']> {
  const { columns: c } = text;
  return {
    columns: [
      { head: c.at, kind: 'moment' },
      { head: c.orderNo, kind: 'name' },
      { head: c.transactionId, kind: 'name' },
      { head: c.tillReference, kind: 'name' },
      { head: c.description, kind: 'text' },
      { head: text.tender, kind: 'text' },
      { head: text.amount, kind: 'fen' },
      { head: c.refunded, kind: 'fen' },
      { head: c.currency, kind: 'text' },
      { head: c.status, kind: 'text' },
      { head: c.reason, kind: 'text' },
      { head: c.paidAt, kind: 'moment' },
      { head: text.cashier, kind: 'text' },
      { head: text.terminal, kind: 'text' },
    ],
    row({ intent, state, refundedFen }) {
      const { createdAtMs, orderNo, tillReference, description, method, amountFen, currency, shiftId } = intent;
      const paid = state.status === 'paid' ? state : null;
      const reason =
        state.status === 'declined' ? text.reasons[state.code] : state.status === 'reversed' ? text.reasons[state.cause] : null;
      return [
        createdAtMs,
        orderNo,
        paid?.transactionId ?? null,
        tillReference,
        description,
        text.tenders[method],
        amountFen,
        refundedFen,
        currency,
        text.statuses[state.status] ?? state.status,
        reason,
        paid?.paidAtMs ?? null,
        whose.cashier(shiftId, createdAtMs),
        whose.terminal,
      ];
    },
  };
}

export function refundRows(text: ReportText, whose: Whose): RowsOf<LedgerItems['refund']> {
  const { columns: c } = text;
  return {
    columns: [
      { head: c.at, kind: 'moment' },
      { head: c.refundNo, kind: 'name' },
      { head: c.orderNo, kind: 'name' },
      { head: text.tender, kind: 'text' },
      { head: text.amount, kind: 'fen' },
      { head: c.currency, kind: 'text' },
      { head: c.status, kind: 'text' },
      { head: c.reason, kind: 'text' },
      { head: text.cashier, kind: 'text' },
      { head: text.terminal, kind: 'text' },
    ],
    row({ intent, state, method }) {
      const { createdAtMs, refundNo, orderNo, amountFen, currency, reason, shiftId } = intent;
      const status = text.statuses[state.status] ?? state.status;
      const cashier = whose.cashier(shiftId, createdAtMs);
      const what = [createdAtMs, refundNo, orderNo, text.tenders[method], amountFen, currency];
      return [...what, status, reason, cashier, whose.terminal];
    },
  };
}

export function cashRows(text: ReportText, whose: Whose): RowsOf<LedgerItems['cash_entry']> {
  const { columns: c } = text;
  return {
    columns: [
      { head: c.at, kind: 'moment' },
      { head: c.kind, kind: 'text' },
      { head: text.tender, kind: 'text' },
      { head: text.amount, kind: 'fen' },
      { head: c.received, kind: 'fen' },
      { head: c.note, kind: 'text' },
      { head: text.cashier, kind: 'text' },
      { head: c.approvedBy, kind: 'text' },
      { head: text.terminal, kind: 'text' },
    ],
    row({ slip }) {
      const { atMs, what, tender, amountFen, receivedFen, note, shiftId, approvedBy } = slip;
      const approver = approvedBy && 'name' in approvedBy ? approvedBy.name : null;
      const kind = text.statuses[what] ?? what;
      return [
        atMs,
        kind,
        tender ?? text.tenders.cash,
        amountFen,
        receivedFen,
        note,
        whose.cashier(shiftId, atMs),
        approver,
        whose.terminal,
      ];
    },
  };
}

export function shiftRows(text: ReportText): RowsOf<Shift | ReadShift> {
  const { columns: c, z } = text;
  const amounts = [
    text.gross,
    text.refunds,
    text.net,
    z.openingFloat,
    z.cashSales,
    z.cashRefunds,
    z.payIns,
    z.payOuts,
    z.expected,
    z.counted,
    z.difference,
  ];
  return {
    columns: [
      { head: c.number, kind: 'count' },
      { head: c.opened, kind: 'moment' },
      { head: c.closed, kind: 'moment' },
      { head: text.cashier, kind: 'text' },
      { head: text.count, kind: 'count' },
      ...amounts.map((head): TableColumn => ({ head, kind: 'fen' })),
      { head: z.carriedOver, kind: 'count' },
    ],
    row({ cashier, openedAtMs, openingFloatFen, closing }) {
      if (!closing) return [null, openedAtMs, null, cashier, null, null, null, null, openingFloatFen];
      const { number, atMs, countedFen, leftOpen, totals } = closing;
      const { cash, paidCount, grossFen, refundedFen, netFen } = totals;
      const drawer = [cash.floatFen, cash.sales.fen, cash.refunds.fen, cash.payIns.fen, cash.payOuts.fen, cash.expectedFen];
      const counted = countedFen === null ? [null, null] : [countedFen, countedFen - cash.expectedFen];
      return [number, openedAtMs, atMs, cashier, paidCount, grossFen, refundedFen, netFen, ...drawer, ...counted, leftOpen.length];
    },
  };
}

/** Shifts of a stretch, each with what it took in other currencies. */
export function shiftListRows(text: ReportText): RowsOf<Shift | ReadShift> {
  const { columns, row } = shiftRows(text);
  const currencies: readonly TableColumn[] = [
    { head: text.columns.currency, kind: 'text' },
    { head: text.otherCurrencies, kind: 'text' },
  ];
  return {
    columns: [...columns, ...currencies],
    row(shift) {
      const cells = row(shift);
      const empty = Array.from({ length: columns.length - cells.length }, () => null);
      const { currency = 'CNY', otherCurrencies = [] } = shift.closing?.totals ?? {};
      const others = otherCurrencies.map((sum) => `${sum.currency} ${formatDelta(fenDelta(sum.fen - sum.refundedFen))}`).join('; ');
      return [...cells, ...empty, shift.closing && currency, others || null];
    },
  };
}

export function discrepancyRows(text: ReportText): RowsOf<Discrepancy> {
  const { columns: c, z } = text;
  const word = (code: string | null) => (code === null ? null : (text.statuses[code] ?? code));
  return {
    columns: [
      { head: c.at, kind: 'moment' },
      { head: c.difference, kind: 'text' },
      { head: c.cause, kind: 'text' },
      { head: c.orderNo, kind: 'name' },
      { head: c.refundNo, kind: 'name' },
      { head: z.ours, kind: 'fen' },
      { head: z.theirs, kind: 'fen' },
      { head: c.status, kind: 'text' },
      { head: c.remedy, kind: 'text' },
      { head: c.note, kind: 'text' },
      { head: c.settledAt, kind: 'moment' },
    ],
    row({ foundAtMs, difference, cause, orderNo, refundNo, ours, theirs, status, remedy, settledBy, reason, settledAtMs }) {
      const done = settledBy === 'vanished' ? word('vanished') : word(remedy);
      const sides = [ours?.amountFen ?? null, theirs?.amountFen ?? null];
      return [foundAtMs, z.differences[difference], word(cause), orderNo, refundNo, ...sides, word(status), done, reason, settledAtMs];
    },
  };
}

/** A report as a file: one figure a row, under what it is of. */
export function reportRows(report: Report, text: ReportText): { readonly columns: readonly TableColumn[]; readonly rows: readonly Row[] } {
  const { columns: c, report: r } = text;
  const { taken, refunded, netFen, wallet } = report;
  const columns: readonly TableColumn[] = [
    { head: c.kind, kind: 'text' },
    { head: c.what, kind: 'text' },
    { head: text.count, kind: 'count' },
    { head: text.amount, kind: 'fen' },
    { head: text.refunds, kind: 'fen' },
  ];
  const rows: readonly Row[] = [
    [text.total, text.gross, taken.count, taken.fen, null],
    [text.total, text.refunds, refunded.count, null, refunded.fen],
    [text.total, text.net, null, netFen, null],
    [text.total, r.average, null, report.averageFen, null],
    [text.total, r.paidAtOnce, wallet.paidAtOnce, null, null],
    [text.total, r.passwordShare, wallet.codes.askedCustomer, null, null],
    [text.total, `${r.takes} ms`, wallet.waits.medianMs, null, null],
    [text.total, `${r.p99} ms`, wallet.waits.p99Ms, null, null],
    [text.total, r.unknown, report.unknown.count, report.unknown.fen, null],
    ...report.tenders.map(
      (tender): Row => [text.tender, tenderName(tender, text), tender.taken.count, tender.taken.fen, tender.refunded.fen],
    ),
    ...report.days.map((day): Row => [r.byDay, day.day, day.count, day.fen, day.refundedFen]),
    ...report.hours.filter(({ count }) => count > 0).map((hour): Row => [r.byHour, `${hour.hour}:00`, hour.count, hour.fen, null]),
    ...report.notPaid.map((reason): Row => [r.notPaid, text.reasons[reason.reason], reason.count, null, null]),
    ...report.cashiers.map((one): Row => [text.cashier, one.name ?? text.nobody, one.taken.count, one.taken.fen, one.refunded.fen]),
    ...report.otherCurrencies.map((one): Row => [text.otherCurrencies, one.currency, one.taken.count, one.taken.fen, one.refunded.fen]),
    ...report.otherCurrencies
      .filter((one) => one.unknown.count > 0)
      .map((one): Row => [text.otherCurrencies, `${one.currency} ${r.unknown}`, one.unknown.count, one.unknown.fen, null]),
    ...report.terminals.map((one): Row => [text.terminal, one.name ?? text.nobody, one.taken.count, one.taken.fen, one.refunded.fen]),
  ];
  return { columns, rows };
}

/** A Z reading as a file. */
export function zRows(reading: ZReading, text: ReportText): { readonly columns: readonly TableColumn[]; readonly rows: readonly Row[] } {
  const { columns, row } = shiftRows(text);
  const heads = [
    ...columns,
    ...reading.shift.closing.totals.wallet.map(({ method }): TableColumn => ({ head: text.tenders[method], kind: 'fen' })),
  ];
  const others = reading.shift.closing.totals.others.map(({ name }): TableColumn => ({ head: name, kind: 'fen' }));
  const { wallet, others: sums, otherCurrencies = [] } = reading.shift.closing.totals;
  const foreign = otherCurrencies.flatMap(({ currency }): readonly TableColumn[] => [
    { head: currency, kind: 'fen' },
    { head: `${currency} ${text.refunds}`, kind: 'fen' },
  ]);
  const foreignSums = otherCurrencies.flatMap(({ fen, refundedFen }) => [fen, refundedFen]);
  return {
    columns: [...heads, ...others, ...foreign],
    rows: [[...row(reading.shift), ...wallet.map(({ fen }) => fen), ...sums.map(({ fen }) => fen), ...foreignSums]],
  };
}

/** What a tender is called. */
export function tenderName({ kind, name }: TenderSum, text: ReportText): string {
  return kind === 'other' ? (name ?? text.others) : text.tenders[kind];
}
