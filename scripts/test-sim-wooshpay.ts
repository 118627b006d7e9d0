// Simulated days before WooshPay, until so many charges were lived or one went wrong.
//   --charges N     how many (10000)
//   --seed S        lives one seed and tells what broke, and the facts about it
//   --first-seed S  where to begin (1)
import { parseArgs } from 'node:util';
import { liveWooshSeeds, SALES_OF_A_SEED, tellWooshSeed } from '../src/app/simulation/wooshpay/seeds.ts';

const { values } = parseArgs({
  options: {
    charges: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    'first-seed': { type: 'string', default: '1' },
  },
});

if (values.seed !== undefined) {
  const lines = await tellWooshSeed(Number(values.seed));
  console.log(lines.join('\n') || 'no violation');
  process.exit(lines.length > 0 ? 1 : 0);
}
const startedMs = performance.now();
const tally = await liveWooshSeeds(Number(values.charges), Number(values['first-seed']));
const seconds = (performance.now() - startedMs) / 1_000;
console.log(
  `${tally.charges} charges over ${tally.seeds} seeds of ${SALES_OF_A_SEED} sales and ${tally.processes} processes in ${seconds.toFixed(1)} s`,
);
console.log(tally.statuses, tally.broken.length > 0 ? '' : 'no violation');
console.log(tally.broken.join('\n'));
process.exit(tally.broken.length > 0 ? 1 : 0);
