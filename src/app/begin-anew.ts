import type { Environment } from '../config/data-dir.ts';

/** Waits before a terminal that met a bug begins anew, each time longer. After the last it stays down: starting does not mend what it dies of. As the desktop shell's. */
const PAUSES_MS = [200, 1_000, 3_000, 10_000, 30_000];
/** Who lived so long died of something new: the waits begin anew. */
const HEALTHY_AFTER_S = 60;
/** How often it died in a row, handed from one life to the next. */
const DEATHS = 'SAOMA_DEATHS';

/** A life that ends: what its environment said at its beginning, and how long it was. */
export type Life = { readonly env: Environment; readonly uptimeS: number };

/** @returns how often the terminal has then died in a row, or null when it should stay down */
export function deathsWith({ env, uptimeS }: Life): number | null {
  const before = uptimeS > HEALTHY_AFTER_S ? 0 : deathsIn(env);
  return before < PAUSES_MS.length ? before + 1 : null;
}

/** How long this life waits before it begins, in milliseconds; 0 for a start by hand. */
export function pauseBefore(env: Environment): number {
  return PAUSES_MS[deathsIn(env) - 1] ?? 0;
}

/**
 * Begins this process anew in its own place: same process number, terminal and parent, nothing else of it left. Where no shell
 * starts a dead core again, this does. Returns only where it is not to be: too many deaths, or Windows, which cannot do this.
 */
export function beginAnew(): void {
  const deaths = deathsWith({ env: process.env, uptimeS: process.uptime() });
  if (deaths === null || process.platform === 'win32' || !process.execve) return;
  const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve(process.execPath, args, { ...process.env, [DEATHS]: String(deaths) });
}

function deathsIn(env: Environment): number {
  const told = Number(env[DEATHS] ?? 0);
  return Number.isSafeInteger(told) && told > 0 ? told : 0;
}
