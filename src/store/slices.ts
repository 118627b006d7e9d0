import type { Clock } from '../basics/clock.ts';
import type { JournalDamage } from './journal.ts';
import type { Progress } from './walk-chain.ts';

/** Between two slices of a millisecond: whatever else the terminal has to do comes first. */
const PAUSE_MS = 4;

export type Looked = { readonly entries: number; readonly damage: JournalDamage | null };

/**
 * Walks a journal while the terminal works: a slice, a pause, a slice. A million charges take a minute or two so.
 *
 * @param isStopped asked before each slice; the walk then ends with `stopped`
 */
export async function walkInSlices(
  walk: Generator<Progress, JournalDamage | null>,
  clock: Pick<Clock, 'after'>,
  isStopped: () => boolean,
  onProgress: (progress: Progress) => void = () => {},
): Promise<Looked | 'stopped'> {
  let entries = 0;
  for (;;) {
    if (isStopped()) return 'stopped';
    const step = walk.next();
    if (step.done) return { entries, damage: step.value };
    entries = step.value.done;
    onProgress(step.value);
    await new Promise<void>((resolve) => clock.after(PAUSE_MS, resolve));
  }
}
