import { spawn } from 'node:child_process';
import { ROOT } from './root.mjs';

/** Chromium refuses to sandbox what root starts on Linux; only there, and only then, it goes without. */
export function rootSwitches(): readonly string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Runs the desktop shell and stands for it: signals go in, its exit code comes out. */
export function runElectron(binary: string, args: readonly string[]): Promise<number> {
  const child = spawn(binary, [...rootSwitches(), ROOT, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code) => done(code ?? 1));
  });
}
