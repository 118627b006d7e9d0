import type { Clock } from './clock.ts';

/** Waits between the first tries, and between all that follow. */
const AGAIN_AFTER_MS = [250, 1_000, 5_000];
const LATER_ON_MS = 30_000;

export type LateParts = {
  readonly clock: Clock;
  /** Nobody waits for it any more. */
  readonly signal: AbortSignal;
  /** Hears why a try failed. */
  readonly log: { write(event: 'part_not_loaded', fields: { readonly part: string; readonly problem: string }): void };
};

/**
 * Loads what a terminal takes charges without. A file that cannot be read now can be read in a moment (no handles are left, a
 * virus scanner holds it), so it is tried until it works: nothing that comes late may end a terminal that is at work.
 *
 * @param part its name in the log
 * @returns null when nobody waits for it any more
 */
export async function loadLate<Loaded>(part: string, load: () => Promise<Loaded>, parts: LateParts): Promise<Loaded | null> {
  const { signal, log } = parts;
  for (let tries = 0; !signal.aborted; tries += 1) {
    try {
      return await load();
    } catch (cause) {
      log.write('part_not_loaded', { part, problem: String(cause) });
    }
    await wait(AGAIN_AFTER_MS[tries] ?? LATER_ON_MS, parts);
  }
  return null;
}

/** Waits so long, or until nobody waits any more. */
function wait(ms: number, { clock, signal }: LateParts): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.after(ms, resolve);
  signal.addEventListener('abort', () => resolve(), { once: true });
  return promise.finally(cancel);
}
