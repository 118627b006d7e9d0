// `npm run torture -- --scans N --seed S`: N scans over the virtual guns, and a share of them over a real tty. The seed repeats a run.
import { parseArgs } from 'node:util';
import { seededDice, type Tally } from './dice.ts';
import { tortureHid } from './hid-guns.ts';
import { tortureRealLine } from './real-line.ts';
import { tortureSerial } from './serial-guns.ts';
import { tortureTwoPaths } from './two-paths.ts';
import { tortureTyping } from './typing-guns.ts';

const { values } = parseArgs({ options: { scans: { type: 'string', default: '100000' }, seed: { type: 'string' } } });
const scans = Number(values.scans);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isInteger(scans) || scans < 100 || !Number.isInteger(seed))
  throw new Error('--scans needs a whole number from 100, --seed a whole number');

/** Each part has dice of its own, so that one can be repeated without the others. */
const PARTS: readonly { readonly name: string; readonly run: () => Tally | Promise<Tally> }[] = [
  { name: 'serial guns', run: () => tortureSerial(seededDice(seed), Math.round(scans * 0.37)) },
  { name: 'USB guns', run: () => tortureHid(seededDice(seed + 3), Math.round(scans * 0.28)) },
  { name: 'typing guns', run: () => tortureTyping(seededDice(seed + 1), Math.round(scans * 0.3)) },
  { name: 'two paths', run: () => tortureTwoPaths(seededDice(seed + 4), Math.round(scans * 0.02)) },
  { name: 'a real line', run: () => tortureRealLine(seededDice(seed + 2), Math.round(scans * 0.03), 8) },
];

process.stdout.write(`torture: ${scans} scans, seed ${seed}\n`);
for (const { name, run } of PARTS) {
  const startedMs = performance.now();
  try {
    const { scans: done, cutByUnplug, doubleReads } = await run();
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
    process.stdout.write(
      `✓ ${name.padEnd(12)} ${String(done).padStart(6)} scans, ${cutByUnplug} cut by an unplug, ${doubleReads} read twice, ${seconds} s\n`,
    );
  } catch (error) {
    process.stdout.write(
      `✗ ${name}: ${error instanceof Error ? error.message : error}\n  again: npm run torture -- --scans ${scans} --seed ${seed}\n`,
    );
    process.exitCode = 1;
  }
}
