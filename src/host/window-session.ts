import type { Context } from 'hono';
import { PAGE_KEY_HEADER } from '../contract/ui.ts';
import type { Seat } from '../office/office.ts';
import type { Env } from './routes.ts';
import type { Sessions } from './sessions.ts';

/** Cookies of one name that are looked at: another program of this host may have planted some of ours. */
const MAX_COOKIES = 8;

export type SessionParts = {
  readonly sessions: Sessions;
  readonly port: () => number; // cookies know no ports, so the port is in the cookie's name
};

/** Where the window sits that asks, or null when it has no session; keeps the session alive. */
export function seatOf(c: Context<Env>, parts: SessionParts): Seat | null {
  const pageKey = c.req.header(PAGE_KEY_HEADER);
  return pageKey === undefined ? null : parts.sessions.seatOf(cookiesOf(c, cookieName(parts)), pageKey);
}

export function cookieName({ port }: SessionParts): string {
  return `saoma-${port()}`;
}

export function cookiesOf(c: Context<Env>, name: string): string[] {
  const pairs = (c.req.header('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .slice(0, MAX_COOKIES);
}
