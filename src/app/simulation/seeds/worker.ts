import { parentPort } from 'node:worker_threads';
import { type Coverage, createCoverage } from '../coverage/coverage.ts';
import { add, NOTHING_YET, tallySeed } from './seed-batch.ts';

/** What the main thread asks, and what it hears back. */
export type Ask = { readonly seeds: readonly number[] } | 'coverage';
export type Answer = { readonly tally: Awaited<ReturnType<typeof tallySeed>> } | Pick<Coverage, 'counts' | 'offers'>;

const coverage = createCoverage();

async function answer(ask: Ask): Promise<Answer> {
  if (ask === 'coverage') return { counts: coverage.counts, offers: coverage.offers };
  let tally = NOTHING_YET;
  for (const seed of ask.seeds) {
    tally = add(tally, await tallySeed(seed, coverage));
    if (tally.failures.length > 0) break;
  }
  return { tally };
}

parentPort?.on('message', async (ask: Ask) => parentPort?.postMessage(await answer(ask)));
