import { Hono } from 'hono';
import type { Clock, Random } from '../basics/clock.ts';
import { ok, type Result } from '../basics/result.ts';
import type { ManagerConfig } from '../config/config.ts';
import type { DoorView } from '../contract/door.ts';
import type { Log } from '../log/log.ts';
import type { Office } from '../office/office.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { namesOf } from './certificate-names.ts';
import { bracketed } from './guard.ts';
import { createHeld } from './held.ts';
import { networkRoutes } from './manager-routes.ts';
import { createManagerSessions } from './manager-sessions.ts';
import { problem } from './problem.ts';
import { type Env, mount } from './routes.ts';
import { type HostError, serve } from './serve.ts';
import { createSparingLog } from './sparing-log.ts';

export type ManagerHostParts = {
  readonly terminal: Pick<Terminal, 'view' | 'onView'>;
  readonly office: Promise<Office>;
  readonly config: ManagerConfig;
  readonly store: DoorView['store'];
  readonly pagesDir: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: Random;
};

export type ManagerHost = {
  readonly url: string; // of the page, as this machine reaches it
  readonly port: number;
  close(): Promise<void>;
};

/**
 * Serves the manager's page to browsers elsewhere in the shop, and nothing else. A session ends when whoever signed in signs out,
 * leaves, is no manager any more, or has another PIN.
 */
export async function startManagerHost(parts: ManagerHostParts): Promise<Result<ManagerHost, HostError>> {
  const { config, clock, office } = parts;
  const { tls } = config;
  const log = createSparingLog(parts);
  const held = createHeld();
  const door = { listen: config.listen, port: config.port, ...(tls && { scheme: 'https' as const, hostNames: namesOf(tls.cert) }) };
  const sessions = createManagerSessions({ ...parts, onEnded: leave });
  const app = new Hono<Env>();
  mount(app, '', networkRoutes({ ...parts, log, held, sessions, isTls: tls !== null, port: () => door.port }));
  app.notFound(() => problem('not_found', { detail: 'There is nothing at this address.' }));
  app.onError((error) => {
    log.write('host_failed', { problem: error.message.slice(0, 200) });
    return problem('internal_error');
  });

  function leave(seat: string): void {
    void office.then((open) => open.view(seat).person && open.command(seat, { kind: 'sign_out' }));
  }

  /** Whoever sits nowhere any more, or not as a manager, has no session. */
  function look(open: Office): void {
    for (const seat of sessions.seats()) if (open.view(seat).person?.role !== 'manager') sessions.end(seat);
  }

  const served = await serve({ app, door, names: { port: 'manager.port', listen: 'manager.listen' }, tls, log, clock });
  if (!served.ok) return served;
  const stopLooking = office.then((open) => open.onView(() => look(open)));
  stopLooking.catch(() => {}); // an office that does not open is told elsewhere
  const shown = ['0.0.0.0', '::'].includes(config.listen) ? '127.0.0.1' : config.listen;
  return ok({
    url: `${tls ? 'https' : 'http'}://${bracketed(shown)}:${door.port}/manager/`,
    port: door.port,
    close() {
      const closed = served.value.close();
      held.endAll();
      void stopLooking.then((stop) => stop()).catch(() => {});
      return closed;
    },
  });
}
