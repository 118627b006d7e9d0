import type { Clock } from '../basics/clock.ts';
import type { Reconciliation } from '../reconciliation/discrepancy.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { askOpen } from './ask-open.ts';
import type { Reconciler } from './shift-desk.ts';

type Parts = { readonly terminal: Terminal; readonly journal: Journal; readonly clock: Clock };

/** Asks about what has no end, and leaves the acquirer's bill for the morning. What ended was told by the acquirer, signed: it counts as matched. */
export function createFirstReconciler(parts: Parts): Reconciler {
  return {
    ask: (shift) => askOpen(parts, shift),
    slips: (closed) => (closed.closing ? [reconciliationOf(closed, closed.closing)] : []),
    compare: async () => {},
  };
}

function reconciliationOf({ id }: Shift, { totals, leftOpen, atMs }: NonNullable<Shift['closing']>): Reconciliation {
  const matched = totals.wallet.reduce((all, { count }) => all + count, totals.walletRefunds.count);
  const nothingFound = { bills: [], asked: { charges: 0, refunds: 0 }, postponed: [], discrepancies: [], bill: 'pending' } as const;
  return { kind: 'reconciliation', id, askedAtMs: atMs, ...nothingFound, matched, unsettled: leftOpen, atMs };
}
