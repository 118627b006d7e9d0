import { createHash, timingSafeEqual } from 'node:crypto';
import type { Cancel, Clock, Random } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { DisplayRole, DisplaysView, PairBody } from '../contract/display.ts';
import type { Log } from '../log/log.ts';
import type { DisplayStore, KeptDisplay } from '../store/displays.ts';
import { timestamp } from './charge-view.ts';
import type { Displays, Paired } from './displays.ts';

const SECRET_BYTES = 32;
const ID_BYTES = 9;
/** From the counter to a display at the shop's door, and typing six digits on it. */
const CODE_LASTS_MS = 5 * 60_000;
/** A million codes, five guesses: whoever guesses needs hundreds of thousands of codes that somebody shows him. */
const WRONG_TRIES = 5;
/** Displays and kiosks of one terminal. */
const MOST_PAIRED = 16;

/** Which displays elsewhere may look on, and how another one comes to it. */
export type Pairing = Pick<Displays, 'opened' | 'pair' | 'find' | 'knowsCookie' | 'connected'> & {
  /** For the counter; null: no door was opened yet. */
  view(): DisplaysView | null;
  /** Shows a code. @returns why not, or null */
  begin(role: DisplayRole): 'not_now' | 'too_many_displays' | null;
  stop(): void;
  /** Ends a paired display, and all that it holds open. @returns why not, or null */
  revoke(displayId: string): 'not_found' | 'failed' | null;
};

type Parts = {
  readonly store: DisplayStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly changed: () => void;
};

type Shown = { readonly code: string; readonly role: DisplayRole; readonly endsAtMs: number; readonly cancel: Cancel; wrong: number };

export function createPairing({ store, clock, random, log, changed }: Parts): Pairing {
  const open = new Map<string, Set<() => void>>(); // streams, by display
  let displays: readonly KeptDisplay[] | null = null; // null: not read yet
  let whereFrom: (() => readonly string[]) | null = null;
  let addresses: readonly string[] = [];
  let shown: Shown | null = null;

  /** A file that cannot be understood costs a pairing anew; the next one takes its place. */
  function paired(): readonly KeptDisplay[] {
    if (displays) return displays;
    const read = store.read();
    if (!read) log.write('displays_unreadable');
    displays = read ?? [];
    return displays;
  }

  function keep(next: readonly KeptDisplay[]): boolean {
    const isKept = store.write(next);
    if (isKept) displays = next;
    else log.write('displays_failed');
    return isKept;
  }

  function secret(bytes = SECRET_BYTES): string {
    return Buffer.from(random.bytes(bytes)).toString('base64url');
  }

  function stop(): void {
    shown?.cancel();
    shown = null;
    changed();
  }

  /** @returns the role that comes with the code, or null; wrong ones are counted against it */
  function roleFor(code: string): DisplayRole | null {
    if (!shown) return null;
    if (isSame(digest(shown.code), digest(code))) return shown.role;
    shown.wrong += 1;
    if (shown.wrong >= WRONG_TRIES) stop();
    return null;
  }

  function pair({ code, name }: PairBody): Result<Paired, 'wrong_code' | 'failed'> {
    const role = roleFor(code);
    if (role === null) {
      log.write('display_refused');
      return err('wrong_code');
    }
    const [id, cookie, pageKey] = [`di_${secret(ID_BYTES)}`, secret(), secret()];
    const kept: KeptDisplay = { id, name, role, pairedAtMs: clock.wallMs(), cookie: digest(cookie), pageKey: digest(pageKey) };
    if (!keep([...paired(), kept])) return err('failed');
    stop();
    log.write('display_paired', { name, role });
    return ok({ cookie, pageKey });
  }

  return {
    opened(next) {
      whereFrom = next;
      addresses = next();
      changed();
    },
    begin(role) {
      addresses = whereFrom?.() ?? [];
      if (addresses.length === 0) return 'not_now';
      if (paired().length >= MOST_PAIRED) return 'too_many_displays';
      shown?.cancel();
      shown = {
        code: sixDigits(random),
        role,
        endsAtMs: clock.monotonicMs() + CODE_LASTS_MS,
        cancel: clock.after(CODE_LASTS_MS, stop),
        wrong: 0,
      };
      changed();
      return null;
    },
    stop,
    pair,
    find({ cookies, pageKey }) {
      const key = digest(pageKey);
      const given = cookies.map(digest);
      const found = paired().find((known) => isSame(known.pageKey, key) && given.some((cookie) => isSame(known.cookie, cookie)));
      return found ? { id: found.id, role: found.role } : null;
    },
    knowsCookie(cookies) {
      const given = cookies.map(digest);
      return paired().some((known) => given.some((cookie) => isSame(known.cookie, cookie)));
    },
    connected(id, end) {
      const ends = open.get(id) ?? new Set();
      open.set(id, ends.add(end));
      changed();
      return () => {
        ends.delete(end);
        if (ends.size === 0 && open.get(id) === ends) open.delete(id);
        changed();
      };
    },
    revoke(displayId) {
      const found = paired().find(({ id }) => id === displayId);
      if (!found) return 'not_found';
      if (!keep(paired().filter((other) => other !== found))) return 'failed';
      for (const end of [...(open.get(displayId) ?? [])]) end();
      log.write('display_revoked', { name: found.name, role: found.role });
      changed();
      return null;
    },
    view() {
      if (!whereFrom) return null;
      const nowMs = clock.monotonicMs();
      return {
        addresses,
        pairing: shown && { code: shown.code, role: shown.role, endsInMs: Math.max(0, shown.endsAtMs - nowMs) },
        paired: paired().map(({ id, name, role, pairedAtMs }) => ({
          id,
          name,
          role,
          pairedAt: timestamp(pairedAtMs),
          isConnected: open.has(id),
        })),
      };
    },
  };
}

/** Of so many random bits that no code is likelier than another by more than chance can show. */
function sixDigits(random: Random): string {
  const drawn = Buffer.from(random.bytes(8)).readBigUInt64BE();
  return String(drawn % 1_000_000n).padStart(6, '0');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
