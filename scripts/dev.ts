// `npm run dev`: the screens are rebuilt and the core restarted whenever a file is saved. The core runs from its sources.
import { spawn } from 'node:child_process';
import { ROOT } from './house/root.mjs';

const children = [
  spawn('vite', ['build', '--watch', '--logLevel', 'warn'], { cwd: ROOT, stdio: ['ignore', 2, 2] }),
  spawn(process.execPath, ['--watch', '--watch-preserve-output', 'src/app/run.ts', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  }),
];
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop());
for (const child of children) child.once('exit', () => stop());

function stop(): void {
  for (const child of children) child.kill('SIGTERM');
}
