import type { Cancel, Clock, Random } from '../basics/clock.ts';
import { beijingTime } from './beijing-time.ts';
import { randomDigits } from './chance.ts';
import type { Order, OrderStore, Refund } from './order.ts';
import type { OrderBook } from './order-book.ts';
import { cashFen } from './voucher.ts';
import type { Wallet } from './wallet.ts';

export type RefundBookOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly wallet: Wallet;
  readonly book: OrderBook;
  readonly store: OrderStore;
  readonly refundMs: number; // from acceptance to the end
};

export type NewRefund = Pick<Refund, 'refundNo' | 'amountFen' | 'account' | 'reason' | 'notifyUrl' | 'fate'>;

/** Every refund the acquirer knows, and the only place where one changes its state or its money goes back. */
export class RefundBook {
  readonly #options: RefundBookOptions;
  readonly #refunds = new Map<string, Refund>();
  readonly #byId = new Map<string, string>();
  readonly #byOrder = new Map<string, string[]>(); // oldest first
  readonly #newestMs = new Map<string, number>(); // of each order; monotonic, unknown for those of an earlier run
  readonly #listeners = new Set<() => void>();
  readonly #endListeners = new Set<(refund: Refund) => void>();

  constructor(options: RefundBookOptions) {
    this.#options = options;
    for (const refund of options.store.loadRefunds()) this.#restore(refund);
  }

  find(refundNo: string): Refund | undefined {
    return this.#refunds.get(refundNo);
  }

  findById(refundId: string): Refund | undefined {
    return this.#refunds.get(this.#byId.get(refundId) ?? '');
  }

  all(): IterableIterator<Refund> {
    return this.#refunds.values();
  }

  /** The refunds of one order, oldest first. */
  of(orderNo: string): Refund[] {
    return (this.#byOrder.get(orderNo) ?? []).flatMap((refundNo) => this.#refunds.get(refundNo) ?? []);
  }

  /** Fen of an order that went back, or still may. */
  askedFen(orderNo: string): number {
    return sum(this.of(orderNo).filter(({ state }) => state !== 'REFUNDCLOSE'));
  }

  /** Fen of an order that are back with the customer. */
  returnedFen(orderNo: string): number {
    return sum(this.of(orderNo).filter(({ state }) => state === 'SUCCESS'));
  }

  /** How long ago the newest refund of an order came in, in milliseconds; null when none did in this run. */
  sinceNewestMs(orderNo: string): number | null {
    const newestMs = this.#newestMs.get(orderNo);
    return newestMs === undefined ? null : this.#options.clock.monotonicMs() - newestMs;
  }

  /** Calls back after each change of a refund. */
  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back when a refund came to its end, with the refund as it is now. */
  onEnd(listener: (refund: Refund) => void): Cancel {
    this.#endListeners.add(listener);
    return () => this.#endListeners.delete(listener);
  }

  /** Takes a refund on; it comes to its end by itself. */
  add(order: Order, refund: NewRefund): Refund {
    const { clock, random, book } = this.#options;
    const before = this.askedFen(order.orderNo);
    const day = beijingTime(clock.wallMs()).slice(0, 8);
    const taken: Refund = {
      ...refund,
      // 29 digits beginning with 50, as in current data.
      refundId: `5030${randomDigits(random, 6)}${day}${randomDigits(random, 11)}`,
      orderNo: order.orderNo,
      cashFen: cashUpTo(order, before + refund.amountFen) - cashUpTo(order, before),
      state: 'PROCESSING',
      arrivedAtMs: Math.round(clock.wallMs()),
      succeededAtMs: null,
    };
    this.#newestMs.set(order.orderNo, clock.monotonicMs());
    this.#list(taken);
    this.#put(taken);
    book.refunded(order);
    clock.after(this.#options.refundMs, () => this.#end(taken.refundNo));
    return taken;
  }

  #end(refundNo: string): void {
    const { clock, wallet } = this.#options;
    const refund = this.#refunds.get(refundNo);
    if (refund?.state !== 'PROCESSING') return;
    const succeeded = refund.fate === 'SUCCESS';
    if (succeeded) wallet.giveBack(refund.cashFen);
    const ended = this.#put({ ...refund, state: refund.fate, succeededAtMs: succeeded ? Math.round(clock.wallMs()) : null });
    for (const listener of this.#endListeners) listener(ended);
  }

  #put(refund: Refund): Refund {
    this.#options.store.saveRefund(refund);
    this.#refunds.set(refund.refundNo, refund);
    for (const listener of this.#listeners) listener();
    return refund;
  }

  #list({ refundNo, refundId, orderNo }: Refund): void {
    this.#byId.set(refundId, refundNo);
    this.#byOrder.set(orderNo, [...(this.#byOrder.get(orderNo) ?? []), refundNo]);
  }

  #restore(refund: Refund): void {
    const { clock, refundMs } = this.#options;
    this.#refunds.set(refund.refundNo, refund);
    this.#list(refund);
    const leftMs = refund.arrivedAtMs + refundMs - clock.wallMs();
    if (refund.state === 'PROCESSING') clock.after(Math.min(refundMs, Math.max(0, leftMs)), () => this.#end(refund.refundNo));
  }
}

/** What of the first `fen` of an order goes back to the customer's own money: vouchers go back in the same proportion. */
function cashUpTo({ amountFen }: Order, fen: number): number {
  return Math.floor((fen * cashFen(amountFen)) / amountFen);
}

function sum(refunds: readonly Refund[]): number {
  return refunds.reduce((total, { amountFen }) => total + amountFen, 0);
}
