import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Clock, Random } from '../basics/clock.ts';
import { DOOR_QUERY, DoorBody, type DoorView } from '../contract/door.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand } from '../contract/office-view.ts';
import { PAGE_KEY_HEADER, type SessionAnswer } from '../contract/ui.ts';
import type { Log } from '../log/log.ts';
import type { Office, Seat } from '../office/office.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createAddressLock } from './address-lock.ts';
import { readJsonBody } from './body.ts';
import type { Held } from './held.ts';
import type { ManagerSessions } from './manager-sessions.ts';
import { officeRoutes, type SeatedRoute } from './office-routes.ts';
import { managerRoutes } from './pages.ts';
import { problem } from './problem.ts';
import type { Env, Route } from './routes.ts';
import { streamView, type ViewParts } from './view-stream.ts';
import { cookiesOf } from './window-session.ts';

const SEAT_BYTES = 9;

export type ManagerRouteParts = {
  readonly terminal: Pick<Terminal, 'view' | 'onView'>;
  readonly office: Promise<Office>;
  readonly sessions: ManagerSessions;
  readonly store: DoorView['store'];
  readonly isTls: boolean;
  readonly port: () => number; // cookies know no ports, so the port is in the cookie's name
  readonly pagesDir: string;
  readonly held: Held;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: Random;
};

/** Nobody stands at the counter here: what is for whoever does is not taken. */
const AT_THE_COUNTER: ReadonlySet<OfficeCommand['kind']> = new Set(['set_up', 'sign_in', 'cash_sale', 'open_drawer']);

/** The page, its door, and below it what the office offers. No till, no cashier's commands, no sandbox. */
export function networkRoutes(parts: ManagerRouteParts): Route[] {
  const { terminal } = parts;
  const { name, locale } = parts.store; // a stranger is told no more of it
  const inSession: SeatedRoute[] = [
    {
      method: 'GET',
      path: '/ui/v1/view',
      handle: (_c, _seat, show) => show({ now: () => ({ ...terminal.view(), practice: null }), onChange: terminal.onView }),
    },
    ...officeRoutes({ ...parts, office: guarded(parts) }).map((route) => ({ ...route, path: `/ui/v1${route.path}` })),
  ];
  return [
    { method: 'GET', path: '/', handle: (c) => c.redirect('/manager/') },
    ...managerRoutes(parts.pagesDir).map((route) => (route.path === '/manager/' ? { ...route, handle: told(route.handle) } : route)),
    {
      method: 'GET',
      path: '/ui/v1/door',
      handle: (c) => c.json({ store: { name, locale }, isPlainHttp: !parts.isTls } satisfies DoorView),
    },
    { method: 'POST', path: '/ui/v1/session', handle: signIn(parts) },
    ...inSession.map((route) => ({ ...route, handle: (c: Context<Env>) => inSeat(c, parts, route) })),
  ];
}

/** The page learns from its address which door it came through. */
function told(handle: Route['handle']): Route['handle'] {
  return (c) => (new URL(c.req.url).search === `?${DOOR_QUERY}` ? handle(c) : c.redirect(`/manager/?${DOOR_QUERY}`));
}

/** The office, as it is from elsewhere. */
async function guarded({ office, sessions }: ManagerRouteParts): Promise<Office> {
  const open = await office;
  return {
    ...open,
    async command(seat, command) {
      if (AT_THE_COUNTER.has(command.kind)) return { ok: false, code: 'not_here' };
      const answer = await open.command(seat, command);
      if (command.kind === 'sign_out') sessions.end(seat);
      return answer;
    },
  };
}

function inSeat(c: Context<Env>, parts: ManagerRouteParts, route: SeatedRoute): Response | Promise<Response> {
  const pageKey = c.req.header(PAGE_KEY_HEADER);
  const isStream = route.path.endsWith('/view');
  const secrets = { cookies: cookiesOf(c, cookieName(parts)), pageKey: pageKey ?? '' };
  const seat = pageKey === undefined ? null : parts.sessions.seatOf(secrets, !isStream);
  if (seat === null) return problem('unauthorized', { detail: 'Nobody is signed in here, or not any more.' });
  return route.handle(c, seat, (shown) => show(c, parts, { seat, secrets, shown }));
}

type Shown = {
  readonly seat: Seat;
  readonly secrets: Parameters<ManagerSessions['seatOf']>[0];
  readonly shown: ViewParts['shown'];
};

/** A stream ends with its session; that it is open keeps nothing alive, but a session that grew old ends on its heartbeat. */
function show(c: Context<Env>, { sessions, held, clock }: ManagerRouteParts, { seat, secrets, shown }: Shown): Response {
  const ownHeld: Pick<Held, 'hold'> = {
    hold(end) {
      const letGo = held.hold(end);
      const forget = letGo && sessions.onEnd(seat, end);
      return (
        letGo &&
        (() => {
          forget?.();
          letGo();
        })
      );
    },
  };
  const stillOpen = () => void sessions.seatOf(secrets, false);
  const isOpen = streamView(c.env.outgoing, { shown, clock, held: { ...held, ...ownHeld }, stillOpen });
  return isOpen ? RESPONSE_ALREADY_SENT : problem('too_many_streams');
}

/** A manager's name and PIN open a session. Whoever is no manager, or nobody, is told the same. */
function signIn(parts: ManagerRouteParts): Route['handle'] {
  const { sessions, random, log } = parts;
  const lock = createAddressLock(parts.clock);
  return async (c) => {
    const body = await readJsonBody(c.env.incoming, DoorBody);
    if (!body.ok) return body.error;
    const address = c.env.incoming.socket.remoteAddress ?? '';
    const wait = lock.waitMs(address);
    if (wait > 0) return refuse(c, { ok: false, code: 'locked', waitMs: wait });
    const takeBack = lock.begin(address);
    const office = await parts.office;
    const seat: Seat = `network:${Buffer.from(random.bytes(SEAT_BYTES)).toString('base64url')}`;
    const { name, ...pins } = body.value;
    const person = office.view(seat).people.find((known) => known.name === name.trim());
    const personId = person?.role === 'manager' ? person.id : 'nobody';
    const answer = await office.command(seat, { kind: 'sign_in', personId, ...pins });
    if (!answer.ok) {
      // A PIN that is due, or an office that is busy, was no guess.
      if (answer.code === 'new_pin_needed' || answer.code === 'busy') takeBack();
      if (answer.code === 'wrong_pin') log.write('manager_refused', { ms: lock.waitMs(address) });
      return refuse(c, { ...answer, ...(lock.waitMs(address) > (answer.waitMs ?? 0) && { waitMs: lock.waitMs(address) }) });
    }
    takeBack();
    const { cookie, pageKey } = sessions.open(seat);
    const secure = parts.isTls ? '; Secure' : '';
    c.header('set-cookie', `${cookieName(parts)}=${cookie}; HttpOnly; SameSite=Strict; Path=/ui${secure}`);
    return c.json({ pageKey } satisfies SessionAnswer, 201);
  };
}

function refuse(c: Context<Env>, answer: Extract<OfficeAnswer, { ok: false }>): Response {
  return c.json(answer, 403);
}

function cookieName({ port }: ManagerRouteParts): string {
  return `saoma-manager-${port()}`;
}
