import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Door } from './door.ts';
import { addTallies, type Find, NO_TALLY, type Tally } from './hunt.ts';
import type { Answer, Ask } from './worker.ts';

/** Inputs handed to a thread at once; the door is opened anew for each batch. */
const BATCH = 5_000;
/** A thread that is in the same input for so long hangs: the machine may be busy, but not that busy. */
const HANGS_AFTER_MS = 10_000;
/** One in so many is let in twice, and must fare alike. */
const TWICE_EVERY = 16;
/** No reader of small messages needs more. */
const MAX_HEAP = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

export type Wanted = {
  readonly doors: readonly Door[];
  readonly inputs: number;
  readonly seed: number;
  readonly threads: number;
  readonly told: (soFar: ReadonlyMap<string, Tally>) => void;
};

type Part = { readonly door: Door; readonly from: number; readonly count: number };

/** Lets many inputs in by several doors, on several threads, until all were in or enough met a bug. */
export async function runDoors({ doors, inputs, seed, threads, told }: Wanted): Promise<ReadonlyMap<string, Tally>> {
  const tallies = new Map(doors.map(({ name }) => [name, NO_TALLY]));
  const parts = split(doors, inputs);
  const add = (name: string, tally: Tally) => tallies.set(name, addTallies(tallies.get(name) ?? NO_TALLY, tally));

  async function work(): Promise<void> {
    let thread = startThread();
    for (let part = parts.shift(); part; part = parts.shift()) {
      const { door, from, count } = part;
      const answer = await thread.ask({ door: door.name, batch: { seed, from, count, twiceEvery: TWICE_EVERY } });
      if ('finds' in answer) add(door.name, answer);
      else {
        add(door.name, { ...NO_TALLY, finds: [{ door: door.name, seed, input: '', ...answer }] });
        await thread.end();
        thread = startThread();
      }
      told(tallies);
    }
    await thread.end();
  }

  await Promise.all(Array.from({ length: threads }, work));
  return tallies;
}

/** Every door its share, a batch of each in turn, so that a run that is cut short has seen them all. */
function split(doors: readonly Door[], inputs: number): Part[] {
  const shares = doors.reduce((sum, { share }) => sum + share, 0);
  const parts = doors.flatMap((door) => {
    const own = Math.max(1, Math.ceil((inputs * door.share) / shares));
    const batches = Math.ceil(own / BATCH);
    return Array.from({ length: batches }, (_, at) => ({
      at: at / batches,
      part: { door, from: at * BATCH, count: Math.min(BATCH, own - at * BATCH) },
    }));
  });
  return parts.sort((a, b) => a.at - b.at).map(({ part }) => part);
}

type Lost = Pick<Find, 'number' | 'problem'>;

function startThread() {
  const inside = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: inside.buffer, resourceLimits: MAX_HEAP });

  /** @returns what came of it, or in which input the thread was lost */
  async function ask(question: Ask): Promise<Answer | Lost> {
    Atomics.store(inside, 0, -1);
    worker.postMessage(question);
    const watch = watchdog();
    try {
      const [answer] = await Promise.race([once(worker, 'message'), watch.bark]);
      return answer as Answer | Lost;
    } catch (cause) {
      return { number: Atomics.load(inside, 0), problem: `ended the thread: ${cause instanceof Error ? cause.message : String(cause)}` };
    } finally {
      watch.stop();
    }
  }

  function watchdog() {
    let last = -2;
    let sinceMs = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const bark = new Promise<[Lost]>((resolve) => {
      timer = setInterval(() => {
        const number = Atomics.load(inside, 0);
        if (number !== last) sinceMs = performance.now();
        last = number;
        if (performance.now() - sinceMs > HANGS_AFTER_MS) resolve([{ number, problem: `hangs: in for more than ${HANGS_AFTER_MS} ms` }]);
      }, 1_000);
    });
    return { bark, stop: () => clearInterval(timer) };
  }

  return { ask, end: () => worker.terminate() };
}
