import { assert } from '../basics/assert.ts';
import type { Cancel, Clock, Random } from '../basics/clock.ts';
import { beijingTime } from './beijing-time.ts';
import { randomDigits } from './chance.ts';
import type { Order, OrderStore } from './order.ts';
import { cashFen } from './voucher.ts';
import type { Wallet } from './wallet.ts';

export type OrderBookOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly wallet: Wallet;
  readonly store: OrderStore;
  readonly dialogMs: number; // after this long an unpaid order is revoked by the platform itself
};

export type NewOrder = Omit<Order, 'transactionId' | 'arrivedAtMs' | 'paidAtMs' | 'revokedAtMs' | 'captures' | 'returns' | 'dialogEnd'>;

/** Every order the acquirer knows, and the only place where one changes its state or money moves. */
export class OrderBook {
  readonly #options: OrderBookOptions;
  readonly #orders = new Map<string, Order>();
  readonly #byTransaction = new Map<string, string>();
  readonly #arrivedMs = new Map<string, number>(); // monotonic; unknown for orders of an earlier run
  readonly #expiries = new Map<string, Cancel>();
  readonly #numbers: string[] = []; // oldest first
  readonly #listeners = new Set<() => void>();

  constructor(options: OrderBookOptions) {
    this.#options = options;
    for (const order of options.store.load()) this.#restore(order);
  }

  find(orderNo: string): Order | undefined {
    return this.#orders.get(orderNo);
  }

  findByTransaction(transactionId: string): Order | undefined {
    return this.#orders.get(this.#byTransaction.get(transactionId) ?? '');
  }

  all(): IterableIterator<Order> {
    return this.#orders.values();
  }

  /** The newest orders, newest first. */
  newest(count: number): Order[] {
    return this.#numbers
      .slice(-count)
      .reverse()
      .flatMap((orderNo) => this.#orders.get(orderNo) ?? []);
  }

  /** Calls back after each change of an order. */
  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** How long ago the first submission came in, in milliseconds. */
  ageMs(order: Order): number {
    const arrivedMs = this.#arrivedMs.get(order.orderNo);
    const { clock } = this.#options;
    return arrivedMs === undefined ? clock.wallMs() - order.arrivedAtMs : clock.monotonicMs() - arrivedMs;
  }

  /** Writes down a new order. One that is not decided yet is revoked by itself when its time is over. @param waitedMs since its request came in */
  add(order: NewOrder, waitedMs: number): Order {
    const { clock, random } = this.#options;
    const day = beijingTime(clock.wallMs()).slice(0, 8);
    // 28 digits beginning with 42, as in current data.
    const transactionId = `4200${randomDigits(random, 6)}${day}${randomDigits(random, 10)}`;
    this.#numbers.push(order.orderNo);
    this.#byTransaction.set(transactionId, order.orderNo);
    this.#arrivedMs.set(order.orderNo, clock.monotonicMs() - waitedMs);
    if (isUndecided(order)) this.#revokeAfter(order.orderNo, this.#options.dialogMs);
    const arrivedAtMs = Math.round(clock.wallMs() - waitedMs);
    return this.#put({ ...order, transactionId, arrivedAtMs, paidAtMs: null, revokedAtMs: null, captures: 0, returns: 0, dialogEnd: null });
  }

  /** Takes the customer's money, once. */
  capture(order: Order): Order {
    assert(isUndecided(order), `capture of an order in state ${order.state}`);
    this.#options.wallet.take(cashFen(order.amountFen));
    return this.#put({ ...order, state: 'SUCCESS', paidAtMs: Math.round(this.#options.clock.wallMs()), captures: order.captures + 1 });
  }

  /** The customer closed the dialog, or the bank refused. Not an end: the merchant is asked to reverse. */
  fail(order: Order): Order {
    assert(isUndecided(order), `failure of an order in state ${order.state}`);
    return this.#put({ ...order, state: 'PAYERROR', dialogEnd: 'given_up' });
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

  /** Closes an unpaid order, as the platform's own housekeeping may; no call of a terminal does it. */
  close(order: Order): Order {
    assert(order.captures === 0, 'a paid order cannot be closed');
    return this.#put({ ...order, state: 'CLOSED' });
  }

  #put(order: Order): Order {
    this.#options.store.save(order);
    this.#orders.set(order.orderNo, order);
    if (!isUndecided(order)) {
      this.#expiries.get(order.orderNo)?.();
      this.#expiries.delete(order.orderNo);
    }
    for (const listener of this.#listeners) listener();
    return order;
  }

  #restore(order: Order): void {
    this.#orders.set(order.orderNo, order);
    this.#byTransaction.set(order.transactionId, order.orderNo);
    this.#numbers.push(order.orderNo);
    if (!isUndecided(order)) return;
    const { clock, dialogMs } = this.#options;
    const leftMs = order.arrivedAtMs + dialogMs - clock.wallMs();
    this.#revokeAfter(order.orderNo, Math.min(dialogMs, Math.max(0, leftMs))); // a clock that was set back makes no dialog longer
  }

  #revokeAfter(orderNo: string, delayMs: number): void {
    const expire = () => {
      const order = this.#orders.get(orderNo);
      if (order && isUndecided(order)) this.revoke(order);
    };
    this.#expiries.set(orderNo, this.#options.clock.after(delayMs, expire));
  }
}

function isUndecided({ state }: Pick<Order, 'state'>): boolean {
  return state === 'USERPAYING' || state === 'NOTPAY';
}
