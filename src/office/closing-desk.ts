import type { Clock } from '../basics/clock.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import type { Reconciliation } from '../reconciliation/discrepancy.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import type { Limiter } from '../terminal/limiter.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { askOpen } from './ask-open.ts';
import { bounded } from './bounded.ts';
import { type Asked, createClosingQuestions, NOTHING_ASKED } from './closing-questions.ts';
import { MOST_FOUND, newReconciliation, noteFound, withIds } from './discrepancy-book.ts';

/** A closing waits no longer than this for the acquirer; what is not answered then is asked behind it. */
export const CLOSING_WAIT_MS = 20_000;
/** How far the questions are is written down after so many answers: a crash asks no more than these again. */
const WRITTEN_EACH = 50;
/** So many differences are told as they are found. Where there are more something larger is wrong, and each telling holds all of them. */
const TOLD_AT_ONCE = 20;
/** A disk that refused is asked again after this long. */
const AGAIN_MS = 5_000;

/** Asks about each shift that is being closed or was: before the closing for a while, then behind it until all is answered. */
export type ClosingDesk = {
  /** Never rejects, and takes `CLOSING_WAIT_MS` at most; offline no time at all. */
  ask(shift: Shift): Promise<void>;
  /** What was found so far, to be written with the closing. */
  slips(closed: Shift): readonly Slip[];
  /** Goes on behind a closing that is durable, also after a restart. */
  goOn(closed: Shift): Promise<void>;
  /** How far the questions are; null: none are being asked. */
  progress(): { readonly shiftId: string; readonly done: number; readonly of: number } | null;
};

type Parts = {
  readonly gateway: Pick<Gateway, 'query' | 'queryRefund' | 'line' | 'onLine'>;
  readonly terminal: Terminal;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly limiter: Limiter;
  readonly isStopped: () => boolean;
  readonly write: (slips: readonly Slip[]) => boolean;
  /** Something was found of a closed shift, or its questions have come to their end. */
  readonly found: (shift: Shift) => void;
  readonly changed: () => void;
};

/** A shift whose questions are being asked. */
type Run = { readonly shift: Shift; asked: Asked; of: number; isClosed: boolean; readonly done: Promise<void> };

export function createClosingDesk(parts: Parts): ClosingDesk {
  const { gateway, terminal, journal, clock, log, isStopped, write, found, changed } = parts;
  const questions = createClosingQuestions(parts);
  const runs = new Map<string, Run>();

  /** Begins to ask about a shift, unless somebody does already. */
  function begin(shift: Shift, from: Asked): Run {
    const known = runs.get(shift.id);
    if (known) return known;
    const { promise, resolve } = Promise.withResolvers<void>();
    const run: Run = { shift, asked: from, of: 0, isClosed: shift.closing !== null, done: promise };
    runs.set(shift.id, run);
    void askAll(run).then(resolve);
    return run;
  }

  async function askAll(run: Run): Promise<void> {
    try {
      await questions.run(run.shift, run.asked, (asked, of) => {
        const isNew = asked.drafts.length > run.asked.drafts.length && asked.drafts.length <= TOLD_AT_ONCE;
        run.asked = asked;
        run.of = of;
        if (run.isClosed && (isNew || doneOf(asked) % WRITTEN_EACH === 0)) save(run, null);
        changed();
      });
    } catch (cause) {
      log.write('journal_failed', { message: String(cause) });
    }
    changed();
  }

  /** What is written of a shift's questions: what was found, and how far they are. */
  function slipsOf(shift: Shift, asked: Asked, askedAtMs: number | null): readonly Slip[] {
    const atMs = clock.wallMs();
    const before = journal.slip('reconciliation', shift.id)?.slip ?? newReconciliation(shift, atMs);
    const drafts = asked.drafts.slice(0, MOST_FOUND);
    const ids = drafts.map(({ id }) => id);
    const after: Reconciliation = {
      ...{ ...before, askedAtMs, asked: { charges: asked.charges, refunds: asked.refunds }, atMs },
      matched: before.bill === 'pending' ? asked.matched : before.matched,
      discrepancies: withIds(before.discrepancies, ids),
    };
    return [...drafts.flatMap((draft) => noteFound(journal, draft, { billDate: null, atMs }) ?? []), after];
  }

  /** @returns whether it is durable */
  function save({ shift, asked }: Run, askedAtMs: number | null): boolean {
    const slips = slipsOf(shift, asked, askedAtMs);
    if (!write(slips)) return false;
    if (slips.length > 1 || askedAtMs !== null) found(journal.slip('shift', shift.id)?.slip ?? shift);
    return true;
  }

  function askedBefore({ id }: Shift): Asked {
    const known = journal.slip('reconciliation', id)?.slip;
    return known ? { ...known.asked, matched: known.matched, drafts: [] } : NOTHING_ASKED;
  }

  return {
    async ask(shift) {
      if (gateway.line() === 'offline') return; // asked behind the closing, when the line is back
      const asking = Promise.all([begin(shift, NOTHING_ASKED).done, askOpen({ terminal, journal, clock }, shift)]);
      await bounded(clock, asking, CLOSING_WAIT_MS, (end) => gateway.onLine((status) => status === 'offline' && end()));
    },
    slips: (closed) => slipsOf(closed, runs.get(closed.id)?.asked ?? NOTHING_ASKED, null),
    async goOn(closed) {
      const before = runs.get(closed.id);
      if (before) before.isClosed = true;
      await before?.done;
      // What was begun between the first question and the closing was in no list yet.
      for (let from = before?.asked ?? askedBefore(closed); !isStopped(); ) {
        runs.delete(closed.id);
        const run = begin(closed, from);
        await run.done;
        if (isStopped() || (doneOf(run.asked) >= run.of && save(run, clock.wallMs()))) break;
        from = run.asked;
        await new Promise<void>((next) => void clock.after(AGAIN_MS, next)); // the disk refused, or something cannot be read
      }
      runs.delete(closed.id);
      changed();
    },
    progress() {
      const run = [...runs.values()].find(({ asked, of }) => doneOf(asked) < of);
      return run ? { shiftId: run.shift.id, done: doneOf(run.asked), of: run.of } : null;
    },
  };
}

function doneOf({ charges, refunds }: Asked): number {
  return charges + refunds;
}
