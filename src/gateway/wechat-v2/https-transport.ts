import type { Clock } from '../../basics/clock.ts';
import type { WechatV2Config } from '../../config/config.ts';
import type { Log } from '../../log/log.ts';
import { Attempt, type AttemptEnd, type AttemptRequest, type OpenAttempt } from './attempt.ts';
import { Download, type DownloadHead, type DownloadLimits } from './download.ts';
import { createEndpoint, type Endpoint, Endpoints, type Kind } from './endpoints.ts';
import { HeldAttempt } from './held-attempt.ts';
import type { Call, Exchange, FileExchange, FilePath, PreparedPost, Transport } from './transport.ts';
import { createTrust, type Trust } from './trust.ts';

/** One host may take this long to connect, DNS and TLS included, before the next one is tried. */
export const CONNECT_TIMEOUT_MS = 3_000;
/** Idle connections kept at the preferred host: one for a charge, one for what else happens at that moment. One more, with the certificate, is for a reversal. */
const WARM_PLAIN = 2;
/** The connection with the certificate is probed at every second round: often enough to stay younger than TRUSTED_IDLE_MS. */
const CERTIFICATE_EVERY_ROUNDS = 2;

/** A spare request holds a connection that must be replaced every few seconds: kept only so long after a charge that came with its code. */
const SPARE_FOR_MS = 120_000;
/** A submission whose order is not known yet. */
const SPARE: AttemptRequest = { method: 'POST', path: '/pay/micropay', kind: 'plain', bodyBytes: null };

/** The acquirer puts a day's bill together when it is asked for, and a poor line takes minutes for a large one. */
export const FILE_LIMITS: DownloadLimits = { connectMs: CONNECT_TIMEOUT_MS, firstMs: 60_000, silenceMs: 30_000, wholeMs: 900_000 };

/** What the transport stands on: hosts, and single requests to them. Another one is for a simulation. */
export type Network = {
  endpoint(origin: string): Endpoint;
  /** Begins a request: it takes an idle connection to the host or opens one, and waits for its body. */
  open(endpoint: Endpoint, wanted: AttemptRequest): OpenAttempt;
};

export type HttpsParts = { readonly config: WechatV2Config; readonly clock: Clock; readonly log: Log; readonly network?: Network };

/** The real way to the acquirer. Throws when endpoints, roots or certificate cannot work. */
export function createHttpsTransport({ config, clock, log, network = realNetwork(config, clock) }: HttpsParts): Transport {
  const endpoints = new Endpoints(config.endpoints.map(network.endpoint), clock);
  const someSecure = endpoints.all.some(({ secure }) => secure);
  return new HttpsTransport(endpoints, { clock, log, open: network.open, warmsCertificate: someSecure && config.clientCert !== null });
}

function realNetwork(config: WechatV2Config, clock: Clock): Network {
  let trust: Trust | null = null;
  const trusted = () => {
    trust ??= createTrust(config);
    return trust;
  };
  return {
    endpoint(origin) {
      const endpoint = createEndpoint(origin, trusted);
      if (endpoint.secure) trusted(); // what is wrong with it is told now, not at the first reversal
      return endpoint;
    },
    open: (endpoint, wanted) => new Attempt(endpoint, wanted, clock),
  };
}

type Own = { readonly clock: Clock; readonly log: Log; readonly open: Network['open']; readonly warmsCertificate: boolean };

class HttpsTransport implements Transport {
  readonly #endpoints: Endpoints;
  readonly #own: Own;
  readonly #running = new Set<OpenAttempt>();
  readonly #downloads = new Set<Download>();
  readonly #held = new Set<HeldAttempt>();
  #spare: HeldAttempt | null = null;
  #spareUntilMs = Number.NEGATIVE_INFINITY;
  #rounds = 0;
  #closed = false;

  constructor(endpoints: Endpoints, own: Own) {
    this.#endpoints = endpoints;
    this.#own = own;
  }

  prepare(call: Call, bodyBytes: number): PreparedPost {
    const wanted: AttemptRequest = {
      method: 'POST',
      path: call.path,
      kind: call.needsCertificate ? 'with_certificate' : 'plain',
      bodyBytes,
    };
    const held = new HeldAttempt(() => this.#open(this.#preferred(), wanted), this.#own.clock, CONNECT_TIMEOUT_MS);
    let isDone = call.safeToRepeat;
    const settle = () => {
      isDone = true;
      this.#held.delete(held);
    };
    // A charge that has its code already is sent before this: it takes the spare request, and none is made for it.
    queueMicrotask(() => {
      if (isDone || this.#closed) return;
      this.#held.add(held);
      held.arm();
    });
    return {
      send: (body, leaveWithinMs = Number.POSITIVE_INFINITY) => {
        settle();
        const ready = held.take() ?? (call.safeToRepeat ? null : this.#unarmed());
        const exchange = this.#exchange(call, wanted, { body, leaveWithinMs }, ready);
        if (!call.safeToRepeat) void exchange.then(() => this.#keepSpare());
        return exchange;
      },
      discard: () => {
        settle();
        held.letGo();
      },
    };
  }

  /** A charge came with its code. Where one does, more will follow. @returns the spare request, when it is ready */
  #unarmed(): OpenAttempt | null {
    this.#spareUntilMs = this.#own.clock.monotonicMs() + SPARE_FOR_MS;
    return this.#takeSpare();
  }

  /** Keeps one submission ready in quiet time for charges that come with their code: making it takes longer than sending it. */
  #keepSpare(): void {
    if (this.#closed) return;
    const isWanted = this.#own.clock.monotonicMs() < this.#spareUntilMs;
    if (this.#spare) {
      if (!isWanted) this.#dropSpare(this.#spare);
      return;
    }
    if (!isWanted) return;
    const spare = new HeldAttempt(() => this.#open(this.#preferred(), SPARE), this.#own.clock, CONNECT_TIMEOUT_MS);
    this.#spare = spare;
    this.#held.add(spare);
    spare.arm();
  }

  #dropSpare(spare: HeldAttempt): void {
    this.#spare = null;
    this.#held.delete(spare);
    spare.letGo();
  }

  #takeSpare(): OpenAttempt | null {
    const spare = this.#spare;
    if (!spare?.isReady()) return null;
    this.#spare = null;
    this.#held.delete(spare);
    return spare.take();
  }

  async download(path: FilePath, body: string): Promise<FileExchange> {
    const { clock } = this.#own;
    let last: Failure = { reason: 'closed', lineLost: true };
    let sentAtMs: number | null = null;
    for (const endpoint of this.#targets({ safeToRepeat: true }, null)) {
      if (this.#closed) break;
      const download = new Download(endpoint, path, body, { clock, limits: FILE_LIMITS });
      this.#downloads.add(download);
      void download.over.then(() => this.#downloads.delete(download));
      const head = await download.head;
      const failure = this.#judge(endpoint, head);
      if (!failure)
        return {
          kind: 'answered',
          pieces: download.pieces(),
          brokenOff: () => download.brokenOff(),
          drop: () => download.abandon('dropped'),
        };
      download.abandon(failure.reason);
      sentAtMs ??= head.sentAtMs;
      last = failure;
    }
    if (sentAtMs === null) return { kind: 'not_sent', reason: last.reason };
    return { kind: 'no_answer', ...last, sentMsAgo: clock.monotonicMs() - sentAtMs };
  }

  async probe(timeoutMs: number): Promise<boolean> {
    this.#rounds++;
    const startedMs = this.#own.clock.monotonicMs();
    const order = this.#endpoints.inOrder();
    for (const endpoint of this.#endpoints.dueForTrial()) if (endpoint !== order[0]) void this.#try(endpoint, timeoutMs);
    for (const endpoint of order) {
      const leftMs = timeoutMs - (this.#own.clock.monotonicMs() - startedMs);
      if (leftMs > 0 && (await this.#warm(endpoint, leftMs))) return true;
    }
    return false;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const held of this.#held) held.letGo();
    this.#spare = null;
    const running = [...this.#running];
    for (const attempt of [...running, ...this.#downloads]) attempt.abandon('closed');
    await Promise.all([...running.map((attempt) => attempt.ended), ...[...this.#downloads].map((download) => download.over)]);
    for (const endpoint of this.#endpoints.all) endpoint.destroy();
  }

  async #exchange(call: Call, wanted: AttemptRequest, { body, leaveWithinMs }: Sending, held: OpenAttempt | null): Promise<Exchange> {
    const { clock } = this.#own;
    const startedMs = clock.monotonicMs();
    const targets = this.#targets(call, held);
    let sentAtMs: number | null = null;
    let last: Failure = { reason: 'closed', lineLost: true };
    for (const [index, endpoint] of targets.entries()) {
      const passedMs = clock.monotonicMs() - startedMs;
      const leftMs = call.timeoutMs - passedMs;
      const leaveMs = leaveWithinMs - passedMs;
      if (leftMs <= 0 || leaveMs <= 0 || this.#closed) break;
      const attempt = index === 0 && held ? held : this.#open(endpoint, wanted);
      const { connectMs, totalMs } = limits(call, leftMs, new Set(targets.slice(index)).size);
      const end = await attempt.send(body, { connectMs: Math.min(connectMs, leaveMs), totalMs });
      const failure = this.#judge(endpoint, end);
      sentAtMs ??= end.sentAtMs;
      if (end.kind === 'answered' && !failure) return { kind: 'answered', body: end.body, sentMsAgo: clock.monotonicMs() - end.sentAtMs };
      if (failure) last = failure;
      if (end.sentAtMs !== null && !call.safeToRepeat) break;
    }
    if (sentAtMs === null) return { kind: 'not_sent', reason: last.reason };
    return { kind: 'no_answer', ...last, sentMsAgo: clock.monotonicMs() - sentAtMs };
  }

  /** A submission tries each host once; anything else at most two, or its one host twice. */
  #targets(call: Pick<Call, 'safeToRepeat'>, held: OpenAttempt | null): readonly Endpoint[] {
    const order = this.#endpoints.inOrder();
    const first = held?.endpoint ?? this.#preferred();
    const others = order.filter((endpoint) => endpoint !== first);
    if (!call.safeToRepeat) return [first, ...others];
    return [first, others[0] ?? first];
  }

  /** Draws from an end what it says about the host. @returns null when it brought an answer worth reading */
  #judge(endpoint: Endpoint, end: AttemptEnd | DownloadHead): Failure | null {
    if (end.kind === 'answered' && end.status === 200) {
      this.#endpoints.worked(endpoint);
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

  /** What failed on one connection of a host makes its others suspect: on a dead one a submission would end unknown instead of unsent. */
  #failed(endpoint: Endpoint, reason: string): void {
    if (this.#closed) return;
    // Once for each outage: probes fail each second while it lasts.
    if (this.#endpoints.failed(endpoint)) this.#own.log.write('gateway_endpoint_failed', { endpoint: endpoint.origin, reason });
    endpoint.dropIdle();
    for (const held of this.#held) if (held.endpoint() === endpoint) held.rearm();
  }

  /** Probes the connection that idled longest, and opens what is missing. @returns whether the host answered */
  #warm(endpoint: Endpoint, timeoutMs: number): Promise<boolean> {
    const missing = WARM_PLAIN - endpoint.idle('plain');
    const reached = this.#try(endpoint, timeoutMs); // takes an idle connection when there is one, so the others below are new
    for (let opened = 1; opened < missing; opened++) void this.#ping(endpoint, 'plain', CONNECT_TIMEOUT_MS);
    const itsTurn = this.#rounds % CERTIFICATE_EVERY_ROUNDS === 1;
    if (this.#own.warmsCertificate && endpoint.secure && itsTurn) void this.#ping(endpoint, 'with_certificate', CONNECT_TIMEOUT_MS);
    return reached;
  }

  async #try(endpoint: Endpoint, timeoutMs: number): Promise<boolean> {
    const end = await this.#ping(endpoint, 'plain', timeoutMs);
    const reached = end.kind === 'answered' && end.status < 500;
    if (reached) {
      this.#endpoints.worked(endpoint);
      this.#keepSpare();
    } else this.#judge(endpoint, end);
    return reached;
  }

  async #ping(endpoint: Endpoint, kind: Kind, timeoutMs: number): Promise<AttemptEnd> {
    const wanted: AttemptRequest = { method: 'GET', path: '/pay/orderquery', kind, bodyBytes: 0 };
    const attempt = this.#open(endpoint, wanted);
    const end = await attempt.send('', { connectMs: timeoutMs, totalMs: timeoutMs });
    const wasStale = end.kind === 'failed' && !end.timedOut && attempt.isReused();
    return wasStale && !this.#closed ? this.#open(endpoint, wanted).send('', { connectMs: timeoutMs, totalMs: timeoutMs }) : end;
  }

  #preferred(): Endpoint {
    return this.#endpoints.inOrder()[0] as Endpoint;
  }

  #open(endpoint: Endpoint, wanted: AttemptRequest): OpenAttempt {
    const attempt = this.#own.open(endpoint, wanted);
    this.#running.add(attempt);
    void attempt.ended.then(() => this.#running.delete(attempt));
    return attempt;
  }
}

type Sending = { readonly body: string; readonly leaveWithinMs: number };
type Failure = { readonly reason: string; readonly lineLost: boolean };

/** What may be repeated leaves time for the other host; a submission that has left has all there is. */
function limits(call: Call, leftMs: number, hostsLeft: number): { connectMs: number; totalMs: number } {
  const shareMs = leftMs / hostsLeft;
  return { connectMs: Math.min(CONNECT_TIMEOUT_MS, shareMs), totalMs: call.safeToRepeat ? shareMs : leftMs };
}
