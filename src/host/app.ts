import { Hono } from 'hono';
import type { Clock } from '../basics/clock.ts';
import type { DisplayConfig, TillClientConfig } from '../config/config.ts';
import type { Log } from '../log/log.ts';
import type { Office } from '../office/office.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createTokenCheck, type TokenRefusal } from './bearer.ts';
import type { Held } from './held.ts';
import { localDisplayRoutes } from './local-display.ts';
import { noticeRoutes } from './notice-routes.ts';
import { pageRoutes } from './pages.ts';
import { problem } from './problem.ts';
import { type Env, mount } from './routes.ts';
import { type Sandbox, sandboxRoutes } from './sandbox-routes.ts';
import type { Sessions } from './sessions.ts';
import { TILL_BASE, tillRoutes } from './till-routes.ts';
import { defaultClient, withinScope } from './till-scope.ts';
import { UI_BASE, uiRoutes } from './ui-routes.ts';

export type AppParts = {
  readonly terminal: Terminal;
  readonly office: Promise<Office> | null;
  readonly tillToken: string;
  readonly tillClients?: readonly TillClientConfig[]; // beside the one of `tillToken`
  readonly sandbox: Sandbox | null;
  readonly sessions: Sessions;
  readonly displaySessions: Sessions; // apart: their tickets and cookies open nothing else
  readonly pictures: DisplayConfig['pictures'];
  readonly held: { readonly till: Held; readonly windows: Held }; // apart, so that neither crowds the other out
  readonly pagesDir: string;
  readonly version: string;
  readonly port: () => number;
  readonly log: Log;
  readonly clock: Clock;
};

/** Everything the host serves, behind the guard. */
export function createApp(parts: AppParts): Hono<Env> {
  const { sandbox, log } = parts;
  const app = new Hono<Env>();
  const { tillToken, tillClients = [] } = parts;
  const checkToken = createTokenCheck([defaultClient(tillToken), ...tillClients], parts.clock);

  for (const protectedPath of [`${TILL_BASE}/*`, '/sandbox/*']) {
    app.use(protectedPath, async (c, next) => {
      if (c.req.path === `${TILL_BASE}/health`) return next();
      const check = checkToken(c.req.header('authorization'));
      if (typeof check === 'object') {
        c.set('tillClient', check);
        return next();
      }
      if (check === 'wrong') log.write('till_token_wrong');
      return turnAway(check);
    });
  }
  mount(app, TILL_BASE, tillRoutes({ ...parts, held: parts.held.till }).map(withinScope));
  mount(app, UI_BASE, uiRoutes({ ...parts, held: parts.held.windows }));
  if (sandbox) mount(app, '', sandboxRoutes(sandbox).map(withinScope)); // clients that read "GET /sandbox" as it stands find it too
  mount(app, '', noticeRoutes(parts));
  mount(app, '', localDisplayRoutes({ ...parts, sessions: parts.displaySessions, held: parts.held.windows }));
  mount(app, '', pageRoutes(parts.pagesDir));

  app.notFound(() => problem('not_found', { detail: 'There is nothing at this address.' }));
  app.onError((error) => {
    log.write('host_failed', { problem: error.message.slice(0, 200) });
    return problem('internal_error');
  });
  return app;
}

function turnAway(check: TokenRefusal): Response {
  if (check === 'wrong_too_often') return problem('too_many_attempts', {}, { 'retry-after': '1' });
  const challenge = 'Bearer realm="saoma till"';
  return problem('unauthorized', {}, { 'www-authenticate': check === 'missing' ? challenge : `${challenge}, error="invalid_token"` });
}
