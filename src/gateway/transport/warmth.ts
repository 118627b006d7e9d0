import type { Clock } from '../../basics/clock.ts';
import type { AttemptEnd, AttemptRequest } from './attempt.ts';
import { CONNECT_TIMEOUT_MS, type Connections } from './connections.ts';
import type { Endpoint, Kind } from './endpoints.ts';

/** Idle connections kept at the preferred host: one for a charge, one for what else happens at that moment. One more, with the certificate, is for a reversal. */
const WARM_PLAIN = 2;
/** The connection with the certificate is probed at every second round: often enough to stay younger than TRUSTED_IDLE_MS. */
const CERTIFICATE_EVERY_ROUNDS = 2;

export type WarmthParts = {
  readonly connections: Connections;
  readonly clock: Clock;
  readonly probe: Omit<AttemptRequest, 'kind'>;
  readonly warmsCertificate: boolean;
  /** Hears that a host answered. */
  readonly reached: () => void;
};

/** Probes the hosts, and keeps connections to them warm by that. */
export class Warmth {
  readonly #parts: WarmthParts;
  #rounds = 0;

  constructor(parts: WarmthParts) {
    this.#parts = parts;
  }

  /** @returns whether any host answers */
  async probe(timeoutMs: number): Promise<boolean> {
    const { clock, connections } = this.#parts;
    this.#rounds++;
    const startedMs = clock.monotonicMs();
    const order = connections.endpoints.inOrder();
    for (const endpoint of connections.endpoints.dueForTrial()) if (endpoint !== order[0]) void this.#try(endpoint, timeoutMs);
    for (const endpoint of order) {
      const leftMs = timeoutMs - (clock.monotonicMs() - startedMs);
      if (leftMs > 0 && (await this.#warm(endpoint, leftMs))) return true;
    }
    return false;
  }

  /** Probes the connection that idled longest, and opens what is missing. @returns whether the host answered */
  #warm(endpoint: Endpoint, timeoutMs: number): Promise<boolean> {
    const missing = WARM_PLAIN - endpoint.idle('plain');
    const reached = this.#try(endpoint, timeoutMs); // takes an idle connection when there is one, so the others below are new
    for (let opened = 1; opened < missing; opened++) void this.#ping(endpoint, 'plain', CONNECT_TIMEOUT_MS);
    const itsTurn = this.#rounds % CERTIFICATE_EVERY_ROUNDS === 1;
    if (this.#parts.warmsCertificate && endpoint.secure && itsTurn) void this.#ping(endpoint, 'with_certificate', CONNECT_TIMEOUT_MS);
    return reached;
  }

  async #try(endpoint: Endpoint, timeoutMs: number): Promise<boolean> {
    const { connections, reached } = this.#parts;
    const end = await this.#ping(endpoint, 'plain', timeoutMs);
    const isReached = end.kind === 'answered' && end.status < 500;
    if (isReached) {
      connections.endpoints.worked(endpoint);
      reached();
    } else connections.judge(endpoint, end);
    return isReached;
  }

  async #ping(endpoint: Endpoint, kind: Kind, timeoutMs: number): Promise<AttemptEnd> {
    const { connections, probe } = this.#parts;
    const limits = { connectMs: timeoutMs, totalMs: timeoutMs };
    const attempt = connections.open(endpoint, { ...probe, kind });
    const end = await attempt.send('', limits);
    const wasStale = end.kind === 'failed' && !end.timedOut && attempt.isReused();
    return wasStale && !connections.isClosed() ? connections.open(endpoint, { ...probe, kind }).send('', limits) : end;
  }
}
