import type { Cancel } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Charge } from '../contract/charge.ts';
import type { Command } from '../contract/command.ts';
import type { ParkedSale } from '../contract/parked-sale.ts';
import type { Refund } from '../contract/refund.ts';
import type { Status } from '../payment/state.ts';
import { isFinal } from '../payment/state.ts';
import type { ChargeRequest, FeedEvent, News, ParkRequest, RefundRequest, Refusal, Terminal } from '../terminal/terminal.ts';
import { displayView, newCharge, newParked, newRefund, notOurs, terminalView } from './fake-documents.ts';
import { createFakeShelf } from './fake-shelf.ts';

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
  const charges = createFakeShelf<Charge>((data) => publish({ type: 'charge.updated', data }));
  const refunds = createFakeShelf<Refund>((data) => publish({ type: 'refund.updated', data }));
  const parked = createFakeShelf<ParkedSale>((data) => publish({ type: 'parked.updated', data }));
  const events: FeedEvent[] = [];
  const feedListeners = new Set<(event: FeedEvent) => void>();
  const viewListeners = new Set<() => void>();
  const requests: ChargeRequest[] = [];
  const refundRequests: RefundRequest[] = [];
  const parkRequests: ParkRequest[] = [];
  const commands: Command[] = [];
  const notices: FakeTerminal['notices'] = [];
  let noticePath: string | null = null;
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

  function change(id: string, status: Status, codeHint?: string): Result<Charge, Refusal> {
    const charge = charges.items.get(id);
    if (refusal) return err(refusal);
    if (!charge) return err('not_found');
    if (isFinal(charge.status)) return err('already_final');
    return ok(charges.keep({ ...charge, status, codeHint: codeHint ?? charge.codeHint }));
  }

  return {
    requests,
    refundRequests,
    parkRequests,
    commands,
    notices,
    expectNotices(path) {
      noticePath = path;
    },
    listeners: () => ({ feed: feedListeners.size, view: viewListeners.size }),
    move: (id, status) => void charges.keep({ ...(charges.items.get(id) as Charge), status }),
    moveRefund: (id, status) => void refunds.keep({ ...(refunds.items.get(id) as Refund), status }),
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
      const before = charges.begunBefore(request);
      if (before) return before.ok ? ok({ charge: before.value, created: false }) : before;
      if (refusal) return err(refusal);
      const isBusy = [...charges.items.values()].some(({ status }) => status === 'awaiting_code');
      if (isBusy && !request.authCode) return err('terminal_busy');
      const charge = newCharge(`c${charges.items.size + 1}`, request);
      return ok({ charge: charges.begin(request, charge), created: true });
    },
    currency: () => 'CNY',
    noticePath: () => noticePath,
    notice: (request) => {
      notices.push(request);
      return { status: 200, contentType: 'text/xml', body: '<xml/>' };
    },
    async parameters(id) {
      if (!charges.items.has(id)) return err('not_found');
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
      return charges.items.get(id) ?? null;
    },
    list(filter, cursor, limit) {
      const start = cursor === null ? 0 : Number(cursor);
      if (!Number.isInteger(start)) return err('bad_cursor');
      const all = [...charges.items.values()]
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
      const before = refunds.begunBefore(request);
      if (before) return before.ok ? ok({ refund: before.value, created: false }) : before;
      if (refusal) return err(refusal);
      if (!charges.items.has(request.chargeId)) return err('not_found');
      const refund = newRefund(`r${refunds.items.size + 1}`, request);
      return ok({ refund: refunds.begin(request, refund), created: true });
    },
    refundAgain: () => err('not_found'), // what failed for want of funds is shown at the office, on a real one
    findRefund: (id) => refunds.items.get(id) ?? null,
    adopt: () => err('not_found'), // what is taken over is shown at the office, on a real one
    adoptRefund: () => err('not_found'),
    park(request) {
      parkRequests.push(request);
      const before = parked.begunBefore(request);
      if (before) return before.ok ? ok({ sale: before.value, created: false }) : before;
      if (refusal) return err(refusal);
      const id = request.tillReference === null ? `p${parked.items.size + 1}` : `till:${request.tillReference}`;
      return ok({ sale: parked.begin(request, newParked(id, request)), created: true });
    },
    findParked: (id) => parked.items.get(id) ?? null,
    parkedSales: () => [...parked.items.values()].filter(({ status }) => status === 'parked'),
    dropParked(id) {
      const sale = parked.items.get(id);
      if (refusal) return err(refusal);
      return sale ? ok(parked.keep({ ...sale, status: 'dropped' })) : err('not_found');
    },
    findings: () => ok({ items: [], nextCursor: null }),
    command(command) {
      commands.push(command);
      return refusal ? { ok: false, code: refusal } : { ok: true };
    },
    view: () => terminalView(storeName, [...charges.items.values()].slice(-3).reverse()),
    displays: {
      view: (role) => displayView(storeName, role),
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
