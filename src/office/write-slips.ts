import type { Clock } from '../basics/clock.ts';
import type { Log } from '../log/log.ts';
import type { Journal } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';

/** Writes slips down, all or none. @returns false when the disk did not take them, or the journal is damaged: nothing has happened */
export function writeSlips({ journal, clock, log }: { journal: Journal; clock: Clock; log: Log }, slips: readonly Slip[]): boolean {
  const atMs = clock.wallMs();
  try {
    journal.append(slips.map((slip) => ({ kind: 'slip_written', slip, atMs })));
    return true;
  } catch (error) {
    log.write('journal_failed', { message: String(error) });
    return false;
  }
}
