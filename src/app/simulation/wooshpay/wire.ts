import type { Clock } from '../../../basics/clock.ts';
import type { HandClock } from '../../../basics/hand-clock.ts';
import type { WooshFault } from '../../../contract/sandbox-wooshpay.ts';
import type { Call, Dialect, Exchange, Transport } from '../../../gateway/transport/transport.ts';
import { FaultPlan } from '../../../sandbox/faults.ts';
import type { WooshAcquirer, WooshRequest } from '../../../sandbox/wooshpay/acquirer.ts';
import { exchangeWoosh } from '../../../sandbox/wooshpay/exchange.ts';
import { routeOf } from '../../../sandbox/wooshpay/routes.ts';
import type { Chance } from '../chance.ts';
import type { Mishaps } from '../mishaps.ts';
import { drawFate } from './fates.ts';

/** One way over the line, at most, where nothing delays it. */
const LONGEST_LATENCY_MS = 250;
/** Of the requests, so many arrive a second time, where such things happen; not where nobody looks at keys: against that there is no remedy. */
const DUPLICATED_SHARE = 0.02;
const LATEST_DUPLICATE_MS = 12_000;

export type WireParts = {
  readonly clock: Clock; // of the process: dies with it
  readonly worldClock: HandClock;
  readonly chance: Chance;
  readonly mishaps: Mishaps;
  readonly exchangeShare: number;
  readonly acquirer: WooshAcquirer;
  readonly dialect: Dialect;
  readonly isUp: () => boolean; // the line
  readonly isAlive: () => boolean;
  /** Names an exchange, as `s7.2 create_intent 1`. */
  readonly nameExchange: (call: string, request: WooshRequest) => string;
  /** A request is about to leave. @returns false when the process dies of it */
  readonly sent: (call: string, place: string, request: WooshRequest) => boolean;
  /** A true answer reached the terminal whole. */
  readonly heard: (body: string, request: WooshRequest) => void;
};

/** A transport whose other end is the acquirer itself, under one clock. What goes wrong is drawn for each exchange by its name. */
export function createWire(parts: WireParts): Transport {
  const { clock, worldClock, acquirer, dialect } = parts;
  const stored = new Set<string>(); // keys whose answer the acquirer keeps: it repeats that, and no fault touches it
  let isClosed = false;

  function requestOf({ method, path: target, headers }: Call, body: string): WooshRequest {
    const [path = '', query = ''] = target.split('?', 2);
    const lines = [...dialect.headers[method], ...headers].map(([name, value]) => [name.toLowerCase(), value]);
    return { method, path, query, headers: Object.fromEntries(lines) as Record<string, string>, body };
  }

  function mayComeLate({ path }: WooshRequest): boolean {
    const intent = acquirer.desk.intents.find(path.split('/')[3] ?? '');
    return intent?.status === 'requires_action' && (intent.dialog === 'open' || intent.terminalType === 'SCAN_CODE');
  }

  function send(call: Call, body: string): Promise<Exchange> {
    if (isClosed || !parts.isUp()) return Promise.resolve({ kind: 'not_sent', reason: 'line' });
    const request = requestOf(call, body);
    const name = (routeOf(request.method, request.path)?.call ?? 'nothing') as WooshFault['call'];
    const place = parts.nameExchange(name, request);
    if (!parts.sent(name, place, request)) return new Promise(() => {});
    const fault = drawFate(name, place, { ...parts, share: parts.exchangeShare, mayComeLate: mayComeLate(request) });
    const own = parts.chance.of(place, 'way');
    const thereMs = own.between(10, LONGEST_LATENCY_MS);
    const backMs = own.between(10, LONGEST_LATENCY_MS);
    const sentMs = clock.monotonicMs();
    const sentMsAgo = () => clock.monotonicMs() - sentMs;
    if (!acquirer.switches().ignoresIdempotency && parts.mishaps.strikes('duplicated', place, DUPLICATED_SHARE))
      worldClock.after(own.between(0, LATEST_DUPLICATE_MS), () => {
        acquirer.handle(request);
        if (request.method === 'POST') stored.add(keyOf(request));
      });
    return new Promise((resolve) => {
      clock.after(call.timeoutMs, () => resolve({ kind: 'no_answer', reason: 'deadline', lineLost: true, sentMsAgo: call.timeoutMs }));
      worldClock.after(thereMs, () => {
        const faults = new FaultPlan<WooshFault>(worldClock);
        if (fault) faults.plant(fault);
        const isRepeated = stored.has(keyOf(request));
        exchangeWoosh({ acquirer, faults, clock: worldClock }, request, (delivery) =>
          clock.after(backMs, () => {
            if (!parts.isAlive()) return;
            if (parts.isUp() && delivery.kind === 'answer' && dialect.answers(delivery.status)) {
              if (!fault || isRepeated || !isUntrue(fault)) parts.heard(delivery.body, request);
              resolve({ kind: 'answered', status: delivery.status, body: Buffer.from(delivery.body), sentMsAgo: sentMsAgo() });
            } else resolve({ kind: 'no_answer', reason: 'broken', lineLost: !parts.isUp(), sentMsAgo: sentMsAgo() });
          }),
        );
      });
    });
  }

  return {
    prepare: (call) => ({ discard() {}, send: (body) => send(call, body) }),
    download: async () => ({ kind: 'not_sent', reason: 'no files' }),
    probe: async () => parts.isUp() && !isClosed,
    async close() {
      isClosed = true;
    },
  };
}

/** Its idempotency key, and what it is for. Answers to questions are not kept. */
function keyOf({ method, path, headers }: WooshRequest): string {
  return `${method} ${path} ${headers['idempotency-key'] ?? ''}`;
}

/** Whether an answer must not be believed. A status that nobody knows says nothing of money; what says "paid" all the same, as a repeat of an answer that was stored, is true. */
function isUntrue({ kind }: WooshFault): boolean {
  return kind === 'truncated' || (kind.startsWith('wrong_') && kind !== 'wrong_status');
}
