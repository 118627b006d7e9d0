import type { TerminalView } from '../contract/view.ts';
import type { Currency } from '../money/currency.ts';
import type { Journal } from '../store/journal.ts';
import type { StoreDay } from './day.ts';

/** The day's takings in the store's currency, counted anew only when the journal or the day has changed. */
export function createTakings(journal: Journal, day: StoreDay, currency: Currency): () => TerminalView['today'] {
  let known = { dayMs: -1, seq: -1, paidCount: 0, paidAmount: 0 };
  return () => {
    const dayMs = day.startMs();
    const seq = journal.lastSeq();
    if (known.dayMs !== dayMs || known.seq !== seq) {
      const { paidCount, paidFen } = journal.takingsSince(dayMs, currency);
      known = { dayMs, seq, paidCount, paidAmount: paidFen };
    }
    return { paidCount: known.paidCount, paidAmount: known.paidAmount };
  };
}
