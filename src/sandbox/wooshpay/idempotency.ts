import { createHmac } from 'node:crypto';
import type { Clock } from '../../basics/clock.ts';
import type { KeptAnswer, WooshStore } from './intent.ts';

export type IdempotencyOptions = {
  readonly clock: Clock;
  readonly store: WooshStore;
  readonly secret: string; // bodies hold payment codes: only a keyed hash of one is kept
};

/** What a request with an Idempotency-Key meets. */
export type Recall =
  | { readonly kind: 'new'; readonly print: string }
  | { readonly kind: 'again'; readonly status: number; readonly body: string }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'in_use' }; // the first one is not answered yet

/** An answer is given again this long. */
const LIFE_MS = 24 * 60 * 60 * 1000;

/** More keys in a day than any shop has; the oldest give way. */
const MOST = 20_000;

/** Remembers answers by their Idempotency-Key. Source: WooshPay's error types; the vocabulary it borrows for the rest. */
export class Idempotency {
  readonly #options: IdempotencyOptions;
  readonly #answers = new Map<string, KeptAnswer>(); // oldest first
  readonly #busyUntilMs = new Map<string, number>(); // on the clock that only grows

  constructor(options: IdempotencyOptions) {
    this.#options = options;
    for (const answer of options.store.load('answer')) this.#answers.set(answer.id, answer);
  }

  /** @param request method, path and body as one text */
  recall(key: string, request: string): Recall {
    this.#forgetOld();
    const { clock } = this.#options;
    const id = this.#hash(key);
    const print = this.#hash(request);
    const known = this.#answers.get(id);
    if (!known) return { kind: 'new', print };
    if (known.print !== print) return { kind: 'mismatch' };
    if ((this.#busyUntilMs.get(id) ?? 0) > clock.monotonicMs()) return { kind: 'in_use' };
    return { kind: 'again', status: known.status, body: known.body };
  }

  /** @param heldMs the answer is on its way that long: until then its key is in use */
  keep(key: string, answer: Pick<KeptAnswer, 'print' | 'status' | 'body'>, heldMs: number): void {
    const { clock, store } = this.#options;
    const kept = { ...answer, id: this.#hash(key), madeAtMs: Math.floor(clock.wallMs()) };
    this.#answers.set(kept.id, kept);
    if (heldMs > 0) this.#busyUntilMs.set(kept.id, clock.monotonicMs() + heldMs);
    store.save('answer', kept);
  }

  #forgetOld(): void {
    const oldestMs = this.#options.clock.wallMs() - LIFE_MS;
    for (const { id, madeAtMs } of this.#answers.values()) {
      if (madeAtMs >= oldestMs && this.#answers.size <= MOST) return;
      this.#answers.delete(id);
      this.#busyUntilMs.delete(id);
      this.#options.store.remove('answer', id);
    }
  }

  #hash(text: string): string {
    return createHmac('sha256', this.#options.secret).update(text).digest('base64url');
  }
}
