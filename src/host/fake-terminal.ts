import type { Cancel } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Charge } from '../contract/charge.ts';
import type { Command } from '../contract/command.ts';
import type { PaymentAnswer } from '../contract/inquiry.ts';
import type { ParkedSale } from '../contract/parked-sale.ts';
import type { Refund } from '../contract/refund.ts';
import type { Status } from '../payment/state.ts';
import { isFinal } from '../payment/state.ts';
import type { ChargeRequest, FeedEvent, News, ParkRequest, RefundRequest, Refusal, Terminal } from '../terminal/terminal.ts';

type OpenIdOutcome = Awaited<ReturnType<Terminal['openId']>>;

/** A terminal without an acquirer: charges change when a test says so. Obeys the port; for the host's tests alone. */
export type FakeTerminal = Terminal & {
  /** Brings a charge into another status and tells everybody. */
  move(chargeId: string, status: Status): void;
  /** Tells listeners something `count` times. */
  chatter(count: number): void;
  refuseWith(refusal: Refusal | null): void;
  /** How a question about what to hand over is refused from now on. */
  handOver(refusal: 'no_parameters' | 'no_answer'): void;
  /** What a question about whose code it is comes to from now on. */
  tellOpenId(outcome: OpenIdOutcome): void;
  /** Makes the next call about a charge throw, as a bug does. */
  breakOnce(): void;
  /** The same for a refund. */
  moveRefund(refundId: string, status: Refund['status']): void;
  /** From now on it expects an acquirer's reports there. */
  expectNotices(path: string): void;
  readonly notices: Parameters<Terminal['notice']>[0][];
  readonly requests: ChargeRequest[];
  readonly refundRequests: RefundRequest[];
  readonly parkRequests: ParkRequest[];
  readonly commands: Command[];
  listeners(): { readonly feed: number; readonly view: number };
  viewWeight(characters: number): void;
};

export function createFakeTerminal(): FakeTerminal {
  const charges = new Map<string, Charge>();
  const byKey = new Map<string, { id: string; fingerprint: string | null }>();
  const events: FeedEvent[] = [];
  const feedListeners = new Set<(event: FeedEvent) => void>();
  const viewListeners = new Set<() => void>();
  const requests: ChargeRequest[] = [];
  const refunds = new Map<string, Refund>();
  const refundsByKey = new Map<string, { id: string; fingerprint: string | null }>();
  const refundRequests: RefundRequest[] = [];
  const parked = new Map<string, ParkedSale>();
  const parkedByKey = new Map<string, { id: string; fingerprint: string }>();
  const parkRequests: ParkRequest[] = [];
  const commands: Command[] = [];
  let refusal: Refusal | null = null;
  let isBroken = false;
  let noParameters: 'no_parameters' | 'no_answer' | null = null;
  let openIdOutcome: OpenIdOutcome = { kind: 'known', openId: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' };
  let storeName = '人民路店';

  function publish(news: News): void {
    const event: FeedEvent = { ...news, id: `e-${events.length + 1}` };
    events.push(event);
    for (const listener of feedListeners) listener(event);
    for (const listener of viewListeners) listener();
  }

  function keep(charge: Charge): Charge {
    charges.set(charge.id, charge);
    publish({ type: 'charge.updated', data: charge });
    return charge;
  }

  function keepRefund(refund: Refund): Refund {
    refunds.set(refund.id, refund);
    publish({ type: 'refund.updated', data: refund });
    return refund;
  }

  function keepParked(sale: ParkedSale): ParkedSale {
    parked.set(sale.id, sale);
    publish({ type: 'parked.updated', data: sale });
    return sale;
  }

  function change(id: string, status: Status, codeHint?: string): Result<Charge, Refusal> {
    const charge = charges.get(id);
    if (refusal) return err(refusal);
    if (!charge) return err('not_found');
    if (isFinal(charge.status)) return err('already_final');
    return ok(keep({ ...charge, status, codeHint: codeHint ?? charge.codeHint }));
  }

  const notices: FakeTerminal['notices'] = [];
  let noticePath: string | null = null;

  return {
    requests,
    notices,
    expectNotices(path) {
      noticePath = path;
    },
    refundRequests,
    parkRequests,
    commands,
    listeners: () => ({ feed: feedListeners.size, view: viewListeners.size }),
    move: (id, status) => void keep({ ...(charges.get(id) as Charge), status }),
    moveRefund: (id, status) => void keepRefund({ ...(refunds.get(id) as Refund), status }),
    chatter(count) {
      for (let i = 0; i < count; i++) publish({ type: 'gateway.updated', data: { status: i % 2 ? 'online' : 'offline' } });
    },
    refuseWith(next) {
      refusal = next;
    },
    handOver(next) {
      noParameters = next;
    },
    tellOpenId(next) {
      openIdOutcome = next;
    },
    breakOnce() {
      isBroken = true;
    },
    viewWeight(characters) {
      storeName = '店'.repeat(characters);
      for (const listener of viewListeners) listener();
    },
    charge(request) {
      requests.push(request);
      const before = request.idempotencyKey === null ? undefined : byKey.get(request.idempotencyKey);
      if (before && before.fingerprint !== request.fingerprint) return err('idempotency_key_reused');
      if (before) return ok({ charge: charges.get(before.id) as Charge, created: false });
      if (refusal) return err(refusal);
      const isBusy = [...charges.values()].some(({ status }) => status === 'awaiting_code');
      if (isBusy && !request.authCode) return err('terminal_busy');
      const id = `c${charges.size + 1}`;
      if (request.idempotencyKey !== null) byKey.set(request.idempotencyKey, { id, fingerprint: request.fingerprint });
      return ok({ charge: keep(newCharge(id, request)), created: true });
    },
    currency: () => 'CNY',
    noticePath: () => noticePath,
    notice: (request) => {
      notices.push(request);
      return { status: 200, contentType: 'text/xml', body: '<xml/>' };
    },
    async parameters(id) {
      if (!charges.has(id)) return err('not_found');
      return noParameters ? err(noParameters) : ok({ package: 'prepay_id=wx1' });
    },
    openId: async () => openIdOutcome,
    giveCode: (id, code) => change(id, 'submitting', code.hint()),
    cancel: (id) => change(id, 'canceled'),
    find(id) {
      if (isBroken) {
        isBroken = false;
        throw new Error('the disk is on fire');
      }
      return charges.get(id) ?? null;
    },
    list(filter, cursor, limit) {
      const start = cursor === null ? 0 : Number(cursor);
      if (!Number.isInteger(start)) return err('bad_cursor');
      const all = [...charges.values()]
        .reverse()
        .filter(
          (charge) =>
            (filter.orderNo === undefined || charge.orderNo === filter.orderNo) &&
            (filter.tillReference === undefined || charge.tillReference === filter.tillReference) &&
            (filter.shiftId === undefined || charge.shiftId === filter.shiftId) &&
            (filter.statuses === undefined || filter.statuses.includes(charge.status)),
        );
      const end = start + limit;
      return ok({ items: all.slice(start, end), nextCursor: end < all.length ? String(end) : null });
    },
    setAside: () => err('not_found'),
    collectInCash: () => err('not_found'),
    shiftWritten: () => {},
    lookUp: (number) => Promise.resolve(/^4\d{27}$/.test(number) ? ok(notOurs(number)) : err('no_payment_number')),
    refund(request) {
      refundRequests.push(request);
      const before = request.idempotencyKey === null ? undefined : refundsByKey.get(request.idempotencyKey);
      if (before && before.fingerprint !== request.fingerprint) return err('idempotency_key_reused');
      if (before) return ok({ refund: refunds.get(before.id) as Refund, created: false });
      if (refusal) return err(refusal);
      if (!charges.has(request.chargeId)) return err('not_found');
      const id = `r${refunds.size + 1}`;
      if (request.idempotencyKey !== null) refundsByKey.set(request.idempotencyKey, { id, fingerprint: request.fingerprint });
      return ok({ refund: keepRefund(newRefund(id, request)), created: true });
    },
    refundAgain: () => err('not_found'), // what failed for want of funds is shown at the office, on a real one
    findRefund: (id) => refunds.get(id) ?? null,
    adopt: () => err('not_found'), // what is taken over is shown at the office, on a real one
    adoptRefund: () => err('not_found'),
    park(request) {
      parkRequests.push(request);
      const before = parkedByKey.get(request.idempotencyKey);
      if (before && before.fingerprint !== request.fingerprint) return err('idempotency_key_reused');
      if (before) return ok({ sale: parked.get(before.id) as ParkedSale, created: false });
      if (refusal) return err(refusal);
      const id = request.tillReference === null ? `p${parked.size + 1}` : `till:${request.tillReference}`;
      parkedByKey.set(request.idempotencyKey, { id, fingerprint: request.fingerprint });
      return ok({ sale: keepParked(newParked(id, request)), created: true });
    },
    findParked: (id) => parked.get(id) ?? null,
    parkedSales: () => [...parked.values()].filter(({ status }) => status === 'parked'),
    dropParked(id) {
      const sale = parked.get(id);
      if (refusal) return err(refusal);
      return sale ? ok(keepParked({ ...sale, status: 'dropped' })) : err('not_found');
    },
    findings: () => ok({ items: [], nextCursor: null }),
    command(command) {
      commands.push(command);
      return refusal ? { ok: false, code: refusal } : { ok: true };
    },
    view: () => ({
      store: { name: storeName, terminalId: 'T01', locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
      mode: 'sandbox',
      practice: null,
      methods: ['payment_code', 'merchant_qr'],
      displays: null,
      line: { status: 'online', sinceMs: 0 },
      scanners: [],
      stage: { kind: 'keypad' },
      recent: [...charges.values()].slice(-3).reverse(),
      todo: [],
      parked: [],
      refunds: [],
      findings: [],
      today: { paidCount: 0, paidAmount: 0 },
      journal: { damage: null, look: null, backupAt: null },
      inquiry: null,
      notice: null,
    }),
    displays: {
      view: (role) => ({
        store: { name: storeName, locale: 'zh-CN', timeZone: 'Asia/Shanghai' },
        ...{ mode: 'sandbox', role, buttons: [], currency: 'CNY', scene: { kind: 'idle' }, sceneId: 'idle' },
      }),
      opened: () => {},
      pair: () => err('wrong_code'), // pairing is shown on a real one
      find: () => null,
      knowsCookie: () => false,
      connected: () => () => {},
      command: () => ({ ok: false, code: 'not_now' }),
    },
    onView: (listener) => listen(viewListeners, listener),
    doctor: () => ({ devices: [], noticed: [], reports: [], test: null, search: null }),
    onDoctor: (listener) => listen(viewListeners, listener),
    health: () => ({ status: 'ok', journal: 'ok', mode: 'sandbox', gateway: 'online', unsettled: 0, scanners: [] }),
    feed(lastEventId, listener) {
      const at = events.findIndex(({ id }) => id === lastEventId);
      if (at >= 0) events.slice(at + 1).forEach(listener);
      return listen(feedListeners, listener);
    },
    feedPosition: () => events.at(-1)?.id ?? 'e-0',
    stop: () => Promise.resolve(),
  };
}

function listen<T>(listeners: Set<T>, listener: T): Cancel {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function notOurs(transactionId: string): PaymentAnswer {
  const nothing = { orderNo: null, amount: null, refundedAmount: null, paidAt: null, device: null, charge: null };
  return { answer: 'not_ours', isConfirmed: true, transactionId, isAttached: false, ...nothing };
}

function newRefund(id: string, { chargeId, amountFen, reason, from }: RefundRequest): Refund {
  const at = '2026-11-22T10:00:00+08:00';
  const nothingYet = { failureCode: null, failureMessage: null, acquirerCode: null, succeededAt: null };
  const asked = { id, chargeId, refundNo: `T01R-${id}`, amount: amountFen, currency: 'CNY', reason, fundingAccount: from };
  return { ...asked, status: 'pending', ...nothingYet, createdAt: at, updatedAt: at };
}

function newParked(id: string, { origin, amountFen, description, tillReference, note }: ParkRequest): ParkedSale {
  const at = '2026-11-22T10:00:00+08:00';
  const asked = { id, amount: amountFen, currency: 'CNY', description, tillReference, note, parkedBy: origin } as const;
  return { ...asked, status: 'parked', parkedAt: at, tender: null, chargeId: null, updatedAt: at };
}

function firstStatus({ method = 'payment_code', authCode }: ChargeRequest): Status {
  if (method !== 'payment_code') return 'awaiting_customer';
  return authCode ? 'submitting' : 'awaiting_code';
}

function newCharge(id: string, request: ChargeRequest): Charge {
  const at = '2026-11-22T10:00:00+08:00';
  return {
    id,
    orderNo: `T01-0000-${id}`,
    tillReference: request.tillReference,
    method: request.method ?? 'payment_code',
    amount: request.amountFen,
    currency: request.currency ?? 'CNY',
    description: request.description ?? '人民路店',
    status: firstStatus(request),
    wallet: null,
    transactionId: null,
    paidAt: null,
    declineCode: null,
    declineMessage: null,
    acquirerCode: null,
    refundedAmount: 0,
    codeHint: request.authCode?.hint() ?? null,
    qr: null,
    shiftId: null,
    createdAt: at,
    updatedAt: at,
  };
}
