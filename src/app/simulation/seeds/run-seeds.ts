import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Coverage, createCoverage } from '../coverage/coverage.ts';
import { add, NOTHING_YET, type Tally } from './seed-batch.ts';
import type { Answer, Ask } from './worker.ts';

/** Seeds handed to a thread at once: few, so that no thread is left with much at the end. */
const BATCH = 8;
/** A story leaves much behind and keeps little: in a young generation of this size, a tenth less of the time is spent on clearing up. */
const YOUNG_MB = 128;

export type SeedsWanted = {
  readonly charges: number; // lived before it ends, at least
  readonly threads: number;
  readonly firstSeed?: number;
  readonly told?: (soFar: Tally) => void;
  readonly isStopped?: () => boolean; // asked between seeds: what was lived by then counts
};

/** Lives seed after seed, on several threads, until there were enough charges or one seed went wrong. */
export async function runSeeds({
  charges,
  threads,
  firstSeed = 1,
  told = () => {},
  isStopped = () => false,
}: SeedsWanted): Promise<{ tally: Tally; coverage: Coverage }> {
  const coverage = createCoverage();
  let tally = NOTHING_YET;
  let nextSeed = firstSeed;
  const isEnough = () => tally.charges >= charges || tally.failures.length > 0 || isStopped();

  async function work(): Promise<void> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    try {
      while (!isEnough()) {
        const seeds = Array.from({ length: BATCH }, (_, index) => nextSeed + index);
        nextSeed += BATCH;
        const answer = await ask(worker, { seeds });
        if ('tally' in answer) tally = add(tally, answer.tally);
        told(tally);
      }
      const answer = await ask(worker, 'coverage');
      if (!('counts' in answer)) return;
      for (const [pair, count] of answer.offers) coverage.offers.set(pair, (coverage.offers.get(pair) ?? 0) + count);
      for (const [index, count] of answer.counts.entries()) coverage.counts[index] = (coverage.counts[index] ?? 0) + count;
    } finally {
      await worker.terminate();
    }
  }

  await Promise.all(Array.from({ length: threads }, work));
  return { tally, coverage };
}

/** An error of the thread is thrown here. */
async function ask(worker: Worker, question: Ask): Promise<Answer> {
  worker.postMessage(question);
  const [answer] = await once(worker, 'message');
  return answer as Answer;
}
