// `npm run test:sim`: the simulation alone, until so many charges were lived or one went wrong; a seed that went wrong is shortened and told.
//   --charges N     how many (100000)
//   --seed S        tells one seed again
//   --first-seed S  where to begin (1)
//   --threads N     (2)
//   --coverage F   writes what met what to a file
//   --json          one line for programs
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { offerGaps, printOffers } from '../src/app/simulation/coverage/offers.ts';
import { findGaps, printCoverage } from '../src/app/simulation/coverage/report.ts';
import { runSeeds } from '../src/app/simulation/seeds/run-seeds.ts';
import type { Tally } from '../src/app/simulation/seeds/seed-batch.ts';
import { tellSeed } from '../src/app/simulation/telling/tell-seed.ts';

const TELL_EVERY_MS = 10_000;
/** From so many charges on, every meeting that can be must have been: fewer do not suffice for the rarest. */
const COVERS_ALL_FROM = 1_000_000;

const { values } = parseArgs({
  options: {
    charges: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    'first-seed': { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    coverage: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

process.exit(values.seed === undefined ? await liveMany() : await tell(Number(values.seed)));

async function tell(seed: number): Promise<number> {
  const { broken, lines } = await tellSeed(seed);
  console.log(lines.join('\n'));
  return broken ? 1 : 0;
}

async function liveMany(): Promise<number> {
  const startedMs = performance.now();
  let isStopped = false;
  process.once('SIGINT', () => {
    isStopped = true; // a second one ends it at once
  });
  const { tally, coverage } = await runSeeds({
    charges: Number(values.charges),
    firstSeed: Number(values['first-seed']),
    threads: Number(values.threads),
    isStopped: () => isStopped,
    told: values.json ? () => {} : sayNowAndThen(startedMs),
  });
  const [failure] = tally.failures;
  const story = failure ? await tellSeed(failure.seed) : null;
  if (values.json) {
    console.log(
      JSON.stringify({ seed: failure?.seed ?? null, charges: tally.charges, broken: story?.broken ?? null, lines: story?.lines ?? [] }),
    );
    return 0;
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage();
  const pace = Math.round(tally.charges / ((user + system) / 1e6));
  console.log(
    `${tally.charges} charges over ${tally.seeds} seeds and ${tally.processes} processes in ${seconds.toFixed(1)} s, ${pace} a second of processor time`,
  );
  console.log(tally.statuses, story ? '' : 'no violation');
  if (story) console.log(story.lines.join('\n'));
  if (values.coverage !== undefined) writeFileSync(values.coverage, `${printCoverage(coverage)}\n${printOffers(coverage)}`);
  const { neverMet, neverMetAtAll, metAllTheSame } = findGaps(coverage);
  const ofOffers = offerGaps(coverage);
  const gaps = [...metAllTheSame, ...ofOffers, ...(tally.charges >= COVERS_ALL_FROM ? neverMet : neverMetAtAll)];
  console.log(
    `coverage: ${neverMet.length} of the meetings that can be were at zero, ${metAllTheSame.length} met that cannot be, ${ofOffers.length} of offers at zero`,
  );
  if (tally.charges >= COVERS_ALL_FROM || metAllTheSame.length > 0) console.log(gaps.join('\n'));
  return story || metAllTheSame.length > 0 || (tally.charges >= COVERS_ALL_FROM && gaps.length > 0) ? 1 : 0;
}

function sayNowAndThen(startedMs: number): (soFar: Tally) => void {
  let toldMs = startedMs;
  return ({ charges, seeds }) => {
    if (performance.now() - toldMs < TELL_EVERY_MS) return;
    toldMs = performance.now();
    console.log(`${charges} charges, ${seeds} seeds, ${Math.round((toldMs - startedMs) / 1000)} s`);
  };
}
