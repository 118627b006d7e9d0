import { createHash, timingSafeEqual } from 'node:crypto';
import type { Cancel, Clock, Random } from '../basics/clock.ts';
import type { Seat } from '../office/office.ts';

const SECRET_BYTES = 32;
/** Tablets and computers of one shop. One more, and the longest silent gives way. */
const MAX_SESSIONS = 16;
/** A working day; then the PIN again. */
const LASTS_MS = 12 * 60 * 60_000;
/** Somebody else picks the tablet up. Looking at the page is no sign of life, pressing something is. */
const IDLE_MS = 15 * 60_000;

type Session = {
  readonly cookie: Buffer;
  readonly pageKey: Buffer;
  readonly seat: Seat;
  readonly openedMs: number;
  usedMs: number;
  readonly ends: Set<() => void>; // its streams
};

/** What a browser elsewhere holds of its session: one half no script can read, the other no other page. */
export type Secrets = { readonly cookies: readonly string[]; readonly pageKey: string };

/** Browsers elsewhere that a manager signed in from. In memory, as digests; they end with the process. */
export type ManagerSessions = {
  /** @param seat where the manager sits, from now on through this session alone */
  open(seat: Seat): { readonly cookie: string; readonly pageKey: string };
  /** The seat of a living session. @param isUse whether this is somebody doing something */
  seatOf(secrets: Secrets, isUse: boolean): Seat | null;
  /** Calls back when the session of a seat ends. */
  onEnd(seat: Seat, end: () => void): Cancel;
  /** Ends the session of a seat, and all that it holds open. */
  end(seat: Seat): void;
  seats(): readonly Seat[];
};

type Parts = { readonly clock: Clock; readonly random: Random; readonly onEnded: (seat: Seat) => void };

export function createManagerSessions({ clock, random, onEnded }: Parts): ManagerSessions {
  let sessions: Session[] = [];

  function secret(): string {
    return Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url');
  }

  function endSession(session: Session): void {
    sessions = sessions.filter((other) => other !== session);
    for (const end of [...session.ends]) end();
    onEnded(session.seat);
  }

  function sweep(): void {
    const nowMs = clock.monotonicMs();
    for (const session of sessions) {
      if (session.openedMs + LASTS_MS <= nowMs || session.usedMs + IDLE_MS <= nowMs) endSession(session);
    }
  }

  return {
    open(seat) {
      sweep();
      const [cookie, pageKey, nowMs] = [secret(), secret(), clock.monotonicMs()];
      const longestSilent = [...sessions].sort((a, b) => a.usedMs - b.usedMs);
      for (const session of longestSilent.slice(0, Math.max(0, sessions.length + 1 - MAX_SESSIONS))) endSession(session);
      sessions.push({ cookie: digest(cookie), pageKey: digest(pageKey), seat, openedMs: nowMs, usedMs: nowMs, ends: new Set() });
      return { cookie, pageKey };
    },
    seatOf({ cookies, pageKey }, isUse) {
      sweep();
      const key = digest(pageKey);
      const given = cookies.map(digest);
      const found = sessions.find(
        (session) => timingSafeEqual(session.pageKey, key) && given.some((cookie) => timingSafeEqual(session.cookie, cookie)),
      );
      if (found && isUse) found.usedMs = clock.monotonicMs();
      return found?.seat ?? null;
    },
    onEnd(seat, end) {
      const session = sessions.find((known) => known.seat === seat);
      session?.ends.add(end);
      return () => session?.ends.delete(end);
    },
    end(seat) {
      const session = sessions.find((known) => known.seat === seat);
      if (session) endSession(session);
    },
    seats: () => sessions.map(({ seat }) => seat),
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
