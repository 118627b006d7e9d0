// `npm run test:sim -- [--charges N] [--first-seed S] [--threads N]`: the simulation alone, until so many charges were lived or one went wrong.
import { parseArgs } from 'node:util';
import { runSeeds } from '../src/app/simulation/seeds/run-seeds.ts';

const { values } = parseArgs({
  options: {
    charges: { type: 'string', default: '100000' },
    'first-seed': { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
  },
});

const startedMs = performance.now();
let toldMs = startedMs;
const { tally } = await runSeeds({
  charges: Number(values.charges),
  firstSeed: Number(values['first-seed']),
  threads: Number(values.threads),
  told({ charges, seeds }) {
    if (performance.now() - toldMs < 10_000) return;
    toldMs = performance.now();
    console.log(`${charges} charges, ${seeds} seeds, ${Math.round((toldMs - startedMs) / 1000)} s`);
  },
});
const seconds = (performance.now() - startedMs) / 1000;
const { user, system } = process.cpuUsage();
console.log(`${tally.charges} charges over ${tally.seeds} seeds and ${tally.processes} processes in ${seconds.toFixed(1)} s,`);
console.log(`${Math.round(tally.charges / ((user + system) / 1e6))} a second of processor time:`, tally.statuses);
for (const { seed, violations } of tally.failures)
  for (const { invariant, sentence } of violations) console.log(`seed ${seed}, ${invariant}: ${sentence}`);
process.exit(tally.failures.length > 0 ? 1 : 0);
