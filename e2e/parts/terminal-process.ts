import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Charge } from '../../src/contract/charge.ts';
import type { SandboxAddress } from '../../src/contract/sandbox.ts';

const CORE = path.resolve(import.meta.dirname, '../../out/core/run.js');
/** A start takes a few hundred milliseconds; a machine that needs longer than this is broken. */
const READY_WITHIN_MS = 20_000;

/** A terminal of its own: the built core as a process, with its own data folder. */
export type TerminalProcess = {
  readonly url: string;
  readonly dataDir: string;
  /** Opens the cashier's screen once; a further window needs a further start. */
  readonly cashierUrl: string;
  /** Everything the process wrote to standard error. */
  log(): string;
  /** Calls the till API. @param route below `/till/v1` */
  till<T = Charge>(route: string, init?: { method?: string; body?: unknown; key?: string }): Promise<{ status: number; body: T }>;
  sandbox(): Promise<SandboxAddress>;
  /** As a power cut does. */
  kill(): Promise<void>;
  /** @returns the exit code of a clean stop */
  stop(): Promise<number | null>;
};

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A fresh, empty data folder. It is there until this process ends: some tests start a second terminal on it. */
export function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'saoma-e2e-'));
  folders.push(folder);
  return folder;
}

/** Starts a terminal and waits until it can take a charge. @param config the configuration's content; none: sandbox with the defaults */
export async function startTerminal({
  dataDir = dataFolder(),
  config,
}: {
  dataDir?: string;
  config?: object;
} = {}): Promise<TerminalProcess> {
  const args = [CORE, '--port', '0', '--data', dataDir];
  if (config) {
    const file = path.join(dataDir, 'config.json');
    writeFileSync(file, JSON.stringify(config));
    args.push('--config', file);
  }
  // Without a display the terminal prints the address of its screen, with the ticket that lets one window in.
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collect(child);
  const url = await output.find(/^ready (http:\S+)$/m, 'stdout');
  const cashierUrl = await output.find(/(http:\S+#ticket=\S+)/, 'stderr');
  const token = readFileSync(path.join(dataDir, 'till-token'), 'utf8').trim();

  async function till<T>(route: string, { method, body, key }: { method?: string; body?: unknown; key?: string } = {}) {
    const response = await fetch(`${url}/till/v1${route}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  return {
    url,
    dataDir,
    cashierUrl,
    log: () => output.text('stderr'),
    till,
    sandbox: async () => (await till<SandboxAddress>('/sandbox')).body,
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
      return child.exitCode;
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Collects what a process prints and waits for a line of it. */
function collect(child: ChildProcess) {
  const text = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (piece: string) => {
      text[stream] += piece;
      for (const look of waiting) look();
    });
  }
  return {
    text: (stream: 'stdout' | 'stderr') => text[stream],
    find(pattern: RegExp, stream: 'stdout' | 'stderr'): Promise<string> {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => fail(`nothing like ${pattern} within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS);
        const exited = () => fail(`it ended with ${child.exitCode}`);
        function done(): void {
          clearTimeout(timer);
          waiting.delete(look);
          child.off('exit', exited);
        }
        function fail(why: string): void {
          done();
          reject(new Error(`the terminal did not start: ${why}\n${text.stderr}`));
        }
        function look(): void {
          const found = pattern.exec(text[stream])?.[1];
          if (found === undefined) return;
          done();
          resolve(found);
        }
        waiting.add(look);
        child.once('exit', exited);
        look();
      });
    },
  };
}
