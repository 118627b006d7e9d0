import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A start on a busy machine takes a second; what needs longer than this hangs. */
const READY_WITHIN_MS = 20_000;

/** How a core is started. `before`: words in front of the command, such as `prlimit`. */
export type CoreCommand = {
  readonly file: string;
  readonly args: readonly string[];
  readonly before?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** One life of the core. */
export type Core = {
  /** Its address when it takes charges, or null: it ended before. */
  readonly ready: Promise<string | null>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
  readonly pid: number | undefined;
};

/** Starts the built core. @param heard each line that it writes, of either stream */
export function startCore({ file, args, before = [], env = {} }: CoreCommand, heard: (line: string) => void): Core {
  const [program = '', ...rest] = [...before, process.execPath, file, ...args];
  const child = spawn(program, rest, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const endToo = () => child.kill('SIGKILL'); // a run that is broken off leaves no core behind
  process.once('exit', endToo);
  child.once('exit', () => process.off('exit', endToo));
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  return {
    pid: child.pid,
    ended,
    ready: readyOf(child, ended, heard),
    kill: (signal) => void child.kill(signal),
  };
}

function readyOf(child: ChildProcess, ended: Promise<unknown>, heard: (line: string) => void): Promise<string | null> {
  return new Promise((resolve) => {
    const tooLong = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MS);
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        heard(line);
        if (!line.startsWith('ready ')) return;
        clearTimeout(tooLong);
        resolve(line.slice('ready '.length));
      });
    }
    void ended.then(() => {
      clearTimeout(tooLong);
      resolve(null);
    });
  });
}
