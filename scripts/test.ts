// `npm test`: everything, in the order in which it is cheapest to fail, with one summary at the end.
import { spawnSync } from 'node:child_process';
import { ROOT, say } from './house/root.mjs';
import { hashSources, isBuilt } from './house/sources.mjs';
import { ensureSystemParts, LEFT_OUT } from './house/system-parts.ts';

type Stage = { readonly name: string; readonly command: readonly string[]; readonly skip?: () => boolean };
type Result = 'passed' | 'failed' | 'left_out';
type Outcome = { readonly name: string; readonly result: Result; readonly ms: number };

const BUILD: Stage = { name: 'build', command: ['node', 'scripts/build.ts'], skip: () => isBuilt(ROOT, hashSources(ROOT)) };

const MARKS: Readonly<Record<Result, string>> = { passed: '✓', failed: '✗', left_out: '–' };

const STAGES: readonly Stage[] = [
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of the screens', command: ['tsc', '-p', 'renderer'] },
  { name: 'types of the end-to-end tests', command: ['tsc', '-p', 'e2e'] },
  BUILD,
  { name: 'unit, contract, simulation', command: ['vitest', 'run'] },
  { name: 'end to end', command: ['playwright', 'test'] },
  { name: 'the core through kills and chaos', command: ['node', 'e2e/chaos/run.ts', '--kills', '200'] },
  { name: 'devices in a small machine', command: ['node', 'e2e/devices/run.ts', '--stage'] },
];

const readiness = ensureSystemParts(say);
if (!readiness.ok) {
  process.stderr.write(`${readiness.message}\n`);
  process.exit(1);
}

const outcomes = STAGES.map(run);
process.stdout.write(`\n${outcomes.map(line).join('\n')}\n`);
process.exit(outcomes.every(({ result }) => result !== 'failed') ? 0 : 1);

function run({ name, command, skip }: Stage): Outcome {
  const startedMs = performance.now();
  process.stdout.write(`\n── ${name}\n`);
  const result = skip?.() ? 'passed' : resultOf(command);
  return { name, result, ms: performance.now() - startedMs };
}

/** npm put node_modules/.bin first in PATH, so each name here is the project's own. */
function resultOf([file = '', ...args]: readonly string[]): Result {
  const { status, signal, error } = spawnSync(file, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) say(`${file}: ${error.message}`);
  if (signal) process.exit(1); // stopped by hand: no point in the rest
  return status === 0 ? 'passed' : status === LEFT_OUT ? 'left_out' : 'failed';
}

function line({ name, result, ms }: Outcome): string {
  return `${MARKS[result]} ${name.padEnd(30)} ${(ms / 1000).toFixed(1).padStart(6)} s`;
}
