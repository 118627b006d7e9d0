// `npm run test:sim -- --seeds N [--seed S]`: the simulation alone, over more seeds or over the one that failed.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ROOT } from './house/root.mjs';

const { values } = parseArgs({ options: { seeds: { type: 'string' }, seed: { type: 'string' } } });
const env = { ...process.env, SAOMA_SIM_SEEDS: values.seeds ?? '', SAOMA_SIM_SEED: values.seed ?? '' };
const { status } = spawnSync('vitest', ['run', '--project', 'simulation'], {
  cwd: ROOT,
  stdio: 'inherit',
  env,
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
