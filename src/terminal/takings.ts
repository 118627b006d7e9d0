import type { TerminalView } from '../contract/view.ts';
import type { Journal } from '../store/journal.ts';
import type { StoreDay } from './day.ts';

/** The day's takings, counted anew only when the journal or the day has changed. */
export function createTakings(journal: Journal, day: StoreDay): () => TerminalView['today'] {
  let known = { dayMs: -1, seq: -1, paidCount: 0, paidAmount: 0 };
  return () => {
    const dayMs = day.startMs();
    const seq = journal.lastSeq();
    if (known.dayMs !== dayMs || known.seq !== seq) {
      const { paidCount, paidFen } = journal.takingsSince(dayMs);
      known = { dayMs, seq, paidCount, paidAmount: paidFen };
    }
    return { paidCount: known.paidCount, paidAmount: known.paidAmount };
  };
}
