import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../basics/clock.ts';
import { silent } from '../log/log.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './server.ts';
import { testRandom } from './test-merchant.ts';

/** The time outside, for tests over real sockets. */
export const realClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Vitest's `onTestFinished`: what is to be done after the test. */
type OnEnd = (cleanUp: () => void | Promise<void>) => void;

/** A data folder that is gone after the test. */
export function tempFolder(onEnd: OnEnd): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-test-'));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A running sandbox that stops after the test, if it was not stopped before. */
export async function startTestSandbox(onEnd: OnEnd, options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const dataDir = options.dataDir ?? tempFolder(onEnd);
  const sandbox = await startSandbox({ clock: realClock, random: testRandom, log: silent, merchantName: '人民路店', ...options, dataDir });
  let isStopped = false;
  async function stop(): Promise<void> {
    if (!isStopped) await sandbox.stop();
    isStopped = true;
  }
  onEnd(stop);
  return { ...sandbox, stop };
}
