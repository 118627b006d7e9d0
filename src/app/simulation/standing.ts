import type { HandClock } from '../../basics/hand-clock.ts';
import type { Status } from '../../payment/state.ts';
import type { Disk } from './disk.ts';
import type { TerminalProcess } from './process.ts';
import type { Recorder } from './recorder.ts';

/** A code's life, a request, one question and some air: while the disk takes nothing, no charge can go on. */
export const LONGEST_STANDING_MS = 120_000;
const LOOK_EVERY_MS = 15_000;
/** No story is longer: one that is goes round in circles. */
const LONGEST_STORY_MS = 24 * 3_600_000;

/** Looks now and then whether something lies on the counter: a charge leaves these statuses by itself, and soon. */
export function watchStanding(clock: HandClock, disk: Disk, recorder: Recorder, running: () => TerminalProcess): { isStuck(): boolean } {
  const sinceMs = new Map<string, { readonly status: Status; readonly fromMs: number }>();
  let watched = running();

  function look(): void {
    clock.after(LOOK_EVERY_MS, look);
    const process = running();
    if (watched !== process || disk.isSpoilt()) sinceMs.clear();
    watched = process;
    if (!process.isAlive()) return;
    for (const { intent } of process.journal.openCharges()) {
      // An offer is placed as long as it may be: nobody can have paid what was never shown, and whoever waits can give it up.
      const status = intent.method === 'payment_code' ? process.terminal.find(intent.id)?.status : undefined;
      const before = sinceMs.get(intent.id);
      if (status !== 'submitting' && status !== 'queued') sinceMs.delete(intent.id);
      else if (before?.status !== status) sinceMs.set(intent.id, { status, fromMs: clock.monotonicMs() });
      else recorder.note({ kind: 'stands', orderNo: intent.orderNo, status, sinceMs: clock.monotonicMs() - before.fromMs });
    }
  }

  clock.after(LOOK_EVERY_MS, look);
  return {
    isStuck() {
      if (clock.monotonicMs() < LONGEST_STORY_MS) return false;
      recorder.note({ kind: 'threw', message: 'the story does not end' });
      return true;
    },
  };
}
