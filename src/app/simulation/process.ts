import type { Clock } from '../../basics/clock.ts';
import type { HandClock } from '../../basics/hand-clock.ts';
import type { Charge } from '../../contract/charge.ts';
import { createHttpsTransport } from '../../gateway/transport/https-transport.ts';
import { createWechatV2Gateway } from '../../gateway/wechat-v2/gateway.ts';
import { WECHAT_DIALECT, type WechatPath } from '../../gateway/wechat-v2/wire.ts';
import { silent } from '../../log/log.ts';
import type { ChargeId, OrderNo } from '../../payment/charge.ts';
import type { PaymentTimes } from '../../payment/event.ts';
import { isFinal } from '../../payment/state.ts';
import type { Acquirer } from '../../sandbox/acquirer.ts';
import type { Scan } from '../../scanner/scanner.ts';
import type { Journal } from '../../store/journal.ts';
import { createTerminal, type TerminalParts } from '../../terminal/create-terminal.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Chance } from './chance.ts';
import type { Disk } from './disk.ts';
import type { Mishaps } from './mishaps.ts';
import type { Mood } from './mood.ts';
import { openVirtually } from './network/virtual-attempt.ts';
import { type VirtualEndpoint, virtualEndpoint } from './network/virtual-endpoint.ts';
import type { Weather } from './network/weather.ts';
import { createWire, element } from './network/wire.ts';
import { BILL, keyOf, type Recorder } from './recorder.ts';

/** The merchant's times as the configuration has them by default. */
export const TIMES: PaymentTimes = {
  requestTimeoutMs: 10_000,
  pollIntervalMs: 5_000,
  customerTimeoutMs: 45_000,
  reverseDelayMs: 15_000,
  codeValidityMs: 60_000,
  retryIntervalMs: 5_000,
  qrValidityMs: 600_000, // longer than the acquirer's delay before closing: else each order has expired by then, and closing is never put to the test
  closeDelayMs: 300_000,
  confirmAfterMs: [],
};

export const HOSTS = ['https://host-a.example', 'https://host-b.example'] as const;

/** A process dies at a sending about so often, where such things happen. */
const CRASH_AT_SEND_SHARE = 0.001;
/** A process that has just begun is killed again, where such things happen. */
const KILLED_AGAIN_SHARE = 0.03;
/** The same two while a charge is laid down, which the next process hardly ever finds: what meets it must have happened just then. */
const CRASH_AT_SEND_MEANWHILE_SHARE = 0.25;
const KILLED_AGAIN_MEANWHILE_SHARE = 0.15;
/** After so many starts of one story no more: where each start dies of it, the story would not end. */
const MOST_WORSE_STARTS = 12;
/** Nor does it where each of many open charges asks at every start, and one of the questions kills. */
const MOST_CRASHING_STARTS = 100;

/** A process that stops in good order is killed over it, where such things happen. */
const KILLED_STOPPING_SHARE = 0.2;

export type ProcessParts = {
  readonly number: number;
  readonly clock: HandClock;
  readonly chance: Chance;
  readonly mishaps: Mishaps;
  readonly mood: Mood;
  readonly acquirer: Acquirer;
  readonly weather: Weather;
  readonly disk: Disk;
  readonly recorder: Recorder;
  readonly submissions: Submissions;
  readonly nameExchange: (orderNo: string, path: WechatPath, isOfBill: boolean) => string;
  readonly meets: TerminalParts['meets'];
};

/** When each order was submitted, over all processes. */
export type Submissions = { left(orderNo: string): void; ageMs(orderNo: string): number };

/** One run of the terminal, from start to death. */
export type TerminalProcess = {
  readonly terminal: Terminal & { scanned(scan: Scan): void };
  readonly journal: Journal;
  readonly bornMs: number;
  isAlive(): boolean;
  kill(): void;
  /** In good order. */
  stop(): Promise<void>;
};

/** Thrown where the process dies in the middle of a write; whatever catches it can do no more harm. */
class Death extends Error {}

/** Starts the whole terminal, with its real gateway and transport, on a simulated disk, clock and network. It may die at any write and any sending. */
export function startProcess(parts: ProcessParts): TerminalProcess {
  const { clock, chance, mishaps, acquirer, weather, disk, recorder } = parts;
  let alive = true;

  function kill(): void {
    if (!alive) return;
    alive = false;
    recorder.note({ kind: 'process', number: parts.number, change: 'dies' });
  }

  function isWorse(): boolean {
    return parts.number <= MOST_WORSE_STARTS && disk.hasLaidDown();
  }

  function survives(place: string): boolean {
    const share = isWorse() ? CRASH_AT_SEND_MEANWHILE_SHARE : CRASH_AT_SEND_SHARE;
    if (alive && parts.number <= MOST_CRASHING_STARTS && mishaps.strikes('crash_at_send', place, share)) kill();
    return alive;
  }

  const mortalClock: Clock = {
    wallMs: () => clock.wallMs(),
    monotonicMs: () => clock.monotonicMs(),
    after: (delayMs, callback) => clock.after(delayMs, () => alive && callback()),
  };
  const journal = disk.open({
    isAlive: () => alive,
    die() {
      kill();
      throw new Death('the process died');
    },
  });
  const wire = createWire({
    clock: mortalClock,
    worldClock: clock,
    chance,
    mishaps,
    weather,
    acquirer,
    exchangeShare: parts.mood.exchangeShare,
    nameExchange: parts.nameExchange,
    orderOf: (body) => orderOf(parts, body),
    ageMs: parts.submissions.ageMs,
    isAlive: () => alive,
    survives,
    sent(path, host, body) {
      if (path === '/pay/micropay' || path === '/pay/unifiedorder') parts.submissions.left(element(body, 'out_trade_no') ?? '');
      noteSent(parts, path, host, body);
    },
    heard: (path, { orderNo, outcome }) => {
      const amountFen = acquirer.book.find(orderNo)?.amountFen ?? 0;
      const about = acquirer.book.findByTransaction(orderNo) ? BILL : orderNo; // what is said of a bill verifies no charge
      if (alive) recorder.note({ kind: 'heard', path, orderNo: about, says: outcome, amountFen });
    },
  });
  const endpoints = new Map<string, VirtualEndpoint>(HOSTS.map((origin) => [origin, virtualEndpoint(origin, mortalClock)]));
  weather.broke = (origin) => {
    for (const endpoint of endpoints.values()) if (alive && (origin === null || endpoint.origin === origin)) endpoint.breakAll();
  };
  const config = {
    kind: 'wechat-v2' as const,
    endpoints: [...HOSTS],
    ...acquirer.merchant,
    subAppId: null,
    subMchId: null,
    signType: 'HMAC-SHA256' as const,
    clientCert: { kind: 'pem' as const, cert: '', key: '' } as never, // shown to no virtual host
    ca: null,
    notifyUrl: 'http://127.0.0.1/notify/wechat', // reports are delivered by the world, past any host
  };
  const random = chance.of('names', parts.number);
  const transport = createHttpsTransport({
    config,
    dialect: WECHAT_DIALECT,
    clock: mortalClock,
    log: silent,
    network: {
      endpoint: (origin) => endpoints.get(origin) as VirtualEndpoint,
      open: (endpoint, wanted) => openVirtually(endpoint as VirtualEndpoint, wanted, mortalClock, wire),
    },
  });
  const gateway = createWechatV2Gateway({
    config,
    requestTimeoutMs: TIMES.requestTimeoutMs,
    terminalId: 'T01',
    spbillCreateIp: '127.0.0.1',
    clock: mortalClock,
    random,
    log: silent,
    transport,
  });
  recorder.note({ kind: 'process', number: parts.number, change: 'starts' });
  const againShare = isWorse() ? KILLED_AGAIN_MEANWHILE_SHARE : KILLED_AGAIN_SHARE;
  if (mishaps.strikes('killed_in_recovery', `process ${parts.number}`, againShare)) {
    const isOver = recorder.lasts('killed_in_recovery');
    const again = () => {
      isOver();
      kill();
    };
    const afterMs = chance.of('killed again', parts.number).between(-200, 400);
    if (afterMs < 0)
      again(); // before it has taken anything up
    else clock.after(afterMs, again);
  }
  gateway.open();
  const terminal = createTerminal({
    gateway,
    journal,
    clock: mortalClock,
    random,
    log: silent,
    times: TIMES,
    store: { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
    practice: null,
    meets: (intent, state, event) => alive && parts.meets?.(intent, state, event),
  });
  terminal.feed(null, ({ type, data }) => {
    if (alive && type === 'charge.updated') noteTold(recorder, journal, data as Charge);
  });
  return {
    terminal,
    journal,
    bornMs: clock.monotonicMs(),
    isAlive: () => alive,
    kill,
    async stop() {
      if (!alive) return;
      const stopped = terminal.stop();
      mishaps.strikes('killed', `process ${parts.number} stops`, KILLED_STOPPING_SHARE); // when it has written what it must, and not yet closed
      kill();
      await stopped;
    },
  };
}

/** Somebody was told how a charge stands. */
export function noteTold(recorder: Recorder, journal: Journal, { id, orderNo, status }: Charge): void {
  if (!isFinal(status)) return;
  recorder.note({ kind: 'told', chargeId: id, orderNo, status, kept: journal.charge(id as ChargeId)?.state.status ?? null });
}

function noteSent({ disk, acquirer, recorder }: ProcessParts, path: WechatPath, host: string, body: string): void {
  const orderNo = orderOf({ disk, acquirer }, body);
  const code = element(body, 'auth_code');
  const amount = element(body, 'total_fee');
  recorder.note({
    kind: 'sent',
    path,
    host,
    orderNo,
    amountFen: amount === null ? null : Number(amount),
    code: code === null ? null : recorder.codeNumber(code),
    isDurable: disk.chargeByOrderNo(orderNo as OrderNo) !== null,
  });
}

/** The order that a request is about; a question about a refund names the refund alone, one about a bill the payment. */
function orderOf({ disk, acquirer }: Pick<ProcessParts, 'disk' | 'acquirer'>, body: string): string {
  const named = element(body, 'out_trade_no');
  if (named !== null) return named;
  const transactionId = element(body, 'transaction_id');
  if (transactionId !== null) return acquirer.book.findByTransaction(transactionId)?.orderNo ?? '';
  const refundNo = element(body, 'out_refund_no');
  return disk.openRefunds().find(({ intent }) => intent.refundNo === refundNo)?.intent.orderNo ?? '';
}

/** What a charge is called at the counter, from its order number. */
export function keyOfOrder(disk: Disk, orderNo: string): string {
  return keyOf(disk.chargeByOrderNo(orderNo as OrderNo)?.intent.idempotencyKey ?? null);
}
