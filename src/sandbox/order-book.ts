import { assert } from '../basics/assert.ts';
import type { Cancel, Clock, Random } from '../basics/clock.ts';
import { beijingTime } from './beijing-time.ts';
import { randomDigits } from './chance.ts';
import type { Offer, Order, OrderStore } from './order.ts';
import { cashFen } from './voucher.ts';
import type { Wallet } from './wallet.ts';

export type OrderBookOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly wallet: Wallet;
  readonly store: OrderStore;
  readonly dialogMs: number; // so long somebody may answer; then an order by a code is revoked by the platform itself
};

export type NewOrder = Omit<Order, 'transactionId' | 'arrivedAtMs' | 'paidAtMs' | 'revokedAtMs' | 'captures' | 'returns' | 'dialogEnd'>;

/** Every order the acquirer knows, and the only place where one changes its state or money moves. */
export class OrderBook {
  readonly #options: OrderBookOptions;
  readonly #orders = new Map<string, Order>();
  readonly #byTransaction = new Map<string, string>();
  readonly #byContent = new Map<string, string>(); // also of content that was renewed since
  readonly #arrivedMs = new Map<string, number>(); // monotonic; unknown for orders of an earlier run
  readonly #expiries = new Map<string, Cancel>();
  readonly #lingering = new Set<string>(); // orders whose dialog goes on although they were closed
  readonly #numbers: string[] = []; // oldest first
  readonly #listeners = new Set<() => void>();
  readonly #paidListeners = new Set<(order: Order) => void>();

  constructor(options: OrderBookOptions) {
    this.#options = options;
    for (const order of options.store.load()) this.#restore(order);
  }

  /** An order by its number. One whose time is over is found closed. */
  find(orderNo: string): Order | undefined {
    const order = this.#orders.get(orderNo);
    return order && this.#isOver(order) ? this.close(order) : order;
  }

  findByTransaction(transactionId: string): Order | undefined {
    return this.find(this.#byTransaction.get(transactionId) ?? '');
  }

  /** By what the customer scans or follows, also when it is no longer good. */
  findByContent(content: string): Order | undefined {
    return this.find(this.#byContent.get(content) ?? '');
  }

  all(): IterableIterator<Order> {
    return this.#orders.values();
  }

  /** The newest orders, newest first. */
  newest(count: number): Order[] {
    return this.#numbers
      .slice(-count)
      .reverse()
      .flatMap((orderNo) => this.find(orderNo) ?? []);
  }

  /** Whether the customer is asked for his password. */
  hasDialog({ orderNo, state }: Order): boolean {
    return state === 'USERPAYING' || this.#lingering.has(orderNo);
  }

  /** Calls back after each change of an order. */
  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back when money was taken, with the order as it is now. */
  onPaid(listener: (order: Order) => void): Cancel {
    this.#paidListeners.add(listener);
    return () => this.#paidListeners.delete(listener);
  }

  /** How long ago the first submission came in, in milliseconds. */
  ageMs(order: Order): number {
    const arrivedMs = this.#arrivedMs.get(order.orderNo);
    const { clock } = this.#options;
    return arrivedMs === undefined ? clock.wallMs() - order.arrivedAtMs : clock.monotonicMs() - arrivedMs;
  }

  /** Writes down a new order. One by a code that is not decided yet is revoked by itself when its time is over. @param waitedMs since its request came in */
  add(order: NewOrder, waitedMs: number): Order {
    const { clock, random } = this.#options;
    const day = beijingTime(clock.wallMs()).slice(0, 8);
    // 28 digits beginning with 42, as in current data.
    const transactionId = `4200${randomDigits(random, 6)}${day}${randomDigits(random, 10)}`;
    this.#numbers.push(order.orderNo);
    this.#byTransaction.set(transactionId, order.orderNo);
    this.#arrivedMs.set(order.orderNo, clock.monotonicMs() - waitedMs);
    if (order.offer) this.#byContent.set(order.offer.content, order.orderNo);
    if (isWaiting(order)) this.#endDialogAfter(order.orderNo, this.#options.dialogMs);
    const arrivedAtMs = Math.round(clock.wallMs() - waitedMs);
    return this.#put({ ...order, transactionId, arrivedAtMs, paidAtMs: null, revokedAtMs: null, captures: 0, returns: 0, dialogEnd: null });
  }

  /** An offer is placed again after its content died: the customer is shown another one. */
  renew(order: Order, fresh: Pick<Offer, 'prepayId' | 'content' | 'contentUntilMs'>): Order {
    assert(order.offer && isUndecided(order), `renewal of an order in state ${order.state}`);
    this.#byContent.set(fresh.content, order.orderNo);
    return this.#put({ ...order, offer: { ...order.offer, ...fresh } });
  }

  /** The customer scanned an offer, or followed it: he is asked for his password. */
  ask(order: Order): Order {
    assert(order.offer && order.state === 'NOTPAY', `dialog of an order in state ${order.state}`);
    this.#endDialogAfter(order.orderNo, this.#options.dialogMs);
    return this.#put({ ...order, state: 'USERPAYING' });
  }

  /** Takes the customer's money, once. */
  capture(order: Order): Order {
    assert(isUndecided(order) || this.#lingering.has(order.orderNo), `capture of an order in state ${order.state}`);
    const { wallet, clock } = this.#options;
    wallet.take(cashFen(order.amountFen));
    this.#lingering.delete(order.orderNo);
    const openId = order.openId || wallet.openId();
    const paid = this.#put({ ...order, openId, state: 'SUCCESS', paidAtMs: Math.round(clock.wallMs()), captures: order.captures + 1 });
    for (const listener of this.#paidListeners) listener(paid);
    return paid;
  }

  /** The customer closed the dialog, or the bank refused. Not an end: of a code the merchant is asked to reverse, an offer can be scanned again. */
  fail(order: Order): Order {
    assert(isUndecided(order) || this.#lingering.has(order.orderNo), `failure of an order in state ${order.state}`);
    return this.#leaveDialog(order, 'given_up');
  }

  /** Undoes an order in any state: what was paid goes back, what was not can never be paid any more. */
  revoke(order: Order): Order {
    const dialogEnd = order.dialogEnd ?? (order.state === 'USERPAYING' ? 'expired' : null);
    const revokedAtMs = Math.round(this.#options.clock.wallMs());
    if (order.state !== 'SUCCESS') return this.#put({ ...order, state: 'REVOKED', revokedAtMs, dialogEnd });
    this.#options.wallet.giveBack(cashFen(order.amountFen));
    return this.#put({ ...order, state: 'REVOKED', revokedAtMs, returns: order.returns + 1 });
  }

  /** Money of a paid order has begun to go back: from now on its state says so. */
  refunded(order: Order): Order {
    assert(order.state === 'SUCCESS' || order.state === 'REFUND', `refund of an order in state ${order.state}`);
    return this.#put({ ...order, state: 'REFUND' });
  }

  /** Closes an unpaid order. @param dialogGoesOn the customer may answer a dialog that is open, and so pay what is closed */
  close(order: Order, dialogGoesOn = false): Order {
    assert(order.captures === 0, 'a paid order cannot be closed');
    const isAsked = order.state === 'USERPAYING';
    if (isAsked && dialogGoesOn) this.#lingering.add(order.orderNo);
    return this.#put({ ...order, state: 'CLOSED', dialogEnd: isAsked ? 'expired' : order.dialogEnd });
  }

  #leaveDialog(order: Order, dialogEnd: NonNullable<Order['dialogEnd']>): Order {
    this.#lingering.delete(order.orderNo);
    const state = order.state === 'CLOSED' ? 'CLOSED' : order.offer ? 'NOTPAY' : 'PAYERROR';
    return this.#put({ ...order, state, dialogEnd });
  }

  /** Whether its `time_expire` has passed while nobody paid. */
  #isOver(order: Order): boolean {
    const expiresAtMs = order.offer?.expiresAtMs ?? null;
    return expiresAtMs !== null && isUndecided(order) && this.#options.clock.wallMs() >= expiresAtMs;
  }

  #put(order: Order): Order {
    this.#options.store.save(order);
    this.#orders.set(order.orderNo, order);
    if (!isWaiting(order) && !this.#lingering.has(order.orderNo)) {
      this.#expiries.get(order.orderNo)?.();
      this.#expiries.delete(order.orderNo);
    }
    for (const listener of this.#listeners) listener();
    return order;
  }

  #restore(order: Order): void {
    this.#orders.set(order.orderNo, order);
    this.#byTransaction.set(order.transactionId, order.orderNo);
    if (order.offer) this.#byContent.set(order.offer.content, order.orderNo);
    this.#numbers.push(order.orderNo);
    if (!isWaiting(order)) return;
    const { clock, dialogMs } = this.#options;
    const leftMs = order.offer ? dialogMs : order.arrivedAtMs + dialogMs - clock.wallMs(); // when an offer was scanned nobody wrote down
    this.#endDialogAfter(order.orderNo, Math.min(dialogMs, Math.max(0, leftMs))); // a clock that was set back makes no dialog longer
  }

  /** Nobody answered: by a code the order is revoked, an offer waits for the next scan. */
  #endDialogAfter(orderNo: string, delayMs: number): void {
    const expire = () => {
      const order = this.#orders.get(orderNo);
      if (!order) return;
      if (order.offer) this.#leaveDialog(order, 'expired');
      else this.revoke(order);
    };
    this.#expiries.set(orderNo, this.#options.clock.after(delayMs, expire));
  }
}

/** Whether somebody has to answer in time. */
function isWaiting(order: Pick<Order, 'state' | 'offer'>): boolean {
  return order.offer ? order.state === 'USERPAYING' : isUndecided(order);
}

function isUndecided({ state }: Pick<Order, 'state'>): boolean {
  return state === 'USERPAYING' || state === 'NOTPAY';
}
