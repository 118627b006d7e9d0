import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that said its line. */
export type Started = { readonly child: ChildProcess; readonly tookMs: number; readonly url: string };

/** Starts Node on a program and waits for its line `ready`, with what stands behind it, or for another. */
export async function startProgram(args: readonly string[], line: 'ready' | 'line' = 'ready'): Promise<Started> {
  const awaited = new RegExp(`^${line} ?(.*)\\n`, 'm');
  const begunMs = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  child.stderr.on('data', (bytes) => {
    told = `${told}${bytes}`.slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const ready = awaited.exec(said);
      if (ready) resolve({ child, tookMs: performance.now() - begunMs, url: ready[1] ?? '' });
    });
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}: ${told}`)));
  });
}

export async function stopProgram({ child }: Started): Promise<void> {
  const gone = child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
