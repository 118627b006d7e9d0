import type { Cancel, Clock } from '../basics/clock.ts';
import type { Log } from '../log/log.ts';
import type { Paper } from '../receipt/paper.ts';
import { type PrintJob, type PrintQueue, printedKey } from '../receipt/print-job.ts';
import type { NotPrinted, Printer, PrinterCondition } from '../receipt/printer.ts';

/** After something failed: at once is no use, and somebody who puts in paper wants to see it soon. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** How often an idle printer is asked how it is, so that the light is right before it is needed. */
const LOOK_EVERY_MS = 30_000;

/** What is being printed when the terminal stops may take so long; then it is printed again, marked, in the next life. */
const STOP_LIMIT_MS = 2_000;

/** What makes the paper of a job; null: there is none any more. */
export type MakePaper = (job: PrintJob) => Paper | null;

/** One printer and the papers that wait for it, oldest first. */
export type PrintLane = {
  readonly name: string;
  condition(): PrinterCondition | 'unknown';
  jobs(): readonly PrintJob[];
  /** Takes a job that is kept already. */
  add(job: PrintJob): void;
  remove(id: string): void;
  /** Tries at once, however long it wanted to wait. */
  hurry(): void;
  /** Begins nothing more. Resolves when what is being printed is through, or after a while. */
  stop(): Promise<void>;
};

export type PrintLaneParts = {
  readonly name: string;
  readonly printer: Printer;
  readonly queue: PrintQueue;
  readonly paperOf: MakePaper;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
  readonly printed: (job: PrintJob) => void;
};

export function createPrintLane(parts: PrintLaneParts): PrintLane {
  const { name, printer, queue, clock, log } = parts;
  const jobs: PrintJob[] = [];
  let condition: PrinterCondition | 'unknown' = 'unknown';
  let waitMs = 0; // of the last failure; 0: none
  let stopWaiting: Cancel = () => {};
  let working: Promise<void> | null = null;
  let isHurried = false;
  let isStopped = false;

  function became(next: PrinterCondition): void {
    if (next === condition) return;
    condition = next;
    log.write('printer_changed', { name, status: next });
    parts.changed();
  }

  /** Works until nothing is left or something fails, then waits. */
  function work(): void {
    if (working || isStopped) return;
    stopWaiting();
    isHurried = false;
    working = workOff().then((isWell) => {
      working = null;
      waitMs = isWell ? 0 : Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, waitMs * 2));
      if (isHurried) return work();
      if (!isStopped) stopWaiting = clock.after(isWell ? LOOK_EVERY_MS : waitMs, work);
    });
  }

  async function workOff(): Promise<boolean> {
    if (jobs.length === 0) became(await printer.condition());
    for (let job = jobs[0]; job && !isStopped; job = jobs[0]) if (!(await printOne(job))) return false;
    return true;
  }

  /** @returns false when it has to be tried again */
  async function printOne(job: PrintJob): Promise<boolean> {
    try {
      const paper = parts.paperOf(job);
      if (!paper) {
        await forget(job);
        return true;
      }
      // Written before the first byte leaves: who is killed now must not print a second original.
      await keep({ ...job, began: true });
      const done = await printer.print(paper);
      if (!done.ok) return await failed(job, done.error);
      became(done.value);
      await queue.notePrinted(printedKey(job));
      parts.printed(job);
      log.write('receipt_printed', { name, kind: job.document.kind });
      await forget(job);
      return true;
    } catch (cause) {
      log.write('print_queue_failed', { name, problem: String(cause) });
      return false;
    }
  }

  async function failed(job: PrintJob, { problem, began }: NotPrinted): Promise<boolean> {
    became(problem);
    if (!began) await keep(job);
    return false;
  }

  /** In its place, unless it was dropped meanwhile. */
  async function keep(job: PrintJob): Promise<void> {
    const at = jobs.findIndex(({ id }) => id === job.id);
    if (at < 0) return;
    jobs[at] = job;
    await queue.keep(job);
  }

  async function forget({ id }: PrintJob): Promise<void> {
    remove(id);
    await queue.drop(id);
  }

  function remove(id: string): void {
    const at = jobs.findIndex((job) => job.id === id);
    if (at >= 0) jobs.splice(at, 1);
    parts.changed();
  }

  return {
    name,
    condition: () => condition,
    jobs: () => jobs,
    add(job) {
      jobs.push(job);
      parts.changed();
      if (waitMs === 0) work();
    },
    remove,
    hurry() {
      isHurried = true;
      work();
    },
    async stop() {
      isStopped = true;
      stopWaiting();
      if (working) await Promise.race([working, new Promise<void>((resolve) => clock.after(STOP_LIMIT_MS, resolve))]);
    },
  };
}
