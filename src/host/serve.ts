import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Clock } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import { PROBLEMS } from '../contract/till.ts';
import type { Log } from '../log/log.ts';
import { boundConnections } from './connections.ts';
import { COMMON_HEADERS, type Door, guard } from './guard.ts';
import { problem, problemDocument } from './problem.ts';
import type { Env } from './routes.ts';

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

/** Why a host does not listen; `message` is for the person who starts it. */
export type HostError = {
  readonly kind:
    | 'port_in_use' // another program has it: choose another port
    | 'not_permitted' // the system keeps this port for itself
    | 'no_such_address' // `listen` is no address of this machine
    | 'failed';
  readonly message: string;
};

export type ServeParts = {
  readonly app: Hono<Env>;
  /** Where it listens and under which names; port 0 takes a free one, and is told in its place. */
  readonly door: Door & { port: number };
  /** What chooses another port or address, for a message to a person. */
  readonly names: { readonly port: string; readonly listen: string };
  readonly tls?: { readonly cert: string; readonly key: string } | null;
  readonly log: Log;
  readonly clock: Clock;
};

/** An open door. */
export type Served = {
  /** Takes no more requests and waits for what is being answered, a moment; what is held open must be ended by whoever holds it. */
  close(): Promise<void>;
};

/** Serves an app behind the guard, with a limit to everything that a caller can drag out. */
export async function serve({ app, door, names, tls = null, log, clock }: ServeParts): Promise<Result<Served, HostError>> {
  // The package would replace the process's own Request and Response, for speed that is not needed here.
  const answer = getRequestListener((request, env) => app.fetch(request, env as Env['Bindings']), {
    overrideGlobalObjects: false,
    errorHandler: () => problem('invalid_request', { detail: 'The address cannot be read.' }),
  });

  function handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    for (const [name, value] of Object.entries(COMMON_HEADERS)) outgoing.setHeader(name, value);
    // A connection that falls idle after the host began to close would keep it open.
    outgoing.once('close', () => server.listening || server.closeIdleConnections());
    const refusal = guard(incoming, door);
    if (!refusal) return void answer(incoming, outgoing);
    log.write('host_refused', { code: refusal });
    outgoing.writeHead(PROBLEMS[refusal].status, { 'content-type': 'application/problem+json', connection: 'close' });
    outgoing.end(JSON.stringify(problemDocument(refusal)));
  }

  const server = await createServer(tls, handle);
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.timeout = SILENT_CONNECTION_MS;
  boundConnections(server);

  const listening = await listen(server, door, names);
  if (!listening.ok) return listening;
  door.port = listening.value;
  // Too few file handles for one more connection is no reason to end the process: the open ones go on.
  server.on('error', (error) => log.write('host_failed', { problem: error.message }));
  return ok({ close: () => close(server, clock) });
}

type Handle = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

async function createServer(tls: ServeParts['tls'], handle: Handle): Promise<Server> {
  const options = { connectionsCheckingInterval: CHECK_TIMEOUTS_EVERY_MS };
  if (!tls) return createPlainServer(options, handle);
  const { createServer: createTlsServer } = await import('node:https');
  return createTlsServer({ ...options, ...tls, minVersion: 'TLSv1.2', handshakeTimeout: HEADERS_TIMEOUT_MS }, handle);
}

function listen(server: Server, door: Door, names: ServeParts['names']): Promise<Result<number, HostError>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(err(listenError(error, door, names))));
    server.listen(door.port, door.listen, () => resolve(ok((server.address() as AddressInfo).port)));
  });
}

function listenError(error: NodeJS.ErrnoException, { listen, port }: Door, names: ServeParts['names']): HostError {
  switch (error.code) {
    case 'EADDRINUSE':
      return { kind: 'port_in_use', message: `Port ${port} on ${listen} is in use by another program. Choose another with ${names.port}.` };
    case 'EACCES':
      return {
        kind: 'not_permitted',
        message: `Port ${port} on ${listen} is kept by the system. Choose one above 1023 with ${names.port}.`,
      };
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return { kind: 'no_such_address', message: `${names.listen}: ${listen} is no address of this machine.` };
    default:
      return { kind: 'failed', message: `Cannot listen on ${listen}, port ${port}: ${error.message}` };
  }
}

/** New connections stop at once, what is being answered gets a moment. */
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
