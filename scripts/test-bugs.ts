// `npm run test:bugs [-- NAME]`: plants each bug of src/app/simulation/bugs into a copy of the sources and lets the simulation look for it.
// Fails when one is not found, or when a patch no longer applies: then it is made anew for the code as it is.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { applyPatch } from './bugs/apply-patch.ts';
import { ROOT } from './house/root.mjs';

const BUGS = path.join(ROOT, 'src', 'app', 'simulation', 'bugs');
/** A bug that needs more is not found by the run that judges, which is as long. */
const MOST_CHARGES = 1_000_000;
const AT_ONCE = Math.min(2, os.availableParallelism());

type Found = { readonly seed: number | null; readonly charges: number; readonly broken: string | null; readonly lines: readonly string[] };
type Verdict = { readonly isFound: boolean; readonly text: string };

const [only, ...flags] = process.argv.slice(2).filter((word) => word !== '--stories');
const tellsStories = process.argv.includes('--stories');
const waiting = readdirSync(BUGS)
  .filter((file) => file.endsWith('.patch') && (only === undefined || file.includes(only)))
  .sort();
let isAnyMissed = waiting.length === 0 || flags.length > 0;
const startedMs = performance.now();
const planted = waiting.length;
await Promise.all(Array.from({ length: AT_ONCE }, hunt));
console.log(
  `${planted} bugs in ${((performance.now() - startedMs) / 1000).toFixed(0)} s${isAnyMissed ? ': not all were found' : ', all found'}`,
);
process.exit(isAnyMissed ? 1 : 0);

async function hunt(): Promise<void> {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const { isFound, text } = await plant(file);
    console.log(`${isFound ? '✓' : '✗'} ${file.replace('.patch', '').padEnd(40)} ${text}`);
    isAnyMissed ||= !isFound;
  }
}

async function plant(file: string): Promise<Verdict> {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'saoma-bug-'));
  try {
    for (const part of ['src', 'scripts', 'package.json']) cpSync(path.join(ROOT, part), path.join(tree, part), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
    applyPatch(readFileSync(path.join(BUGS, file), 'utf8'), tree);
    const hunted = await run(
      process.execPath,
      ['scripts/test-sim.ts', '--threads', '1', '--charges', String(MOST_CHARGES), '--json'],
      tree,
    );
    return hunted.status === 0 ? verdict(JSON.parse(hunted.output) as Found) : { isFound: false, text: hunted.output.trim().slice(-500) };
  } catch (error) {
    return { isFound: false, text: `the patch no longer applies: ${error}` };
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

function verdict({ seed, charges, broken, lines }: Found): Verdict {
  if (broken === null) return { isFound: false, text: `not found in ${charges} charges` };
  const found = `seed ${seed}, ${charges} charges, ${broken}, told in ${lines.length - 1} lines`;
  return { isFound: true, text: tellsStories ? `${found}\n${lines.join('\n')}\n` : found };
}

function run(command: string, args: readonly string[], cwd: string): Promise<{ readonly status: number | null; readonly output: string }> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (piece) => {
    output += piece;
  });
  child.stderr.on('data', (piece) => {
    output += piece;
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, output })));
}
