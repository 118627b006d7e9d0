import { expect, test } from 'vitest';
import { live } from './world.ts';

/** 20,000 charges and more in `npm test`; `npm run test:sim -- --seeds N` lives more, `--seed S` tells one again. */
const SALES_PER_SEED = 50;
const SEEDS = Number(process.env.SAOMA_SIM_SEEDS || 340);
const ONLY = process.env.SAOMA_SIM_SEED ? Number(process.env.SAOMA_SIM_SEED) : null;

test('whatever happens to process, line and acquirer, the ledger ends equal to the money', async () => {
  const seeds = ONLY === null ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [ONLY];
  const statuses = new Map<string, number>();
  let charges = 0;
  let processes = 0;
  for (const seed of seeds) {
    const outcome = await live(seed, SALES_PER_SEED);
    charges += outcome.charges;
    processes += outcome.processes;
    for (const [status, count] of outcome.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
    expect(outcome.violations, `npm run test:sim -- --seed ${seed}`).toEqual([]);
  }
  console.log(`${charges} charges over ${seeds.length} seeds and ${processes} processes:`, Object.fromEntries(statuses));
  if (ONLY !== null) return;
  expect(charges).toBeGreaterThan(SEEDS * SALES_PER_SEED);
  expect(processes).toBeGreaterThan(SEEDS);
  for (const status of ['paid', 'declined', 'reversed', 'canceled']) expect(statuses.get(status) ?? 0).toBeGreaterThan(SEEDS / 10);
}, 600_000);
