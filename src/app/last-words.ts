import type { Log } from '../log/log.ts';

/** A process that met a bug ends with this, as one that failed to start. */
const FAILED = 1;

/** What is done after the last words, before the process ends. */
export type LastWords = { andThen(act: () => void): void };

/**
 * A bug that nobody caught ends the process, with a word. A state that nobody understands must not go on with money: the
 * journal is right at any moment, and the next start (by the desktop shell or `beginAnew`, at once) asks about every open charge.
 * Said through the log, because Node's own report would show the error with all that hangs on it.
 */
export function sayLastWords(log: Log): LastWords {
  let lastAct = () => {};
  process.on('uncaughtException', (error: unknown) => {
    log.write('unexpected_error', { message: String(error), where: place(error) });
    process.stderr.write('saoma: the terminal met a bug and ended; started again, it asks about every open charge\n');
    try {
      lastAct();
    } finally {
      process.exit(FAILED);
    }
  });
  // Whoever read our words may be gone (a closed window, a broken pipe): no reason to leave a customer in the middle of a sale.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  return {
    andThen(act) {
      lastAct = act;
    },
  };
}

/** The innermost frame of ours, without the message: that is told, scrubbed, beside it. */
function place(error: unknown): string | null {
  const frames = (error instanceof Error ? (error.stack ?? '') : '').split('\n').filter((line) => /^\s+at /.test(line));
  return (frames.find((line) => !line.includes('node:')) ?? frames[0])?.trim() ?? null;
}
