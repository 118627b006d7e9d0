import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock, Random } from '../basics/clock.ts';
import { COUNTER, type Seat } from '../office/office.ts';

const SECRET_BYTES = 32;
/** From making a ticket to the window's first request: a slow browser starting on a cheap till. */
const TICKET_VALID_MS = 60_000;
/** A shell opens one or two windows; more tickets than this were never fetched. */
const MAX_TICKETS = 16;
/** Windows of one till, with room for those that were closed without a word. */
const MAX_SESSIONS = 16;
/** A window that has not asked for anything in a day is gone; an open one is heard from every few seconds. */
const SESSION_IDLE_MS = 24 * 60 * 60_000;

type Ticket = { readonly digest: Buffer; readonly seat: Seat; readonly endsAtMs: number };
type Session = { readonly cookie: Buffer; readonly pageKey: Buffer; readonly seat: Seat; usedAtMs: number };

/** Windows that may see and steer the terminal. Everything lives in memory, as digests, and ends with the process. */
export type Sessions = {
  /**
   * Makes a ticket for one window: 256 random bits, good once, for a minute.
   * @param seat where that window sits; this terminal's own windows sit at the counter
   */
  ticket(seat?: Seat): string;
  /**
   * Trades a ticket for the two secrets of a session. A cookie of a living session is kept: windows of one
   * browser share its cookies, and a new one must not shut out the others.
   */
  open(ticket: string, cookies: readonly string[]): { readonly cookie: string; readonly pageKey: string } | null;
  /** Where the window sits whose living session both secrets belong to, or null; keeps the session alive. */
  seatOf(cookies: readonly string[], pageKey: string): Seat | null;
  /** Whether one of these is the cookie of a living session: half of what opens it, and enough for what is shown to everybody in the shop. */
  knowsCookie(cookies: readonly string[]): boolean;
};

export function createSessions({ clock, random }: { clock: Clock; random: Random }): Sessions {
  let tickets: Ticket[] = [];
  let sessions: Session[] = [];

  function secret(): string {
    return Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url');
  }

  function sweep(): void {
    const nowMs = clock.monotonicMs();
    tickets = tickets.filter(({ endsAtMs }) => endsAtMs > nowMs);
    sessions = sessions.filter(({ usedAtMs }) => usedAtMs + SESSION_IDLE_MS > nowMs);
  }

  return {
    ticket(seat = COUNTER) {
      sweep();
      const ticket = secret();
      tickets = [...tickets, { digest: digest(ticket), seat, endsAtMs: clock.monotonicMs() + TICKET_VALID_MS }].slice(-MAX_TICKETS);
      return ticket;
    },
    open(ticket, cookies) {
      sweep();
      const given = digest(ticket);
      const found = tickets.find((known) => timingSafeEqual(known.digest, given));
      if (!found) return null;
      tickets = tickets.filter((known) => known !== found);
      const shared = cookies.find((cookie) => sessions.some((session) => timingSafeEqual(session.cookie, digest(cookie))));
      const cookie = shared ?? secret();
      const pageKey = secret();
      const session = { cookie: digest(cookie), pageKey: digest(pageKey), seat: found.seat, usedAtMs: clock.monotonicMs() };
      sessions = [...sessions, session].sort((a, b) => a.usedAtMs - b.usedAtMs).slice(-MAX_SESSIONS);
      return { cookie, pageKey };
    },
    seatOf(cookies, pageKey) {
      sweep();
      const key = digest(pageKey);
      const given = cookies.map(digest);
      const found = sessions.find(
        (session) => timingSafeEqual(session.pageKey, key) && given.some((cookie) => timingSafeEqual(session.cookie, cookie)),
      );
      if (found) found.usedAtMs = clock.monotonicMs();
      return found?.seat ?? null;
    },
    knowsCookie(cookies) {
      sweep();
      const given = cookies.map(digest);
      return sessions.some((session) => given.some((cookie) => timingSafeEqual(session.cookie, cookie)));
    },
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
