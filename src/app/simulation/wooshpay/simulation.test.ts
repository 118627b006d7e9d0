import { expect, test } from 'vitest';
import { liveWooshSeeds } from './seeds.ts';

/** So many in `npm test`; `node scripts/test-sim-wooshpay.ts --charges N` lives more, `--seed S` tells one again. */
const CHARGES = 3_000;

test('whatever happens to process, disk, line and acquirer, what the ledger says is what WooshPay holds', async () => {
  const { charges, statuses, broken } = await liveWooshSeeds(CHARGES);
  expect(broken).toEqual([]);
  for (const status of ['paid', 'declined', 'reversed', 'canceled']) expect(statuses[status] ?? 0).toBeGreaterThan(charges / 100);
}, 300_000);
