import { createHash } from 'node:crypto';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Cancel, Clock } from '../basics/clock.ts';
import type { DisplayConfig } from '../config/config.ts';
import { DISPLAY_BASE, type DisplayDoor, type DisplayRole, type DisplayView, KioskCommand } from '../contract/display.ts';
import { PAGE_KEY_HEADER } from '../contract/ui.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readJsonBody } from './body.ts';
import { createCommandPace } from './command-pace.ts';
import type { Held } from './held.ts';
import { displayPageRoutes } from './pages.ts';
import { problem } from './problem.ts';
import type { Env, Route } from './routes.ts';
import { streamView } from './view-stream.ts';

/** A page that was let in. */
export type Guest = {
  readonly role: DisplayRole;
  /** A stream of it is open, until it is taken back. @param end called when the guest must go */
  stays(end: () => void): Cancel;
};

export type DisplayRouteParts = {
  readonly terminal: Pick<Terminal, 'displays' | 'onView'>;
  readonly pictures: DisplayConfig['pictures'];
  readonly door: DisplayDoor;
  /** Who asks; null: nobody that was let in. */
  readonly guest: (c: Context<Env>) => Guest | null;
  /** Whether it may see what every customer sees: an image brings the cookie alone. */
  readonly mayLook: (c: Context<Env>) => boolean;
  /** How one gets in, below `DISPLAY_BASE`. */
  readonly entrance: readonly Route[];
  readonly pagesDir: string;
  readonly held: Held;
  readonly clock: Clock;
};

/** The page for customers and what it asks: to look on, and at a self-service kiosk to order. Nothing of the cashier's, nothing of the till's. */
export function displayRoutes(parts: DisplayRouteParts): Route[] {
  const { terminal, door, guest } = parts;
  const pictures = parts.pictures.map((picture, at) => ({ ...picture, address: addressOf(picture, at) }));
  const mayGoOn = createCommandPace(parts.clock);
  const show = (role: DisplayRole): DisplayView => ({ ...terminal.displays.view(role), pictures: pictures.map(({ address }) => address) });
  const below: Route[] = [
    { method: 'GET', path: '/door', handle: (c) => c.json(door) },
    ...parts.entrance,
    {
      method: 'GET',
      path: '/view',
      handle(c) {
        const known = guest(c);
        return known ? stream(c, parts, known, () => show(known.role)) : unknown();
      },
    },
    {
      method: 'POST',
      path: '/commands',
      async handle(c) {
        const known = guest(c);
        if (!known) return unknown();
        if (!mayGoOn(c.req.header(PAGE_KEY_HEADER) ?? '')) return problem('too_many_attempts', {}, { 'retry-after': '1' });
        if (known.role !== 'self_service') return c.json({ ok: false, code: 'not_here' }, 403);
        const command = await readJsonBody(c.env.incoming, KioskCommand);
        return command.ok ? c.json(terminal.displays.command(command.value)) : command.error;
      },
    },
    {
      method: 'GET',
      path: '/pictures/:n',
      handle(c) {
        const n = c.req.param('n') ?? '';
        const picture = /^\d{1,2}$/.test(n) ? pictures[Number(n)] : undefined;
        if (!parts.mayLook(c)) return unknown();
        if (!picture) return problem('not_found');
        // Its address changes with it, and a loop of pictures is not to be fetched anew each round.
        const headers = { 'content-type': picture.type, 'cache-control': 'private, max-age=31536000, immutable' };
        return new Response(new Uint8Array(picture.bytes), { headers });
      },
    },
  ];
  return [...displayPageRoutes(parts.pagesDir), ...below.map((route) => ({ ...route, path: `${DISPLAY_BASE}${route.path}` }))];
}

function unknown(): Response {
  return problem('unauthorized', { detail: 'This display is not paired, or not any more.' });
}

function addressOf({ bytes }: DisplayConfig['pictures'][number], at: number): string {
  return `${DISPLAY_BASE}/pictures/${at}?v=${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`;
}

/** A stream ends when its guest must go. */
function stream(c: Context<Env>, { terminal, held, clock, guest }: DisplayRouteParts, known: Guest, now: () => DisplayView): Response {
  let over = (): void => {};
  const ownHeld: Held = {
    ...held,
    hold(end) {
      const letGo = held.hold(end);
      const left = letGo && known.stays(end);
      over = end;
      return (
        letGo &&
        (() => {
          left?.();
          letGo();
        })
      );
    },
  };
  const shown = { now, onChange: terminal.onView };
  const isOpen = streamView(c.env.outgoing, { shown, clock, held: ownHeld, stillOpen: () => guest(c) ?? over() });
  return isOpen ? RESPONSE_ALREADY_SENT : problem('too_many_streams');
}
