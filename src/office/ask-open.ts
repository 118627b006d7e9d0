import type { Clock } from '../basics/clock.ts';
import { isUnsettled } from '../payment/state.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A closing waits no longer than this for what the acquirer knows. What is not known then is carried over. */
export const ASK_MS = 5_000;

type Parts = {
  readonly terminal: Pick<Terminal, 'command' | 'feed'>;
  readonly journal: Pick<Journal, 'openCharges'>;
  readonly clock: Clock;
};

/** Asks at once about every charge of a shift, or carried over to it, that may hold money; resolves when all are known, or after a while. */
export async function askOpen({ terminal, journal, clock }: Parts, shift: Shift): Promise<void> {
  const carried = new Set(shift.carriedOver);
  const concerned = () =>
    journal
      .openCharges()
      .filter(({ intent, state }) => isUnsettled(state.status) && (intent.shiftId === shift.id || carried.has(intent.id)))
      .map(({ intent }) => intent.id);
  const asked = concerned();
  if (asked.length === 0) return;
  await new Promise<void>((resolve) => {
    const giveUp = clock.after(ASK_MS, end);
    const stopListening = terminal.feed(null, ({ type }) => type === 'charge.updated' && concerned().length === 0 && end());
    function end(): void {
      giveUp();
      stopListening();
      resolve();
    }
    for (const chargeId of asked) terminal.command({ kind: 'ask_now', chargeId });
  });
}
