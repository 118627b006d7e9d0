import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Clock, Random } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import { PROBLEMS, type ProblemCode } from '../contract/till.ts';
import type { Log } from '../log/log.ts';
import type { Office } from '../office/office.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createApp } from './app.ts';
import { boundConnections } from './connections.ts';
import { bracketed, COMMON_HEADERS, guard } from './guard.ts';
import { createHeld } from './held.ts';
import { problem, problemDocument } from './problem.ts';
import type { Sandbox } from './sandbox-routes.ts';
import { createSessions } from './sessions.ts';
import { createSparingLog } from './sparing-log.ts';

/** A till sends its few headers in one piece. */
const HEADERS_TIMEOUT_MS = 10_000;
/** A request's body is at most 64 KiB, over loopback or a shop's network. */
const REQUEST_TIMEOUT_MS = 20_000;
/** Longer than the pause between two sales, so that a till keeps its connection. */
const KEEP_ALIVE_MS = 65_000;
/** A connection on which nothing moves: beyond the longest wait (60 s) and every heartbeat. */
const SILENT_CONNECTION_MS = 90_000;
const CHECK_TIMEOUTS_EVERY_MS = 2_000;
/** What is still being answered when the host closes gets this long. */
const CLOSE_GRACE_MS = 1_000;

export type HostParts = {
  readonly terminal: Terminal;
  /** Loaded after the terminal takes charges; left out: a terminal without one. */
  readonly office?: Promise<Office>;
  readonly config: {
    readonly listen: string; // an address of this machine
    readonly port: number; // 0 takes a free one
    readonly tillToken: string;
    readonly mode: 'live' | 'sandbox';
  };
  readonly sandbox: Sandbox | null;
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
  /** Takes no more requests, ends streams and waits, lets the port go. */
  close(): Promise<void>;
};

/** Why the host does not listen; `message` is for the person who starts it. */
export type HostError = {
  readonly kind:
    | 'port_in_use' // another program has it: choose another port
    | 'not_permitted' // the system keeps this port for itself
    | 'no_such_address' // `listen` is no address of this machine
    | 'failed';
  readonly message: string;
};

/** Serves the till API, the windows' calls and the screens. The terminal must be ready to take a charge. */
export async function startHost(parts: HostParts): Promise<Result<Host, HostError>> {
  const { config, clock } = parts;
  const log = createSparingLog(parts);
  const held = { till: createHeld(), windows: createHeld() };
  const sessions = createSessions(parts);
  const door = { listen: config.listen, port: config.port };
  const sandbox = config.mode === 'sandbox' ? parts.sandbox : null;
  const { office = null } = parts;
  const app = createApp({ ...parts, office, log, sandbox, tillToken: config.tillToken, held, sessions, port: () => door.port });
  // The package would replace the process's own Request and Response, for speed that is not needed here.
  const answer = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
    errorHandler: () => problem('invalid_request', { detail: 'The address cannot be read.' }),
  });

  const server = createServer({ connectionsCheckingInterval: CHECK_TIMEOUTS_EVERY_MS }, (incoming, outgoing) => {
    for (const [name, value] of Object.entries(COMMON_HEADERS)) outgoing.setHeader(name, value);
    // A connection that falls idle after the host began to close would keep it open.
    outgoing.once('close', () => server.listening || server.closeIdleConnections());
    const refusal = guard(incoming, door);
    if (!refusal) return void answer(incoming, outgoing);
    log.write('host_refused', { code: refusal });
    outgoing.writeHead(PROBLEMS[refusal].status, { 'content-type': 'application/problem+json', connection: 'close' });
    outgoing.end(refusalText(refusal));
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.timeout = SILENT_CONNECTION_MS;
  boundConnections(server);

  const listening = await listen(server, config);
  if (!listening.ok) return listening;
  door.port = listening.value;
  // Too few file handles for one more connection is no reason to end the process: the open ones go on.
  server.on('error', (error) => log.write('host_failed', { problem: error.message }));
  const shown = ['0.0.0.0', '::'].includes(config.listen) ? '127.0.0.1' : config.listen;
  return ok({
    url: `http://${bracketed(shown)}:${door.port}`,
    port: door.port,
    windowTicket: () => sessions.ticket(),
    close() {
      const closed = close(server, clock);
      held.till.endAll();
      held.windows.endAll();
      return closed;
    },
  });
}

function refusalText(code: ProblemCode): string {
  return JSON.stringify(problemDocument(code));
}

function listen(server: Server, config: HostParts['config']): Promise<Result<number, HostError>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(err(listenError(error, config))));
    server.listen(config.port, config.listen, () => resolve(ok((server.address() as AddressInfo).port)));
  });
}

function listenError(error: NodeJS.ErrnoException, { listen, port }: HostParts['config']): HostError {
  switch (error.code) {
    case 'EADDRINUSE':
      return { kind: 'port_in_use', message: `Port ${port} on ${listen} is in use by another program. Choose another with --port.` };
    case 'EACCES':
      return { kind: 'not_permitted', message: `Port ${port} on ${listen} is kept by the system. Choose one above 1023 with --port.` };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return { kind: 'no_such_address', message: `till.listen: ${listen} is no address of this machine.` };
    default:
      return { kind: 'failed', message: `Cannot listen on ${listen}, port ${port}: ${error.message}` };
  }
}

/** New connections stop at once, held answers end, what is being answered gets a moment. */
function close(server: Server, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = clock.after(CLOSE_GRACE_MS, () => server.closeAllConnections());
    server.close(() => {
      giveUp();
      resolve();
    });
    server.closeIdleConnections();
  });
}
