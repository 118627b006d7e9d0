import type { UtilityProcess } from 'electron';
import * as v from 'valibot';
import { CoreMessage, type ShellMessage } from '../src/contract/shell.ts';

/** Waits before a dead core is started again. After the last one it is given up: it dies of something that starting cannot mend. */
const RESTART_AFTER_MS = [200, 1_000, 3_000, 10_000, 30_000];
/** A core that lived so long died of something new: the waits begin anew. */
const HEALTHY_AFTER_MS = 60_000;
/** A core that is asked to stop journals what is in flight; then it is made to. */
const STOP_WITHIN_MS = 10_000;
const TICKET_WITHIN_MS = 5_000;
/** The exit may be told before the last of standard error has come through its pipe, and that is the reason. */
const LAST_WORDS_MS = 200;
/** The end of what the core wrote on standard error: the reason for the dialog when it refuses to start. */
const KEPT_ERROR_CHARS = 2_000;

export type CoreParts = {
  fork(): UtilityProcess; // its standard error piped
  ready(core: { readonly url: string; readonly practicePages: readonly string[] }): void; // again after each restart
  /** It ended for good: in order (0), or refused to start (1, 2, 3), or died too often (1). */
  ended(code: number, reason: string): void;
};

/** The core as the shell knows it. */
export type Core = {
  /** A one-time ticket for one window, the cashier's if nothing is said; null while there is no core that could honour it. */
  ticket(seat?: 'display'): Promise<string | null>;
  /** Asks it to stop in good order; `ended` tells when it has. */
  stop(): void;
};

/** Starts the terminal's core as a process of its own and keeps it alive. A window that dies never touches it. */
export function startCore({ fork, ready, ended }: CoreParts): Core {
  const asked = new Map<number, (ticket: string | null) => void>();
  let child: UtilityProcess | null = null;
  let pending: NodeJS.Timeout | null = null;
  let isReady = false;
  let wasReady = false;
  let stopping = false;
  let deaths = 0;
  let nextId = 1;

  function start(): void {
    pending = null;
    const startedMs = performance.now();
    let errors = '';
    const started = fork();
    child = started;
    started.stderr?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      errors = (errors + chunk.toString('utf8')).slice(-KEPT_ERROR_CHARS);
    });
    started.on('message', (message: unknown) => hear(message));
    started.once('exit', (code: number) => {
      child = null;
      isReady = false;
      for (const answer of asked.values()) answer(null);
      asked.clear();
      if (performance.now() - startedMs > HEALTHY_AFTER_MS) deaths = 0;
      if (stopping || code === 0) return ended(code === 0 ? 0 : 1, errors);
      if (!wasReady || code === 2 || code === 3) return void setTimeout(() => ended(code, errors), LAST_WORDS_MS);
      const waitMs = RESTART_AFTER_MS[deaths++];
      if (waitMs === undefined) return ended(1, errors);
      process.stderr.write(`saoma: the core ended with ${code}; started again in ${waitMs} ms\n`);
      pending = setTimeout(start, waitMs);
    });
  }

  function hear(message: unknown): void {
    const read = v.safeParse(CoreMessage, message);
    if (!read.success) return void process.stderr.write('saoma: the core said something that is not in the contract\n');
    if (read.output.kind === 'ticket') {
      asked.get(read.output.id)?.(read.output.ticket);
      return;
    }
    isReady = true;
    wasReady = true;
    ready(read.output);
  }

  function say(message: ShellMessage): void {
    child?.postMessage(message);
  }

  start();
  return {
    ticket(seat) {
      if (!isReady || stopping) return Promise.resolve(null);
      const id = nextId++;
      return new Promise((resolve) => {
        const timer = setTimeout(() => answer(null), TICKET_WITHIN_MS);
        function answer(ticket: string | null): void {
          clearTimeout(timer);
          asked.delete(id);
          resolve(ticket);
        }
        asked.set(id, answer);
        say({ kind: 'ticket', id, ...(seat && { seat }) });
      });
    },
    stop() {
      if (stopping) return;
      stopping = true;
      if (pending) clearTimeout(pending);
      if (!child) return ended(0, '');
      say({ kind: 'stop' });
      setTimeout(() => child?.kill(), STOP_WITHIN_MS).unref();
    },
  };
}
