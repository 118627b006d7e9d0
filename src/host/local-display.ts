import type { Clock } from '../basics/clock.ts';
import type { DisplayConfig } from '../config/config.ts';
import type { DisplayRole } from '../contract/display.ts';
import { PAGE_KEY_HEADER, type SessionAnswer, SessionBody } from '../contract/ui.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readJsonBody } from './body.ts';
import { displayRoutes } from './display-routes.ts';
import type { Held } from './held.ts';
import { problem } from './problem.ts';
import type { Route } from './routes.ts';
import type { Sessions } from './sessions.ts';
import { cookiesOf } from './window-session.ts';

export type LocalDisplayParts = {
  readonly terminal: Pick<Terminal, 'displays' | 'onView'>;
  readonly pictures: DisplayConfig['pictures'];
  /** Of displays alone, whose tickets and cookies open nothing else; a seat is a role. */
  readonly sessions: Sessions;
  readonly port: () => number; // cookies know no ports, so the port is in the cookie's name
  readonly pagesDir: string;
  readonly held: Held;
  readonly clock: Clock;
};

/** The terminal's own window for customers, on its second screen: its shell lets it in with a ticket. */
export function localDisplayRoutes(parts: LocalDisplayParts): Route[] {
  const { sessions, port } = parts;
  const name = () => `saoma-display-${port()}`;
  const { store } = parts.terminal.displays.view('display');
  return displayRoutes({
    ...parts,
    door: { store: { name: store.name, locale: store.locale }, isNetwork: false, isPlainHttp: true },
    guest(c) {
      const role = sessions.seatOf(cookiesOf(c, name()), c.req.header(PAGE_KEY_HEADER) ?? '');
      return role === null ? null : { role: role as DisplayRole, stays: () => () => {} };
    },
    mayLook: (c) => sessions.knowsCookie(cookiesOf(c, name())),
    entrance: [
      {
        method: 'POST',
        path: '/session',
        async handle(c) {
          const body = await readJsonBody(c.env.incoming, SessionBody);
          if (!body.ok) return body.error;
          const opened = sessions.open(body.value.ticket, cookiesOf(c, name()));
          if (!opened) return problem('unauthorized', { detail: 'The ticket was used, is too old, or never was one.' });
          c.header('set-cookie', `${name()}=${opened.cookie}; HttpOnly; SameSite=Strict; Path=/display`);
          return c.json({ pageKey: opened.pageKey } satisfies SessionAnswer, 201);
        },
      },
    ],
  });
}
