import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { Command, type CommandAnswer } from '../contract/command.ts';
import { ChargeQuery } from '../contract/till.ts';
import { type SessionAnswer, SessionBody } from '../contract/ui.ts';
import { COUNTER, type Seat } from '../office/office.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { checkFields, readJsonBody } from './body.ts';
import type { Held } from './held.ts';
import { type OfficeRouteParts, officeRoutes, type SeatedRoute } from './office-routes.ts';
import { invalidFields, problem } from './problem.ts';
import type { Env, Route } from './routes.ts';
import type { Sessions } from './sessions.ts';
import { streamView } from './view-stream.ts';
import { cookieName, cookiesOf, type SessionParts, seatOf } from './window-session.ts';

/** The base of what windows call. */
export const UI_BASE = '/ui/v1';

/** Money leaves by these: with people set up they go through the office, which asks who wants it. */
const FOR_THE_OFFICE: readonly Command['kind'][] = ['refund', 'refund_again', 'refund_finding'];

export type UiParts = {
  readonly terminal: Terminal;
  readonly held: Held;
} & SessionParts &
  OfficeRouteParts;

/** Every call of the windows, below `UI_BASE`. All but opening a session need one. */
export function uiRoutes(parts: UiParts): Route[] {
  const { terminal, sessions } = parts;
  const inSession: SeatedRoute[] = [
    { method: 'GET', path: '/view', handle: (_c, _seat, show) => show({ now: terminal.view, onChange: terminal.onView }) },
    { method: 'GET', path: '/doctor', handle: (_c, _seat, show) => show({ now: terminal.doctor, onChange: terminal.onDoctor }) },
    {
      method: 'POST',
      path: '/commands',
      async handle(c, seat) {
        const command = await readJsonBody(c.env.incoming, Command);
        if (!command.ok) return command.error;
        const refusal = await whyNotHere(command.value, seat, parts);
        return c.json(refusal ?? terminal.command(command.value));
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
    ...officeRoutes(parts),
  ];
  return [
    { method: 'POST', path: '/session', handle: (c) => openSession(c, sessions, cookieName(parts)) },
    ...inSession.map((route) => ({ ...route, handle: (c: Context<Env>) => inSeat(c, parts, route.handle) })),
  ];
}

function inSeat(c: Context<Env>, parts: UiParts, handle: SeatedRoute['handle']): Response | Promise<Response> {
  const seat = seatOf(c, parts);
  if (seat === null) return problem('unauthorized', { detail: 'This window has no session. Open it anew from the terminal.' });
  return handle(c, seat, (shown) => {
    const isOpen = streamView(c.env.outgoing, { ...parts, shown, stillOpen: () => seatOf(c, parts) });
    return isOpen ? RESPONSE_ALREADY_SENT : problem('too_many_streams');
  });
}

/** The terminal is worked at its counter, and money leaves it with somebody's name. @returns the refusal, or null */
async function whyNotHere({ kind }: Command, seat: Seat, { office }: UiParts): Promise<CommandAnswer | null> {
  if (seat !== COUNTER) return { ok: false, code: 'not_here' };
  const isGuarded = FOR_THE_OFFICE.includes(kind) && office && (await office).view(seat).hasPeople;
  return isGuarded ? { ok: false, code: 'approval_needed' } : null;
}

async function openSession(c: Context<Env>, sessions: Sessions, name: string): Promise<Response> {
  const body = await readJsonBody(c.env.incoming, SessionBody);
  if (!body.ok) return body.error;
  const opened = sessions.open(body.value.ticket, cookiesOf(c, name));
  if (!opened) return problem('unauthorized', { detail: 'The ticket was used, is too old, or never was one.' });
  c.header('set-cookie', `${name}=${opened.cookie}; HttpOnly; SameSite=Strict; Path=/ui`);
  return c.json({ pageKey: opened.pageKey } satisfies SessionAnswer, 201);
}
