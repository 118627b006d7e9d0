import type { Cancel, Clock } from '../../basics/clock.ts';
import type { Wallet } from '../wallet.ts';
import type { Refund, WooshStore } from './intent.ts';
import type { IntentBook } from './intent-book.ts';
import { inFen } from './money.ts';

export type RefundBookOptions = {
  readonly clock: Clock;
  readonly wallet: Wallet;
  readonly store: WooshStore;
  readonly intents: IntentBook;
  readonly emit: (refund: Refund) => void; // charge.refund.updated
};

/** No wait is longer, so a clock that was set back makes none so. */
const MOST_WAIT_MS = 60 * 60 * 1000;

/** Every refund, and the only place where money goes back. */
export class RefundBook {
  readonly #options: RefundBookOptions;
  readonly #refunds = new Map<string, Refund>();
  readonly #ofIntent = new Map<string, string[]>();
  readonly #listeners = new Set<() => void>();

  constructor(options: RefundBookOptions) {
    this.#options = options;
    for (const refund of options.store.load('refund')) {
      this.#index(refund);
      this.#plan(refund);
    }
  }

  find(id: string): Refund | undefined {
    return this.#refunds.get(id);
  }

  /** Oldest first. */
  all(): IterableIterator<Refund> {
    return this.#refunds.values();
  }

  /** What of an intent went back, in its hundredths. */
  returned(intentId: string): number {
    return this.#sum(intentId, (refund) => refund.status === 'succeeded');
  }

  /** What of an intent went back or is on its way. */
  claimed(intentId: string): number {
    return this.#sum(intentId, (refund) => refund.status !== 'failed');
  }

  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Writes down a new refund, pending or with its money gone back. */
  add(refund: Refund): Refund {
    this.#index({ ...refund, status: 'pending' });
    if (refund.status === 'pending') this.#plan(refund);
    return this.#put(refund);
  }

  #put(refund: Refund): Refund {
    const before = this.returned(refund.intentId);
    this.#options.store.save('refund', refund);
    this.#index(refund);
    if (refund.status === 'succeeded') this.#giveBack(refund, before);
    this.#options.emit(refund);
    for (const listener of this.#listeners) listener();
    return refund;
  }

  /** Rounded over all of them, so that a whole amount in parts comes back whole. */
  #giveBack({ intentId, amount, currency }: Refund, before: number): void {
    if (this.#options.intents.find(intentId)?.payer !== 'phone') return;
    this.#options.wallet.giveBack(inFen(before + amount, currency) - inFen(before, currency));
  }

  #index(refund: Refund): void {
    if (!this.#refunds.has(refund.id)) {
      this.#ofIntent.set(refund.intentId, [...(this.#ofIntent.get(refund.intentId) ?? []), refund.id]);
    }
    this.#refunds.set(refund.id, refund);
  }

  #plan({ id, status, dueAtMs }: Refund): void {
    if (status !== 'pending' || dueAtMs === null) return;
    const { clock } = this.#options;
    clock.after(Math.min(MOST_WAIT_MS, Math.max(0, dueAtMs - clock.wallMs())), () => {
      const refund = this.#refunds.get(id);
      if (refund?.status === 'pending') this.#put({ ...refund, status: refund.fate, dueAtMs: null });
    });
  }

  #sum(intentId: string, counts: (refund: Refund) => boolean): number {
    let total = 0;
    for (const id of this.#ofIntent.get(intentId) ?? []) {
      const refund = this.#refunds.get(id);
      if (refund && counts(refund)) total += refund.amount;
    }
    return total;
  }
}
