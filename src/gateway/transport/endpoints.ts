import * as http from 'node:http';
import * as https from 'node:https';
import { connect as connectTcp, type Socket, type TcpNetConnectOpts } from 'node:net';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import type { Clock } from '../../basics/clock.ts';
import type { Trust } from './trust.ts';

/** A host that failed is passed over for this long before a probe tries it again. */
export const PASS_OVER_MS = 30_000;
/** An idle connection older than this is not trusted: common servers close theirs after 5 s, and a close can cross a submission. A shorter `Keep-Alive: timeout` of the server's shortens it. */
export const TRUSTED_IDLE_MS = 4_000;

export type Kind = 'plain' | 'with_certificate';

/** One host of the acquirer, with its connections by kind. */
export type Endpoint = {
  readonly origin: string;
  readonly secure: boolean;
  /** Where requests go: host, port, `Host` header. */
  readonly address: { readonly host: string; readonly port: number; readonly hostHeader: string };
  agent(kind: Kind): http.Agent;
  /** Connections that wait for a request. */
  idle(kind: Kind): number;
  /** Drops the idle connections: they may be dead without knowing it. */
  dropIdle(): void;
  destroy(): void;
  /** Ends a connection so that the system forgets what it has not delivered: else it goes on repeating it for a minute and more. */
  cut(socket: Socket): void;
};

/**
 * Reads an origin.
 *
 * Throws, naming the field, for anything but `https://host[:port]`, or `http:` beyond this machine.
 */
export function createEndpoint(origin: string, trust: () => Trust): Endpoint {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  const secure = url?.protocol === 'https:';
  const plainHttp = url?.protocol === 'http:' && isLoopback(url.hostname);
  if (!url || (!secure && !plainHttp)) throw new Error('gateway.endpoints: https:// is required, http:// on this machine alone');
  if (url.href !== `${url.origin}/`) throw new Error('gateway.endpoints: scheme, host and port are all there can be');
  const agents = new Map<Kind, http.Agent>();
  const below = new WeakMap<Duplex, Socket>(); // of each TLS connection its TCP one, which alone can be reset
  const agent = (kind: Kind): http.Agent => {
    const known = agents.get(secure ? kind : 'plain');
    if (known) return known;
    const made = secure ? secureAgent(kind === 'plain' ? trust().plain : trust().withCertificate, below) : new http.Agent(KEEPING);
    agents.set(secure ? kind : 'plain', made);
    return made;
  };
  const free = (of: http.Agent) => Object.values(of.freeSockets).flatMap((sockets) => sockets ?? []);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    origin: url.origin,
    secure,
    address: { host, port: Number(url.port || (secure ? 443 : 80)), hostHeader: url.host },
    agent,
    idle: (kind) => free(agent(kind)).length,
    dropIdle() {
      for (const socket of [...agents.values()].flatMap(free)) socket.destroy();
    },
    destroy() {
      for (const each of agents.values()) each.destroy();
    },
    cut: (socket) => void (below.get(socket) ?? socket).resetAndDestroy(),
  };
}

/** Oldest first, so that each probe refreshes the connection that needs it most. The agent itself drops what idles too long. */
const KEEPING = { keepAlive: true, scheduling: 'fifo', timeout: TRUSTED_IDLE_MS, maxFreeSockets: 4 } as const;

function secureAgent(secureContext: SecureContext, below: WeakMap<Duplex, Socket>): http.Agent {
  const agent = new https.Agent({ ...KEEPING, secureContext });
  const secure = agent.createConnection.bind(agent);
  agent.createConnection = (options, connected) => {
    const socket = connectTcp(options as TcpNetConnectOpts);
    const secured = secure({ ...options, socket } as typeof options, connected);
    if (secured) below.set(secured, socket);
    return secured;
  };
  return agent;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** The hosts in order of preference, those that failed last. */
export class Endpoints {
  readonly all: readonly Endpoint[];
  readonly #clock: Clock;
  readonly #failedAtMs = new Map<Endpoint, number>();

  constructor(all: readonly Endpoint[], clock: Clock) {
    this.all = all;
    this.#clock = clock;
  }

  inOrder(): readonly Endpoint[] {
    const healthy = this.all.filter((endpoint) => !this.#failedAtMs.has(endpoint));
    return [...healthy, ...this.all.filter((endpoint) => this.#failedAtMs.has(endpoint))];
  }

  /** Hosts that were passed over long enough: a probe, never a submission, finds out whether they are back. */
  dueForTrial(): readonly Endpoint[] {
    const nowMs = this.#clock.monotonicMs();
    return this.all.filter((endpoint) => nowMs - (this.#failedAtMs.get(endpoint) ?? nowMs) >= PASS_OVER_MS);
  }

  worked(endpoint: Endpoint): void {
    this.#failedAtMs.delete(endpoint);
  }

  /** @returns whether that is news */
  failed(endpoint: Endpoint): boolean {
    const isNews = !this.#failedAtMs.has(endpoint);
    this.#failedAtMs.set(endpoint, this.#clock.monotonicMs());
    return isNews;
  }
}
