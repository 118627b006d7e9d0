import { assert } from '../basics/assert.ts';
import { CURRENCIES, type Currency } from '../money/currency.ts';
import { fen } from '../money/fen.ts';
import { METHODS } from '../payment/charge.ts';
import { addDays, type Calendar, countDays, type Day } from './calendar.ts';
import { createDurations, type Durations } from './durations.ts';
import { createLaterPaid } from './later-paid.ts';
import type { ChargeLine, RefundLine, ReportLine, TenderLine } from './line.ts';
import type { Performance, Report, Stretch, TenderSum, Unknown, Waits } from './report.ts';
import { createFlow, createGroups, createTally, type Flow, netOf, type Tally } from './tally.ts';

/** More days in one report would be more than a page and more than a till should hold. */
export const MOST_DAYS = 400;
/** Charges nobody knows of yet that are named one by one. */
const MOST_UNKNOWN = 100;
/** Cashiers and free-named tenders that are told apart. */
const MOST_NAMES = 200;

const HOUR_MS = 3_600_000;

/** Sums lines as they come, in the order of their time; a line outside of the stretch is passed over. Holds sums only. */
export type ReportSums = { add(line: ReportLine): void; result(): Report };

type Worker = Flow & { notPaid: number };
type DayTally = Flow & { readonly day: Day; readonly startMs: number; readonly isWhole: boolean }; // whole: 24 hours long

/** @param currency the store's @param upToMs a moment within it: what was begun before is summed by itself too, to be compared with a day that is not over */
export function createReport(stretch: Stretch, calendar: Calendar, currency: Currency, upToMs: number | null = null): ReportSums {
  const length = countDays(stretch.from, stretch.to);
  assert(length >= 1 && length <= MOST_DAYS, `not a stretch of days: ${stretch.from} to ${stretch.to}`);
  const days = Array.from({ length }, (_, index): DayTally => {
    const day = addDays(stretch.from, index);
    const startMs = calendar.startMs(day);
    const isWhole = calendar.startMs(addDays(day, 1)) - startMs === 24 * HOUR_MS;
    return { day, startMs, isWhole, ...createFlow() };
  });
  const startMs = days[0]?.startMs ?? 0;
  const endMs = calendar.startMs(addDays(stretch.to, 1));
  const hours = Array.from({ length: 24 }, createTally);
  const all = createFlow();
  const upTo = createFlow();
  const tenders = createGroups(createFlow, MOST_NAMES);
  const cashiers = createGroups(createWorker, MOST_NAMES);
  const terminals = createGroups(createWorker, MOST_NAMES);
  const others = new Map<Currency, Flow & { readonly unknown: Tally }>();
  const laterPaid = createLaterPaid();
  const wallet = { paid: 0, notPaid: 0, canceled: 0, paidAtOnce: 0 };
  const codes = { paid: 0, askedCustomer: 0 };
  const [waits, waitsWithPassword] = [createDurations(), createDurations()];
  const unknown = { tally: createTally(), charges: [] as Unknown['charges'][number][], oldestMs: null as number | null };

  function dayAt(ms: number): DayTally | undefined {
    let [low, high] = [0, days.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((days[middle]?.startMs ?? 0) <= ms) low = middle;
      else high = middle;
    }
    return days[low];
  }

  /** The wall clock's hour: counted from midnight, and looked up on days on which the clock was changed. */
  function hourAt(ms: number, { startMs, isWhole }: DayTally): number {
    return isWhole ? Math.floor((ms - startMs) / HOUR_MS) : calendar.hourOf(ms);
  }

  function flowsOf({ atMs, cashier, terminal }: ReportLine, tender: string, day: DayTally): readonly Flow[] {
    const flows = [all, day, tenders.of(tender), cashiers.of(nameOf(cashier)), terminals.of(terminal)];
    return upToMs !== null && atMs < upToMs ? [...flows, upTo] : flows;
  }

  function take(line: ReportLine, tender: string): void {
    const day = dayAt(line.atMs);
    if (!day) return;
    for (const { taken } of flowsOf(line, tender, day)) taken.add(line.amountFen);
    hours[hourAt(line.atMs, day)]?.add(line.amountFen);
  }

  function giveBack(line: ReportLine, tender: string): void {
    const day = dayAt(line.atMs);
    if (!day) return;
    for (const { refunded } of flowsOf(line, tender, day)) refunded.add(line.amountFen);
  }

  function otherOf(other: Currency): Flow & { readonly unknown: Tally } {
    const known = others.get(other) ?? { ...createFlow(), unknown: createTally() };
    others.set(other, known);
    return known;
  }

  function addCharge(line: ChargeLine): void {
    switch (line.status) {
      case 'paid':
        addPaid(line);
        return;
      case 'declined':
      case 'reversed':
        wallet.notPaid += 1;
        cashiers.of(nameOf(line.cashier)).notPaid += 1;
        terminals.of(line.terminal).notPaid += 1;
        laterPaid.failed(line.saleId, line.reason ?? 'payment_error');
        return;
      case 'canceled':
        wallet.canceled += 1;
        return;
      default:
        addUnknown(line);
    }
  }

  function addUnknown({ id, atMs, amountFen, currency: charged }: ChargeLine): void {
    if (charged !== currency) {
      otherOf(charged).unknown.add(amountFen);
      return;
    }
    unknown.tally.add(amountFen);
    unknown.oldestMs = Math.min(unknown.oldestMs ?? atMs, atMs);
    if (unknown.charges.length < MOST_UNKNOWN) unknown.charges.push({ id, atMs, amountFen });
  }

  function addPaid(line: ChargeLine): void {
    if (line.currency === currency) take(line, line.method);
    else otherOf(line.currency).taken.add(line.amountFen);
    wallet.paid += 1;
    if (!laterPaid.paid(line.saleId, 'wallet')) wallet.paidAtOnce += 1;
    if (line.method !== 'payment_code') return;
    codes.paid += 1;
    if (line.askedCustomer) codes.askedCustomer += 1;
    if (line.tookMs === null) return;
    waits.add(line.tookMs);
    if (line.askedCustomer) waitsWithPassword.add(line.tookMs);
  }

  function addRefund(line: RefundLine): void {
    if (line.status !== 'succeeded') return;
    if (line.currency === currency) giveBack(line, line.method);
    else otherOf(line.currency).refunded.add(line.amountFen);
  }

  function addTender(line: TenderLine): void {
    const tender = line.tender === null ? CASH : `${OTHER}${line.tender}`;
    if (line.what === 'refund') {
      if (line.currency === currency) giveBack(line, tender);
      else otherOf(line.currency).refunded.add(line.amountFen);
      return;
    }
    if (line.currency === currency) take(line, tender);
    else otherOf(line.currency).taken.add(line.amountFen);
    if (line.saleId !== null) laterPaid.paid(line.saleId, 'other');
  }

  return {
    add(line) {
      if (line.atMs < startMs || line.atMs >= endMs) return;
      if (line.kind === 'charge') addCharge(line);
      else if (line.kind === 'refund') addRefund(line);
      else addTender(line);
    },
    result() {
      const taken = all.taken.sum();
      return {
        ...stretch,
        currency,
        taken,
        refunded: all.refunded.sum(),
        netFen: netOf(all),
        averageFen: taken.count === 0 ? null : fen(Math.floor(taken.fen / taken.count)),
        tenders: tendersOf(tenders.entries()),
        hours: hours.map((tally, hour) => ({ hour, ...tally.sum() })),
        days: days.map(({ day, taken: tally, refunded }) => ({ day, ...tally.sum(), refundedFen: refunded.sum().fen })),
        wallet: { ...wallet, codes: { ...codes }, waits: waitsOf(waits), waitsWithPassword: waitsOf(waitsWithPassword) },
        notPaid: laterPaid.result(),
        unknown: { ...unknown.tally.sum(), oldestMs: unknown.oldestMs, charges: [...unknown.charges] },
        cashiers: performances(cashiers.entries()),
        terminals: performances(terminals.entries()),
        otherCurrencies: CURRENCIES.flatMap((other) => {
          const flow = others.get(other);
          return flow ? [{ currency: other, taken: flow.taken.sum(), refunded: flow.refunded.sum(), unknown: flow.unknown.sum() }] : [];
        }),
        upTo: upToMs === null ? null : { ms: upToMs, taken: upTo.taken.sum(), refunded: upTo.refunded.sum(), netFen: netOf(upTo) },
      };
    },
  };
}

const CASH = 'cash';
/** Before a free name, so that a tender called "cash" is not the drawer's. */
const OTHER = 'other:';
/** Stands for nobody in a table of names; no name holds a control character. */
const NOBODY = '\u0000';
const ORDER: readonly string[] = [...METHODS, CASH];

function nameOf(cashier: string | null): string {
  return cashier ?? NOBODY;
}

function createWorker(): Worker {
  return { ...createFlow(), notPaid: 0 };
}

function waitsOf(durations: Durations): Waits {
  return { count: durations.count(), medianMs: durations.at(0.5), p99Ms: durations.at(0.99) };
}

function tendersOf(entries: readonly (readonly [string, Flow])[]): readonly TenderSum[] {
  const rank = (key: string) => ORDER.indexOf(key) + 1 || ORDER.length + 1;
  return [...entries]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([key, { taken, refunded }]) => ({
      kind: ORDER.includes(key) ? (key as TenderSum['kind']) : 'other',
      name: key.startsWith(OTHER) ? key.slice(OTHER.length) : null,
      taken: taken.sum(),
      refunded: refunded.sum(),
    }));
}

function performances(entries: readonly (readonly [string, Worker])[]): readonly Performance[] {
  return entries
    .map(([name, { taken, refunded, notPaid }]) => ({
      name: name === NOBODY ? null : name,
      taken: taken.sum(),
      refunded: refunded.sum(),
      notPaid,
    }))
    .sort((a, b) => b.taken.fen - a.taken.fen);
}
