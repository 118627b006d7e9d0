// `npm run chaos -- --kills N --seed S`: the built core as a process, before an acquirer that survives it, through everything that can happen to a machine.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureSystemParts } from '../../scripts/house/system-parts.ts';
import type { Happening } from './happening.ts';
import { HAPPENINGS } from './happenings/all.ts';
import { kills } from './happenings/kills.ts';
import { CHAOS_PARTS } from './means.ts';
import { runInOwnNetwork } from './own-network.ts';
import { runHappening } from './run-happening.ts';

const CORE = path.resolve(import.meta.dirname, '../../out/core/run.js');

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string' },
    only: { type: 'string' }, // one happening by its name
    core: { type: 'string', default: CORE }, // another build, such as one that is known to be wrong
    inside: { type: 'boolean', default: false }, // already in a network of its own
  },
});
const killCount = Number(values.kills);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isInteger(killCount) || killCount < 1 || !Number.isInteger(seed))
  throw new Error('--kills needs a whole number from 1, --seed a whole number');
const chosen = HAPPENINGS.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) throw new Error(`--only knows ${HAPPENINGS.map(({ name }) => name).join(', ')}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1)); // what was mounted is let go at the exit
if (!values.inside) say(`chaos: ${killCount} kills, seed ${seed}`);
ensureSystemParts(say, CHAOS_PARTS);
// Killing takes as long as everything else together, and mostly waits: so they go side by side.
const [killing, others] = [chosen.filter((one) => one === kills), chosen.filter((one) => one !== kills)];
await Promise.all([inTurn(killing), inTurn(others)]);
process.exit(); // a shop whose terminal never came back would sell on for ever

async function inTurn(happenings: readonly Happening[]): Promise<void> {
  for (const happening of happenings) if (!(await passes(happening))) process.exitCode = 1;
}

/** Runs one and writes its row. */
async function passes(happening: Happening): Promise<boolean> {
  const { name } = happening;
  const reason = happening.cannot();
  if (reason !== null) {
    say(`– ${name.padEnd(18)} left out: ${reason}`);
    return true;
  }
  if (happening.ownNetwork && !values.inside) {
    const args = ['--inside', '--only', name, '--kills', String(killCount), '--seed', String(seed), '--core', values.core];
    return (await runInOwnNetwork(fileURLToPath(import.meta.url), args)) === 0;
  }
  const beganMs = performance.now();
  const {
    charges,
    refunds,
    kills: killed,
    findings,
    what,
    stories,
  } = await runHappening(happening, { core: values.core, seed, kills: killCount });
  const seconds = ((performance.now() - beganMs) / 1_000).toFixed(1);
  const counted = `${String(charges).padStart(5)} charges, ${String(refunds).padStart(3)} refunds, ${String(killed).padStart(4)} kills`;
  const isRight = findings.length === 0;
  say(`${isRight ? '✓' : '✗'} ${name.padEnd(18)} ${counted}, ${findings.length} violations, ${seconds.padStart(5)} s: ${what}`);
  if (isRight) return true;
  // What the terminal itself did comes first: the rest may follow from it.
  const inOrder = findings.toSorted((a, b) => Number(b.about === 'terminal') - Number(a.about === 'terminal'));
  for (const { sentence } of inOrder.slice(0, 10)) say(`  ${sentence}`);
  for (const story of stories) say(`\n${story}`);
  say(`  again: npm run chaos -- --kills ${killCount} --seed ${seed} --only '${name}'`);
  return false;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
