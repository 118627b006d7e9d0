import { Remembered } from './remembered.ts';

/** More than a shop has under way; a forgotten one is searched for. */
const MOST_ORDERS = 10_000;
/** Intents of one order number. More than one is an accident already. */
const MOST_INTENTS = 4;

/** What this process knows an order by at WooshPay. */
export type KnownOrder = { readonly intentIds: readonly string[]; readonly sessionId: string | null };

const NOTHING: KnownOrder = { intentIds: [], sessionId: null };

/** Remembers by which ids WooshPay knows our numbers: what is known is asked for directly, and sooner than a search would find it. */
export class KnownIds {
  readonly #orders = new Remembered<string, KnownOrder>(MOST_ORDERS);
  readonly #refunds = new Remembered<string, string>(MOST_ORDERS);

  order(orderNo: string): KnownOrder {
    return this.#orders.get(orderNo) ?? NOTHING;
  }

  learnIntent(orderNo: string, id: string): void {
    const known = this.order(orderNo);
    if (known.intentIds.includes(id)) return;
    this.#orders.set(orderNo, { ...known, intentIds: [...known.intentIds, id].slice(-MOST_INTENTS) });
  }

  /** WooshPay does not know them by these. */
  forgetIntents(orderNo: string): void {
    this.#orders.set(orderNo, { ...this.order(orderNo), intentIds: [] });
  }

  learnSession(orderNo: string, sessionId: string): void {
    this.#orders.set(orderNo, { ...this.order(orderNo), sessionId });
  }

  refund(refundNo: string): string | null {
    return this.#refunds.get(refundNo) ?? null;
  }

  learnRefund(refundNo: string, id: string): void {
    this.#refunds.set(refundNo, id);
  }
}
