import { Remembered } from './remembered.ts';

/** More than a shop has under way; a forgotten one is searched for. */
const MOST_ORDERS = 10_000;
/** Intents, or sessions, of one order number. More than one is an accident already. */
const MOST_OF_AN_ORDER = 4;

/** What this process knows an order by at WooshPay. */
export type KnownOrder = {
  readonly intentIds: readonly string[];
  readonly sessionIds: readonly string[];
  /** Only reported of: there may be others. */
  readonly reportedSessionIds: readonly string[];
};

const NOTHING: KnownOrder = { intentIds: [], sessionIds: [], reportedSessionIds: [] };

/** Remembers by which ids WooshPay knows our numbers: what is known is asked for directly, and sooner than a search would find it. */
export class KnownIds {
  readonly #orders = new Remembered<string, KnownOrder>(MOST_ORDERS);
  readonly #refunds = new Remembered<string, string>(MOST_ORDERS);

  order(orderNo: string): KnownOrder {
    return this.#orders.get(orderNo) ?? NOTHING;
  }

  learnIntent(orderNo: string, id: string): void {
    this.#learn(orderNo, 'intentIds', id);
  }

  /** WooshPay does not know the order by these. */
  forget(orderNo: string): void {
    this.#orders.set(orderNo, { ...this.order(orderNo), intentIds: [], sessionIds: [] });
  }

  learnSession(orderNo: string, id: string): void {
    this.#learn(orderNo, 'sessionIds', id);
  }

  /** A report named it: good enough to ask by, where the list of sessions does not have it yet. */
  learnReportedSession(orderNo: string, id: string): void {
    this.#learn(orderNo, 'reportedSessionIds', id);
  }

  refund(refundNo: string): string | null {
    return this.#refunds.get(refundNo) ?? null;
  }

  learnRefund(refundNo: string, id: string): void {
    this.#refunds.set(refundNo, id);
  }

  #learn(orderNo: string, kind: keyof KnownOrder, id: string): void {
    const known = this.order(orderNo);
    if (known[kind].includes(id)) return;
    this.#orders.set(orderNo, { ...known, [kind]: [...known[kind], id].slice(-MOST_OF_AN_ORDER) });
  }
}
