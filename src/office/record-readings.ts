import * as v from 'valibot';
import type { Clock } from '../basics/clock.ts';
import { type Meaning, readSearch } from '../contract/record-search.ts';
import {
  GROUP_STATUSES,
  RECORDS_WALKED,
  type RecordDetail,
  type RecordPage,
  RecordQuery,
  type RecordRow,
  type RecordStep,
} from '../contract/records.ts';
import { type Payments, PaymentsQuery } from '../contract/refund-office.ts';
import { fen } from '../money/fen.ts';
import { parseChargeId, parseOrderNo } from '../payment/charge.ts';
import { addDays, type Calendar, createCalendar, type Day, parseDay } from '../report/calendar.ts';
import type { ChargeFilter, ChargeRecord, Journal, RefundRecord } from '../store/journal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type Readings, reading } from './desk.ts';
import { actView } from './people-readings.ts';

/** A page of the journal's. */
const PIECE = 200;
/** Days that a time of day is looked for on. */
const MOST_DAYS = 7;
const MINUTE_MS = 60_000;
/** What a cashier sees of what was paid, to give some of it back. */
const PAYMENTS = 40;
/** Acts that are looked through for those about a charge. */
const ACTS = 200;

type Parts = {
  readonly journal: Journal;
  readonly terminal: Pick<Terminal, 'find' | 'findRefund'>;
  readonly clock: Clock;
  readonly timeZone: string;
};

/** `charges`: the record, searched and paged; `payments`: what was paid, for whoever gives back; `charge`: one with all that is known. */
export function recordReadings(parts: Parts): Readings {
  const { journal, terminal, clock, timeZone } = parts;
  const calendar = createCalendar(timeZone);

  /** What a search goes by is made in pieces, so that nobody at the counter waits for it. */
  async function prepare(): Promise<void> {
    while (!journal.makeSearchReadier()) await new Promise<void>((next) => clock.after(0, next));
  }

  return {
    charges: reading('see_reports', RecordQuery, async (query) => {
      await prepare();
      return { ok: true, value: pageOf(journal, query, { calendar, today: calendar.dayOf(clock.wallMs()), rowOf: rowMaker(parts) }) };
    }),
    payments: reading('person', PaymentsQuery, async ({ text }) => {
      await prepare();
      const query: RecordQuery = { text, group: 'paid', skip: 0, limit: PAYMENTS };
      const { items } = pageOf(journal, query, { calendar, today: calendar.dayOf(clock.wallMs()), rowOf: rowMaker(parts) });
      return { ok: true, value: { items } satisfies Payments };
    }),
    charge: reading('see_reports', v.object({ id: v.pipe(v.string(), v.maxLength(40)) }), ({ id }) => {
      const chargeId = parseChargeId(id);
      const record = chargeId && journal.charge(chargeId);
      const charge = record && rowMaker(parts)(record);
      if (!record || !charge) return { ok: false, code: 'not_found' };
      const refunds = journal.refundsOf(chargeId).flatMap(({ intent }) => terminal.findRefund(intent.id) ?? []);
      const acts = journal.slips('act', null, ACTS).items.map(({ slip }) => slip);
      const about = acts.filter(({ subject }) => subject === id || refunds.some((refund) => refund.id === subject));
      const value: RecordDetail = {
        charge,
        steps: stepsOf(record, journal.refundsOf(chargeId)),
        refunds,
        acts: about.map(actView).reverse(),
      };
      return { ok: true, value };
    }),
  };
}

type PageParts = {
  readonly calendar: Calendar;
  readonly today: Day;
  readonly rowOf: (record: ChargeRecord) => RecordRow | null;
};

function pageOf(journal: Journal, query: RecordQuery, parts: PageParts): RecordPage {
  const { text, group, fromDay, untilDay, cashier, cursor, skip, limit } = query;
  const isNarrowed = [text.trim(), group, fromDay, untilDay, cashier].some((part) => part !== undefined && part !== '');
  if (!isNarrowed) {
    const top = readPlace(cursor) ?? journal.lastSeq() + 1;
    const before = skip === 0 ? top : journal.chargesFurther(top, skip);
    const page = before === null ? { items: [], nextBefore: null } : journal.charges({}, before, limit);
    const items = page.items.flatMap((record) => parts.rowOf(record) ?? []);
    const nextCursor = page.nextBefore === null ? null : String(page.nextBefore);
    return { items, nextCursor, top: String(top), total: journal.countCharges(top) };
  }
  return { ...search(journal, query, parts), top: String(journal.lastSeq() + 1), total: null };
}

/** What was found in one go, and how to go on. */
type Found = Pick<RecordPage, 'items' | 'nextCursor'>;

/**
 * Each meaning of the text is a list of its own, walked newest first; the cursor says how far each of them is. Found rows stand by time
 * within an answer.
 */
function search(journal: Journal, query: RecordQuery, { calendar, today, rowOf }: PageParts): Found {
  const { group, cashier, limit } = query;
  const filters = filtersOf(query, { calendar, today });
  const begun = query.cursor?.split('.') ?? [];
  const found = new Map<string, RecordRow>();
  const places = filters.map((_, index) => (query.cursor === undefined ? Number.MAX_SAFE_INTEGER : readPlace(begun[index])));
  let walked = 0;
  for (const [index, { filter, isIt }] of filters.entries()) {
    let before = places[index] ?? null;
    while (before !== null && found.size < limit && walked < RECORDS_WALKED) {
      const page = journal.charges(filter, before, Math.min(PIECE, RECORDS_WALKED - walked));
      walked += page.items.length;
      before = page.nextBefore;
      for (const record of page.items) {
        const row = isIt(record) && (group !== 'refunded' || record.refundedFen > 0) ? rowOf(record) : null;
        if (row && (cashier === undefined || row.cashier === cashier)) found.set(row.id, row);
      }
    }
    places[index] = before;
  }
  const items = [...found.values()].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  const isOver = places.every((place) => place === null);
  return { items, nextCursor: isOver ? null : places.map((place) => place ?? '-').join('.') };
}

type Sought = { readonly filter: ChargeFilter; readonly isIt: (record: ChargeRecord) => boolean };

function filtersOf(query: RecordQuery, when: Pick<PageParts, 'calendar' | 'today'>): readonly Sought[] {
  const { text, group } = query;
  const base: ChargeFilter = { ...daysOf(query, when), ...(group && { statuses: GROUP_STATUSES[group] }) };
  const meanings = readSearch(text);
  if (meanings.length === 0) return [{ filter: base, isIt: () => true }];
  return meanings.flatMap((meaning) =>
    soughtBy(meaning, query, when).map(({ filter, isIt }) => ({ filter: { ...base, ...filter }, isIt })),
  );
}

function soughtBy(meaning: Meaning, query: RecordQuery, when: Pick<PageParts, 'calendar' | 'today'>): readonly Sought[] {
  const any = () => true;
  switch (meaning.kind) {
    case 'number': {
      const orderNo = parseOrderNo(meaning.number);
      const ofAcquirer = ({ state }: ChargeRecord) => 'transactionId' in state && state.transactionId === meaning.number;
      return [
        ...(orderNo ? [{ filter: { orderNo }, isIt: any }] : []),
        { filter: { numberTail: meaning.number.slice(-12) }, isIt: ofAcquirer },
      ];
    }
    case 'tail':
      return [{ filter: { numberTail: meaning.tail }, isIt: any }];
    case 'amount':
      return [{ filter: { amountFen: fen(meaning.fen) }, isIt: any }];
    case 'till_reference':
      return [{ filter: { tillReferenceStart: meaning.start }, isIt: any }];
    case 'time':
      return minutesOf(meaning, query, when).map((fromMs) => ({ filter: { fromMs, untilMs: fromMs + MINUTE_MS }, isIt: any }));
  }
}

/** The days that were chosen, as moments. */
function daysOf({ fromDay, untilDay }: RecordQuery, { calendar }: Pick<PageParts, 'calendar'>): ChargeFilter {
  const [from, until] = [fromDay && parseDay(fromDay), untilDay && parseDay(untilDay)];
  return { ...(from && { fromMs: calendar.startMs(from) }), ...(until && { untilMs: calendar.startMs(addDays(until, 1)) }) };
}

/** A time of day on each of the chosen days, the newest first; without any, of the last few. */
function minutesOf(
  { hour, minute }: Extract<Meaning, { kind: 'time' }>,
  { fromDay, untilDay }: RecordQuery,
  { calendar, today }: Pick<PageParts, 'calendar' | 'today'>,
): readonly number[] {
  const until = (untilDay && parseDay(untilDay)) || today;
  const from = (fromDay && parseDay(fromDay)) || addDays(until, 1 - MOST_DAYS);
  const days = Array.from({ length: MOST_DAYS }, (_, index) => addDays(until, -index)).filter((day) => day >= from);
  return days.map((day) => calendar.startMs(day) + (hour * 60 + minute) * MINUTE_MS);
}

/** Draws a charge's row; shifts are looked up once each. */
function rowMaker({ journal, terminal }: Parts): (record: ChargeRecord) => RecordRow | null {
  const shifts = new Map<string, ReturnType<typeof shiftOf>>();
  const shiftOf = (id: string) => journal.slip('shift', id)?.slip ?? null;
  return ({ intent }) => {
    const charge = terminal.find(intent.id);
    if (!charge) return null;
    const id = intent.shiftId;
    if (id !== null && !shifts.has(id)) shifts.set(id, shiftOf(id));
    const shift = id === null ? null : shifts.get(id);
    const next = shift?.handOvers.find(({ atMs }) => atMs > intent.createdAtMs);
    return { ...charge, cashier: next?.from ?? shift?.cashier ?? null };
  };
}

/** What the journal's newest word of a charge and its refunds tells of their way, oldest first. */
function stepsOf({ intent, state, updatedAtMs }: ChargeRecord, refunds: readonly RefundRecord[]): readonly RecordStep[] {
  const at = (ms: number) => new Date(ms).toISOString();
  const atMs = state.status === 'paid' ? state.paidAtMs : updatedAtMs;
  const steps: RecordStep[] = [{ at: at(intent.createdAtMs), what: 'awaiting_code', amount: null }];
  if (state.status !== 'awaiting_code') steps.push({ at: at(atMs), what: state.status, amount: null });
  for (const refund of refunds) {
    const { amountFen: amount, createdAtMs } = refund.intent;
    steps.push({ at: at(createdAtMs), what: 'refund_pending', amount });
    if (refund.state.status !== 'pending') steps.push({ at: at(refund.updatedAtMs), what: `refund_${refund.state.status}`, amount });
  }
  return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** @returns null where a list is over */
function readPlace(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null;
}
