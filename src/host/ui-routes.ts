import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Clock } from '../basics/clock.ts';
import { Command } from '../contract/command.ts';
import { ChargeQuery } from '../contract/till.ts';
import { PAGE_KEY_HEADER, type SessionAnswer, SessionBody } from '../contract/ui.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { checkFields, readJsonBody } from './body.ts';
import type { Held } from './held.ts';
import { invalidFields, problem } from './problem.ts';
import type { Env, Route } from './routes.ts';
import type { Sessions } from './sessions.ts';
import { streamView, type ViewParts } from './view-stream.ts';

/** The base of what windows call. */
export const UI_BASE = '/ui/v1';

/** Cookies of one name that are looked at: another program of this host may have planted some of ours. */
const MAX_COOKIES = 8;

export type UiParts = {
  readonly terminal: Terminal;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly held: Held;
  readonly port: () => number; // cookies know no ports, so the port is in the cookie's name
};

/** Every call of the windows, below `UI_BASE`. All but opening a session need one. */
export function uiRoutes(parts: UiParts): Route[] {
  const { terminal, sessions } = parts;
  const inSession: Route[] = [
    { method: 'GET', path: '/view', handle: (c) => show(c, parts, { now: terminal.view, onChange: terminal.onView }) },
    { method: 'GET', path: '/doctor', handle: (c) => show(c, parts, { now: terminal.doctor, onChange: terminal.onDoctor }) },
    {
      method: 'POST',
      path: '/commands',
      async handle(c) {
        const command = await readJsonBody(c.env.incoming, Command);
        return command.ok ? c.json(terminal.command(command.value)) : command.error;
      },
    },
    {
      method: 'GET',
      path: '/charges',
      handle(c) {
        const query = checkFields(ChargeQuery, c.req.query());
        if (!query.ok) return query.error;
        const page = terminal.list({}, query.value.cursor ?? null, query.value.limit);
        return page.ok ? c.json(page.value) : invalidFields([{ field: 'cursor', detail: 'The nextCursor of the page before.' }]);
      },
    },
  ];
  return [
    { method: 'POST', path: '/session', handle: (c) => openSession(c, sessions, cookieName(parts)) },
    ...inSession.map((route) => ({ ...route, handle: (c: Context<Env>) => (isOpen(c, parts) ? route.handle(c) : noSession()) })),
  ];
}

function show(c: Context<Env>, parts: UiParts, shown: ViewParts['shown']): Response {
  const stillOpen = () => isOpen(c, parts);
  return streamView(c.env.outgoing, { ...parts, shown, stillOpen }) ? RESPONSE_ALREADY_SENT : problem('too_many_streams');
}

async function openSession(c: Context<Env>, sessions: Sessions, name: string): Promise<Response> {
  const body = await readJsonBody(c.env.incoming, SessionBody);
  if (!body.ok) return body.error;
  const opened = sessions.open(body.value.ticket, cookiesOf(c, name));
  if (!opened) return problem('unauthorized', { detail: 'The ticket was used, is too old, or never was one.' });
  c.header('set-cookie', `${name}=${opened.cookie}; HttpOnly; SameSite=Strict; Path=/ui`);
  return c.json({ pageKey: opened.pageKey } satisfies SessionAnswer, 201);
}

function isOpen(c: Context<Env>, parts: UiParts): boolean {
  const pageKey = c.req.header(PAGE_KEY_HEADER);
  return pageKey !== undefined && parts.sessions.isOpen(cookiesOf(c, cookieName(parts)), pageKey);
}

function noSession(): Response {
  return problem('unauthorized', { detail: 'This window has no session. Open it anew from the terminal.' });
}

function cookieName({ port }: UiParts): string {
  return `saoma-${port()}`;
}

function cookiesOf(c: Context<Env>, name: string): string[] {
  const pairs = (c.req.header('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .slice(0, MAX_COOKIES);
}
