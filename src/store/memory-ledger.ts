import type { Journal, JournalChange, LedgerItems, LedgerPart, LedgerSlice, Span } from './journal.ts';
import type { MemoryCharges } from './memory-charges.ts';
import type { MemoryRefunds } from './memory-refunds.ts';
import type { MemorySlips } from './memory-slips.ts';
import { isWithin } from './span.ts';

/** Small, so that tests meet the next slice. */
const SLICE = 10;

type Place<Part extends LedgerPart> = { readonly place: number; readonly atMs: number; readonly item: () => LedgerItems[Part] };

type Parts = {
  readonly entries: readonly JournalChange[];
  readonly charges: Pick<MemoryCharges, 'byId' | 'places'>;
  readonly refunds: Pick<MemoryRefunds, 'places'>;
  readonly slips: Pick<MemorySlips, 'places'>;
};

/** Reads charges, refunds and cash of a journal without a disk in slices, by the time they were begun. */
export function memoryLedger({ entries, charges, refunds, slips }: Parts): Journal['ledger'] {
  const places: { readonly [Part in LedgerPart]: () => readonly Place<Part>[] } = {
    charge: () =>
      charges.places().map(({ place, newest }) => {
        const item = () => ({ ...newest, askedCustomer: askedCustomer(newest.intent.id) });
        return { place, atMs: newest.intent.createdAtMs, item };
      }),
    refund: () =>
      refunds.places().flatMap(({ place, newest }) => {
        const charge = charges.byId(newest.intent.chargeId);
        if (!charge) return [];
        return [{ place, atMs: newest.intent.createdAtMs, item: () => ({ ...newest, method: charge.intent.method }) }];
      }),
    cash_entry: () => slips.places('cash_entry').map(({ place, newest }) => ({ place, atMs: newest.slip.atMs, item: () => newest })),
  };

  function askedCustomer(id: string): boolean {
    return entries.some((change) => change.kind === 'charge' && change.intent.id === id && change.state.status === 'awaiting_customer');
  }

  return <Part extends LedgerPart>(part: Part, span: Span, after: number | null): LedgerSlice<Part> => {
    const rest = places[part]().filter(({ place }) => place > (after ?? 0));
    const slice = rest.slice(0, SLICE);
    return {
      items: slice.flatMap(({ atMs, item }) => (isWithin(span, atMs) ? [item()] : [])),
      nextAfter: rest.length > SLICE ? (slice.at(-1)?.place ?? null) : null,
    };
  };
}
