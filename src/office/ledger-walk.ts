import type { Clock } from '../basics/clock.ts';
import type { ReportLine } from '../report/line.ts';
import { chargeLine, refundLine, tenderLine, type Whose } from '../report/lines-of.ts';
import type { Journal, LedgerItems, LedgerPart, Span } from '../store/journal.ts';

/** Between two slices of a few milliseconds: whatever else the terminal has to do comes first. */
const PAUSE_MS = 1;

export type WalkParts = {
  readonly journal: Pick<Journal, 'ledger'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly isStopped: () => boolean;
};

/** Everything of one kind that was begun within a span, slice by slice, with a pause after each. Ends early when stopped. */
export async function* walkLedger<Part extends LedgerPart>(
  { journal, clock, isStopped }: WalkParts,
  part: Part,
  span: Span,
): AsyncGenerator<readonly LedgerItems[Part][]> {
  for (let after: number | null = null; !isStopped(); ) {
    const slice: { readonly items: readonly LedgerItems[Part][]; readonly nextAfter: number | null } = journal.ledger(part, span, after);
    if (slice.items.length > 0) yield slice.items;
    if (slice.nextAfter === null) return;
    after = slice.nextAfter;
    await new Promise<void>((resolve) => clock.after(PAUSE_MS, resolve));
  }
}

/** All lines of a span in the order of their time, as far as each kind keeps it: a sale that failed comes before the cash that paid it. */
export async function* walkLines(parts: WalkParts, span: Span, whose: Whose): AsyncGenerator<ReportLine> {
  const sources = [
    lines(walkLedger(parts, 'charge', span), (item) => chargeLine(item, whose)),
    lines(walkLedger(parts, 'refund', span), (item) => refundLine(item, whose)),
    lines(walkLedger(parts, 'cash_entry', span), (item) => tenderLine(item, whose)),
  ];
  const heads = await Promise.all(sources.map(async (source) => ({ source, next: (await source.next()).value ?? null })));
  for (;;) {
    const [first] = heads.filter(({ next }) => next !== null).sort((a, b) => (a.next?.atMs ?? 0) - (b.next?.atMs ?? 0));
    if (!first?.next) return;
    yield first.next;
    first.next = (await first.source.next()).value ?? null;
  }
}

async function* lines<Item>(
  slices: AsyncGenerator<readonly Item[]>,
  lineOf: (item: Item) => ReportLine | null,
): AsyncGenerator<ReportLine, undefined> {
  for await (const items of slices) {
    for (const item of items) {
      const line = lineOf(item);
      if (line) yield line;
    }
  }
  return undefined;
}
