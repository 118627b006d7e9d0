import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

type ForkOptions = { readonly env?: NodeJS.ProcessEnv; readonly stdio?: readonly ('pipe' | 'inherit' | 'ignore')[] };

const PARENT_PORT = fileURLToPath(new URL('./parent-port.ts', import.meta.url));

/** A process with a message port to its parent: here a plain Node process, with `process.parentPort` as Electron's has it. */
class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    super();
    this.#child = child;
    child.on('message', (message) => this.emit('message', message));
    child.once('exit', (code, signal) => this.emit('exit', code ?? 128 + (signal ? os.constants.signals[signal] : 0)));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get stderr(): ChildProcess['stderr'] {
    return this.#child.stderr;
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(structuredClone(message) as object);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork(file: string, args: readonly string[] = [], { env, stdio = ['ignore', 'inherit', 'inherit'] }: ForkOptions = {}): UtilityProcess {
    const options = { execArgv: ['--import', PARENT_PORT], serialization: 'advanced' as const, stdio: [...stdio, 'ipc' as const] };
    return new UtilityProcess(fork(file, args, env ? { ...options, env } : options));
  },
};
