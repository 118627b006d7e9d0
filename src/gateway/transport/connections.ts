import type { Clock } from '../../basics/clock.ts';
import type { Log } from '../../log/log.ts';
import type { AttemptEnd, AttemptRequest, OpenAttempt } from './attempt.ts';
import type { Download, DownloadHead } from './download.ts';
import type { Endpoint, Endpoints } from './endpoints.ts';
import { HeldAttempt } from './held-attempt.ts';

/** One host may take this long to connect, DNS and TLS included, before the next one is tried. */
export const CONNECT_TIMEOUT_MS = 3_000;

/** Why an end brought no answer. `lineLost`: it tells something of the line, too. */
export type Failure = { readonly reason: string; readonly lineLost: boolean };

export type ConnectionParts = {
  readonly endpoints: Endpoints;
  readonly clock: Clock;
  readonly log: Log;
  readonly open: (endpoint: Endpoint, wanted: AttemptRequest) => OpenAttempt;
  readonly answers: (status: number) => boolean;
};

/** The hosts, and all that runs or waits on them: opens requests, and draws from how they end what that says about a host. */
export class Connections {
  readonly endpoints: Endpoints;
  readonly #parts: ConnectionParts;
  readonly #running = new Set<OpenAttempt>();
  readonly #downloads = new Set<Download>();
  readonly #held = new Set<HeldAttempt>();
  #closed = false;

  constructor(parts: ConnectionParts) {
    this.endpoints = parts.endpoints;
    this.#parts = parts;
  }

  isClosed(): boolean {
    return this.#closed;
  }

  preferred(): Endpoint {
    return this.endpoints.inOrder()[0] as Endpoint;
  }

  open(endpoint: Endpoint, wanted: AttemptRequest): OpenAttempt {
    const attempt = this.#parts.open(endpoint, wanted);
    this.#running.add(attempt);
    void attempt.ended.then(() => this.#running.delete(attempt));
    return attempt;
  }

  /** A request that can be held ready at the preferred host. Nothing is opened before `arm`. */
  held(wanted: AttemptRequest): HeldAttempt {
    return new HeldAttempt(() => this.open(this.preferred(), wanted), this.#parts.clock, CONNECT_TIMEOUT_MS);
  }

  arm(held: HeldAttempt): void {
    this.#held.add(held);
    held.arm();
  }

  /** It is taken or let go: what happens to its host does not concern it any more. */
  forget(held: HeldAttempt): void {
    this.#held.delete(held);
  }

  downloading(download: Download): void {
    this.#downloads.add(download);
    void download.over.then(() => this.#downloads.delete(download));
  }

  /** @returns null when it brought an answer worth reading */
  judge(endpoint: Endpoint, end: AttemptEnd | DownloadHead): Failure | null {
    if (end.kind === 'answered' && this.#parts.answers(end.status)) {
      this.endpoints.worked(endpoint);
      return null;
    }
    if (end.kind === 'answered') {
      if (end.status >= 500) this.#failed(endpoint, `http_${end.status}`);
      return { reason: `http_${end.status}`, lineLost: false };
    }
    if (end.reason === 'too_large') return { reason: end.reason, lineLost: false };
    this.#failed(endpoint, end.reason);
    return { reason: end.reason, lineLost: end.timedOut || end.sentAtMs === null };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const held of this.#held) held.letGo();
    const running = [...this.#running];
    for (const attempt of [...running, ...this.#downloads]) attempt.abandon('closed');
    await Promise.all([...running.map((attempt) => attempt.ended), ...[...this.#downloads].map((download) => download.over)]);
    for (const endpoint of this.endpoints.all) endpoint.destroy();
  }

  /** What failed on one connection of a host makes its others suspect: on a dead one a submission would end unknown instead of unsent. */
  #failed(endpoint: Endpoint, reason: string): void {
    if (this.#closed) return;
    // Once for each outage: probes fail each second while it lasts.
    if (this.endpoints.failed(endpoint)) this.#parts.log.write('gateway_endpoint_failed', { endpoint: endpoint.origin, reason });
    endpoint.dropIdle();
    for (const held of this.#held) if (held.endpoint() === endpoint) held.rearm();
  }
}
