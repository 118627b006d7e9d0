import type { Clock } from '../../basics/clock.ts';
import type { Log } from '../../log/log.ts';
import { Attempt, type AttemptRequest, type OpenAttempt } from './attempt.ts';
import { CONNECT_TIMEOUT_MS, Connections, type Failure } from './connections.ts';
import { Download, type DownloadLimits } from './download.ts';
import { createEndpoint, type Endpoint, Endpoints } from './endpoints.ts';
import { Spare } from './spare.ts';
import type { Call, Dialect, Exchange, FileExchange, PreparedPost, Transport } from './transport.ts';
import { createTrust, type Trust, type TrustParts } from './trust.ts';
import { Warmth } from './warmth.ts';

/** An acquirer may put a file together when it is asked for, and a poor line takes minutes for a large one. */
export const FILE_LIMITS: DownloadLimits = { connectMs: CONNECT_TIMEOUT_MS, firstMs: 60_000, silenceMs: 30_000, wholeMs: 900_000 };

/** What the transport stands on: hosts, and single requests to them. Another one is for a simulation. */
export type Network = {
  endpoint(origin: string): Endpoint;
  /** Begins a request: it takes an idle connection to the host or opens one, and waits for its body. */
  open(endpoint: Endpoint, wanted: AttemptRequest): OpenAttempt;
};

/** Where an acquirer is, as the configuration says: origins in order of preference, and with whom we speak there. */
export type Hosts = TrustParts & { readonly endpoints: readonly string[] };

export type HttpsParts = {
  readonly config: Hosts;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly log: Log;
  readonly network?: Network;
};

/** The real way to an acquirer. Throws when endpoints, roots or certificate cannot work. */
export function createHttpsTransport({ config, dialect, clock, log, network = realNetwork(config, clock) }: HttpsParts): Transport {
  const endpoints = new Endpoints(config.endpoints.map(network.endpoint), clock);
  const warmsCertificate = config.clientCert !== null && endpoints.all.some(({ secure }) => secure);
  const connections = new Connections({ endpoints, clock, log, open: network.open, answers: dialect.answers });
  return new HttpsTransport({ connections, dialect, clock, warmsCertificate });
}

function realNetwork(config: Hosts, clock: Clock): Network {
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

type Own = { readonly connections: Connections; readonly dialect: Dialect; readonly clock: Clock; readonly warmsCertificate: boolean };

class HttpsTransport implements Transport {
  readonly #connections: Connections;
  readonly #dialect: Dialect;
  readonly #clock: Clock;
  readonly #spare: Spare;
  readonly #warmth: Warmth;

  constructor({ connections, dialect, clock, warmsCertificate }: Own) {
    const { headers, maxAnswerBytes, sparePath, probePath } = dialect;
    this.#connections = connections;
    this.#dialect = dialect;
    this.#clock = clock;
    const submission: AttemptRequest | null =
      sparePath === null
        ? null
        : { method: 'POST', path: sparePath, headers: headers.POST, kind: 'plain', bodyBytes: null, maxAnswerBytes };
    this.#spare = new Spare(connections, clock, submission);
    const probe = { method: 'GET', path: probePath, headers: headers.GET, bodyBytes: 0, maxAnswerBytes } as const;
    this.#warmth = new Warmth({ connections, clock, probe, warmsCertificate, reached: () => this.#spare.keep() });
  }

  prepare(call: Call, bodyBytes: number): PreparedPost {
    const connections = this.#connections;
    const wanted = this.#wanted(call, bodyBytes);
    const held = connections.held(wanted);
    const mayBeSpare = !call.safeToRepeat && call.path === this.#dialect.sparePath && call.headers.length === 0;
    let isDone = call.safeToRepeat;
    const settle = () => {
      isDone = true;
      connections.forget(held);
    };
    // A charge that has its code already is sent before this: it takes the spare request, and none is made for it.
    queueMicrotask(() => {
      if (!isDone && !connections.isClosed()) connections.arm(held);
    });
    return {
      send: (body, leaveWithinMs = Number.POSITIVE_INFINITY) => {
        settle();
        const ready = held.take() ?? (mayBeSpare ? this.#spare.take() : null);
        const exchange = this.#exchange(call, wanted, { body, leaveWithinMs }, ready);
        if (mayBeSpare) void exchange.then(() => this.#spare.keep());
        return exchange;
      },
      discard: () => {
        settle();
        held.letGo();
      },
    };
  }

  async download(path: string, body: string): Promise<FileExchange> {
    const connections = this.#connections;
    const clock = this.#clock;
    let last: Failure = { reason: 'closed', lineLost: true };
    let sentAtMs: number | null = null;
    for (const endpoint of this.#targets({ safeToRepeat: true }, null)) {
      if (connections.isClosed()) break;
      const download = new Download(endpoint, { path, body, headers: this.#dialect.headers.POST }, { clock, limits: FILE_LIMITS });
      connections.downloading(download);
      const head = await download.head;
      const failure = connections.judge(endpoint, head);
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

  probe(timeoutMs: number): Promise<boolean> {
    return this.#warmth.probe(timeoutMs);
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  #wanted({ method, path, headers, needsCertificate }: Call, bodyBytes: number): AttemptRequest {
    const common = this.#dialect.headers[method];
    const { maxAnswerBytes } = this.#dialect;
    const kind = needsCertificate ? 'with_certificate' : 'plain';
    return { method, path, headers: headers.length === 0 ? common : [...common, ...headers], kind, bodyBytes, maxAnswerBytes };
  }

  async #exchange(call: Call, wanted: AttemptRequest, { body, leaveWithinMs }: Sending, held: OpenAttempt | null): Promise<Exchange> {
    const connections = this.#connections;
    const clock = this.#clock;
    const startedMs = clock.monotonicMs();
    const targets = this.#targets(call, held);
    let sentAtMs: number | null = null;
    let last: Failure = { reason: 'closed', lineLost: true };
    for (const [index, endpoint] of targets.entries()) {
      const passedMs = clock.monotonicMs() - startedMs;
      const leftMs = call.timeoutMs - passedMs;
      const leaveMs = leaveWithinMs - passedMs;
      if (leftMs <= 0 || leaveMs <= 0 || connections.isClosed()) break;
      const attempt = index === 0 && held ? held : connections.open(endpoint, wanted);
      const { connectMs, totalMs } = limits(call, leftMs, new Set(targets.slice(index)).size);
      const end = await attempt.send(body, { connectMs: Math.min(connectMs, leaveMs), totalMs });
      const failure = connections.judge(endpoint, end);
      sentAtMs ??= end.sentAtMs;
      if (end.kind === 'answered' && !failure)
        return { kind: 'answered', status: end.status, body: end.body, sentMsAgo: clock.monotonicMs() - end.sentAtMs };
      if (failure) last = failure;
      if (end.sentAtMs !== null && !call.safeToRepeat) break;
    }
    if (sentAtMs === null) return { kind: 'not_sent', reason: last.reason };
    return { kind: 'no_answer', ...last, sentMsAgo: clock.monotonicMs() - sentAtMs };
  }

  /** A submission tries each host once; anything else at most two, or its one host twice. */
  #targets(call: Pick<Call, 'safeToRepeat'>, held: OpenAttempt | null): readonly Endpoint[] {
    const order = this.#connections.endpoints.inOrder();
    const first = held?.endpoint ?? this.#connections.preferred();
    const others = order.filter((endpoint) => endpoint !== first);
    if (!call.safeToRepeat) return [first, ...others];
    return [first, others[0] ?? first];
  }
}

type Sending = { readonly body: string; readonly leaveWithinMs: number };

/** What may be repeated leaves time for the other host; a submission that has left has all there is. */
function limits(call: Call, leftMs: number, hostsLeft: number): { connectMs: number; totalMs: number } {
  const shareMs = leftMs / hostsLeft;
  return { connectMs: Math.min(CONNECT_TIMEOUT_MS, shareMs), totalMs: call.safeToRepeat ? shareMs : leftMs };
}
