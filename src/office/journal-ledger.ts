import { parseChargeId, parseOrderNo } from '../payment/charge.ts';
import { parseRefundId } from '../payment/refund.ts';
import type { Ledger, LedgerCharge, LedgerLine, LedgerPayment } from '../reconciliation/ledger.ts';
import { SLACK_MS } from '../reconciliation/ledger.ts';
import { packLedger } from '../reconciliation/pack-rows.ts';
import type { Journal, LedgerItems, Span } from '../store/journal.ts';
import { ledgerCharge, NO_PLACE, paymentLine, refundLine } from './ledger-lines.ts';
import type { WalkParts } from './ledger-walk.ts';

/** Between two slices of a few milliseconds: whatever else the terminal has to do comes first. */
const PAUSE_MS = 1;
/** A payment's time is the acquirer's, the journal finds by its own: a clock that is wrong by less than this is no matter. */
const CLOCK_MS = 24 * 3_600_000;
const MOST_NEAR = 200;
/** Lines that are read from the journal in one go while a bill is compared. */
const PAGE_LINES = 100;

type Part = 'charge' | 'refund';
type Item = LedgerItems[Part];

/** A slice of the journal that holds something of the days: how to read it again, and where its items stand among all. */
type Slice = { readonly part: Part; readonly after: number | null; readonly first: number; readonly count: number };

type Parts = Omit<WalkParts, 'journal'> & {
  readonly journal: Pick<Journal, 'ledger' | 'charge' | 'chargeByOrderNo' | 'charges' | 'refund' | 'refundsOf' | 'makeSearchReadier'>;
};

/**
 * Our ledger of the acquirer's days, from the journal. Gone through once, in slices with a pause after each, to learn which slices hold
 * anything; afterwards it is read again slice by slice as reconciling goes on. Memory: a few numbers for each hundred charges.
 *
 * @param days by the acquirer's clock
 * @param carried charges and refunds that the bill of the day before postponed
 * @returns null when it was stopped
 */
export async function openJournalLedger(parts: Parts, days: Span, carried: Iterable<string>): Promise<Ledger | null> {
  const { journal, clock, isStopped } = parts;
  const pause = () => new Promise<void>((next) => void clock.after(PAUSE_MS, next));
  const spans = {
    charge: { fromMs: days.fromMs - SLACK_MS - CLOCK_MS, toMs: days.toMs + SLACK_MS + CLOCK_MS },
    refund: { fromMs: days.fromMs - SLACK_MS, toMs: days.toMs + SLACK_MS },
  };
  const slices = { charge: [] as Slice[], refund: [] as Slice[] };
  for (const part of ['charge', 'refund'] as const) {
    let first = 0;
    for (let after: number | null = null; ; ) {
      if (isStopped()) return null;
      const slice: { readonly items: readonly Item[]; readonly nextAfter: number | null } = journal.ledger(part, spans[part], after);
      const count = slice.items.length;
      if (count > 0) slices[part].push({ part, after, first, count });
      first += count;
      if (slice.nextAfter === null) break;
      after = slice.nextAfter;
      await pause();
    }
  }
  while (!journal.makeSearchReadier()) await pause();

  const places = new Map<string, number>(); // of lines that found no line alike: asked for by `at`, then met again by `charge`
  const brought = [...carried].flatMap((id, index) => broughtLine(id, placeOf('brought', index)) ?? []);
  const broughtIds = new Set(brought.map(idOf));

  /** A line that an earlier day postponed, wherever it stands in the journal. */
  function broughtLine(id: string, place: number): LedgerLine | null {
    const chargeId = parseChargeId(id);
    const charge = chargeId && journal.charge(chargeId);
    if (charge) return paymentLine(charge, place);
    const refundId = parseRefundId(id);
    const refund = refundId && journal.refund(refundId);
    const of = refund && journal.charge(refund.intent.chargeId);
    return of && refund ? refundLine(refund, paymentLine(of), place) : null;
  }

  function lineOf(part: Part, item: Item, place: number): LedgerLine | null {
    if (part === 'charge') return paymentLine(item as LedgerItems['charge'], place);
    const refund = item as LedgerItems['refund'];
    const charge = journal.charge(refund.intent.chargeId);
    return charge && refundLine(refund, paymentLine(charge), place);
  }

  function itemsOf({ part, after, count }: Slice): readonly Item[] {
    const items: readonly Item[] = journal.ledger(part, spans[part], after).items;
    return items.slice(0, count); // what has come since is of no day that is over
  }

  function* linesOf(part: Part): Generator<LedgerLine, undefined> {
    for (const slice of slices[part]) {
      for (const [index, item] of itemsOf(slice).entries()) {
        const line = lineOf(part, item, placeOf(part, slice.first + index));
        if (line && isOfDays(line) && !broughtIds.has(idOf(line))) yield line;
      }
    }
    return undefined;
  }

  function isOfDays({ atMs }: LedgerLine): boolean {
    return atMs >= days.fromMs - SLACK_MS && atMs < days.toMs + SLACK_MS;
  }

  function at(place: number): LedgerLine {
    const { part, index } = partOf(place);
    const line = part === 'brought' ? brought.find((one) => one.place === place) : readAt(part, index, place);
    if (!line) throw new Error(`no line of the ledger has place ${place}`);
    places.set(idOf(line), place);
    return line;
  }

  function readAt(part: Part, index: number, place: number): LedgerLine | null {
    const slice = slices[part].findLast(({ first }) => first <= index);
    const item = slice && itemsOf(slice)[index - slice.first];
    return item ? lineOf(part, item, place) : null;
  }

  function charge(text: string): LedgerCharge | null {
    const orderNo = parseOrderNo(text);
    const record = orderNo && journal.chargeByOrderNo(orderNo);
    if (!record) return null;
    const known = ledgerCharge(record, journal.refundsOf(record.intent.id));
    const { createdAtMs } = record.intent;
    // Begun under a clock so wrong that `lines` did not tell it: then by that clock, which is outside the days too.
    const isFar = createdAtMs < spans.charge.fromMs || createdAtMs >= spans.charge.toMs;
    return {
      charge: { ...placed(known.charge), ...(isFar && !broughtIds.has(record.intent.id) && { atMs: createdAtMs }) },
      refunds: known.refunds.map(placed),
    };
  }

  function placed<Line extends LedgerLine>(line: Line): Line {
    return { ...line, place: places.get(idOf(line)) ?? NO_PLACE };
  }

  function* lines(): Generator<LedgerLine> {
    yield* brought;
    yield* merged(linesOf('charge'), linesOf('refund'));
  }

  return {
    lines,
    /** In small pages: each is read in one go. */
    *rows() {
      let page: LedgerLine[] = [];
      for (const line of lines()) {
        if (page.push(line) < PAGE_LINES) continue;
        yield* packLedger(page);
        page = [];
      }
      yield* packLedger(page);
    },
    at,
    charge,
    paidNear({ amountFen, atMs, withinMs }): LedgerPayment | null {
      const filter = { amountFen, statuses: ['paid'], fromMs: atMs - CLOCK_MS, untilMs: atMs + CLOCK_MS } as const;
      const paid = journal.charges(filter, null, MOST_NEAR).items.map((record) => paymentLine(record));
      return paid.find((line) => Math.abs(line.atMs - atMs) <= withinMs) ?? null;
    },
  };
}

/** Two lists in the order of their time, as far as each keeps it. */
function* merged(one: Generator<LedgerLine, undefined>, other: Generator<LedgerLine, undefined>): Generator<LedgerLine, undefined> {
  let [a, b] = [one.next().value, other.next().value];
  while (a ?? b) {
    const isFirst: boolean = b === undefined || (a !== undefined && a.atMs <= b.atMs);
    const line = isFirst ? a : b;
    if (line) yield line;
    if (isFirst) a = one.next().value;
    else b = other.next().value;
  }
  return undefined;
}

function idOf(line: LedgerLine): string {
  return line.kind === 'refund' ? line.refundId : line.chargeId;
}

const PARTS = ['charge', 'refund', 'brought'] as const;

function placeOf(part: (typeof PARTS)[number], index: number): number {
  return index * PARTS.length + PARTS.indexOf(part);
}

function partOf(place: number): { readonly part: (typeof PARTS)[number]; readonly index: number } {
  return { part: PARTS[place % PARTS.length] ?? 'charge', index: Math.floor(place / PARTS.length) };
}
