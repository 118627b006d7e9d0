import type { Clock, Random } from '../basics/clock.ts';
import { ok, type Result } from '../basics/result.ts';
import type { DisplayConfig, TillClientConfig } from '../config/config.ts';
import type { DisplayRole } from '../contract/display.ts';
import type { Log } from '../log/log.ts';
import type { Office } from '../office/office.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createApp } from './app.ts';
import { bracketed } from './guard.ts';
import { createHeld } from './held.ts';
import { NOTICE_PATHS } from './notice-routes.ts';
import type { Sandbox } from './sandbox-routes.ts';
import { type HostError, serve } from './serve.ts';
import { createSessions } from './sessions.ts';
import { createSparingLog } from './sparing-log.ts';

export type HostParts = {
  readonly terminal: Terminal;
  /** Loaded after the terminal takes charges; left out: a terminal without one. */
  readonly office?: Promise<Office>;
  readonly config: {
    readonly listen: string; // an address of this machine
    readonly port: number; // 0 takes a free one
    readonly tillToken: string;
    readonly tillClients?: readonly TillClientConfig[]; // beside the one of `tillToken`
    readonly mode: 'live' | 'sandbox';
  };
  readonly sandbox: Sandbox | null;
  readonly pictures?: DisplayConfig['pictures']; // on the terminal's own display
  readonly pagesDir: string;
  readonly version: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: Random;
};

export type Host = {
  readonly url: string; // `http://127.0.0.1:7710`
  readonly port: number;
  /** Makes a one-time ticket for one window, good for a minute; for the shell alone. */
  windowTicket(): string;
  /** The same for a window that customers look at. It opens nothing but their page. */
  displayTicket(role: DisplayRole): string;
  /** Takes no more requests, ends streams and waits, lets the port go. */
  close(): Promise<void>;
};

/** Serves the till API, the windows' calls and the screens. The terminal must be ready to take a charge. */
export async function startHost(parts: HostParts): Promise<Result<Host, HostError>> {
  const { config, clock } = parts;
  const { tillToken, tillClients = [] } = config;
  const log = createSparingLog(parts);
  const held = { till: createHeld(), windows: createHeld() };
  const sessions = createSessions(parts);
  const displaySessions = createSessions(parts);
  const door = { listen: config.listen, port: config.port, anyHost: NOTICE_PATHS };
  const sandbox = config.mode === 'sandbox' ? parts.sandbox : null;
  const { office = null, pictures = [] } = parts;
  const app = createApp({
    ...parts,
    office,
    log,
    sandbox,
    tillToken,
    tillClients,
    held,
    sessions,
    displaySessions,
    pictures,
    port: () => door.port,
  });
  const served = await serve({ app, door, names: { port: '--port', listen: 'till.listen' }, log, clock });
  if (!served.ok) return served;
  const shown = ['0.0.0.0', '::'].includes(config.listen) ? '127.0.0.1' : config.listen;
  return ok({
    url: `http://${bracketed(shown)}:${door.port}`,
    port: door.port,
    windowTicket: () => sessions.ticket(),
    displayTicket: (role) => displaySessions.ticket(role),
    close() {
      const closed = served.value.close();
      held.till.endAll();
      held.windows.endAll();
      return closed;
    },
  });
}
