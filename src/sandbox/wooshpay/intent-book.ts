import { assert } from '../../basics/assert.ts';
import type { Cancel, Clock } from '../../basics/clock.ts';
import type { Wallet } from '../wallet.ts';
import type { Intent, IntentStatus, Turn, WooshStore } from './intent.ts';
import type { JsonObject } from './json.ts';
import { inFen } from './money.ts';

export type IntentEvent =
  | 'payment_intent.created'
  | 'payment_intent.requires_action'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'payment_intent.canceled';

export type IntentBookOptions = {
  readonly clock: Clock;
  readonly wallet: Wallet;
  readonly store: WooshStore;
  readonly emit: (type: IntentEvent, intent: Intent) => void;
};

/** What a change may say anew. Money is moved by a capture alone. */
export type ChangedIntent = Partial<Omit<Intent, 'id' | 'captures' | 'paidAtMs'>>;

/** No wait is longer, so a clock that was set back makes none so. */
const MOST_WAIT_MS = 24 * 60 * 60 * 1000;

const EVENTS: Readonly<Partial<Record<IntentStatus, IntentEvent>>> = {
  requires_action: 'payment_intent.requires_action',
  succeeded: 'payment_intent.succeeded',
  canceled: 'payment_intent.canceled',
};

/** Every intent the acquirer knows, and the only place where one changes its state or money is taken. */
export class IntentBook {
  readonly #options: IntentBookOptions;
  readonly #intents = new Map<string, Intent>();
  readonly #byOrderNo = new Map<string, string[]>();
  readonly #byOffer = new Map<string, string>();
  readonly #usedCodes = new Set<string>(); // hashes
  readonly #onPhone = new Set<string>(); // ids of what the phone ever heard of, oldest first
  readonly #turns = new Map<string, Cancel>();
  readonly #listeners = new Set<(intent: Intent) => void>();

  constructor(options: IntentBookOptions) {
    this.#options = options;
    for (const intent of options.store.load('intent')) {
      this.#index(intent);
      this.#plan(intent);
    }
  }

  find(id: string): Intent | undefined {
    return this.#intents.get(id);
  }

  /** Oldest first. */
  all(): IterableIterator<Intent> {
    return this.#intents.values();
  }

  /** What carries a merchant's order number, oldest first: nothing keeps it from being used twice. */
  ofOrder(orderNo: string): Intent[] {
    const named = (this.#byOrderNo.get(orderNo) ?? []).flatMap((id) => this.#intents.get(id) ?? []);
    return named.filter((intent) => intent.orderNo === orderNo); // an update may have given it another
  }

  /** What a QR, a link or a prepay_id leads to. */
  ofOffer(offered: string): Intent | undefined {
    return this.#intents.get(this.#byOffer.get(offered) ?? '');
  }

  isCodeUsed(codeHash: string): boolean {
    return this.#usedCodes.has(codeHash);
  }

  /** What the phone ever heard of, newest first. */
  onPhone(most: number): Intent[] {
    return [...this.#onPhone]
      .slice(-most)
      .reverse()
      .flatMap((id) => this.#intents.get(id) ?? []);
  }

  /** Calls back after each change of an intent. */
  onChange(listener: (intent: Intent) => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  add(intent: Intent): Intent {
    assert(!this.#intents.has(intent.id), `intent ${intent.id} twice`);
    this.#put(intent);
    this.#options.emit('payment_intent.created', intent);
    return intent;
  }

  /** Writes down a change that moves no money, and reports it. */
  change(intent: Intent, part: ChangedIntent): Intent {
    const before = this.#intents.get(intent.id);
    assert(before === intent, `change of an outdated intent ${intent.id}`);
    assert(part.status !== 'succeeded', 'only a capture succeeds');
    return this.#report(intent, this.#put({ ...intent, ...part }));
  }

  /** Takes the customer's money, once. */
  capture(intent: Intent, part: ChangedIntent = {}): Intent {
    assert(intent.captures === 0, `second capture of ${intent.id}`);
    const paid: Intent = {
      ...intent,
      ...part,
      status: 'succeeded',
      dialog: 'none',
      nextAction: null,
      lastError: null,
      due: null,
      paidAtMs: Math.round(this.#options.clock.wallMs()),
      captures: 1,
    };
    if (paid.payer === 'phone') this.#options.wallet.take(inFen(paid.amount, paid.currency));
    return this.#report(intent, this.#put(paid));
  }

  #report(before: Intent, after: Intent): Intent {
    const failed = after.lastError !== null && after.lastError !== before.lastError;
    const type = failed ? 'payment_intent.payment_failed' : before.status === after.status ? undefined : EVENTS[after.status];
    if (type) this.#options.emit(type, after);
    return after;
  }

  #put(intent: Intent): Intent {
    const before = this.#intents.get(intent.id);
    this.#options.store.save('intent', intent);
    this.#index(intent);
    if (before?.due !== intent.due) this.#plan(intent);
    for (const listener of this.#listeners) listener(intent);
    return intent;
  }

  #index(intent: Intent): void {
    const { id, orderNo, offered, codeHash, payer } = intent;
    const before = this.#intents.get(id);
    this.#intents.set(id, intent);
    if (orderNo !== (before?.orderNo ?? '')) this.#byOrderNo.set(orderNo, [...(this.#byOrderNo.get(orderNo) ?? []), id]);
    if (offered) this.#byOffer.set(offered, id);
    if (codeHash) this.#usedCodes.add(codeHash);
    if (payer === 'phone') this.#onPhone.add(id);
  }

  #plan({ id, due }: Intent): void {
    this.#turns.get(id)?.();
    this.#turns.delete(id);
    if (!due) return;
    const { clock } = this.#options;
    const waitMs = Math.min(MOST_WAIT_MS, Math.max(0, due.atMs - clock.wallMs()));
    this.#turns.set(
      id,
      clock.after(waitMs, () => this.#turn(id, due.turn)),
    );
  }

  #turn(id: string, turn: Turn): void {
    this.#turns.delete(id);
    const intent = this.#intents.get(id);
    if (intent?.captures !== 0) return;
    if (turn === 'succeed') this.capture(intent);
    else {
      const dialog = intent.dialog === 'open' ? 'expired' : intent.dialog;
      this.change(intent, { status: 'requires_payment_method', nextAction: null, lastError: LAPSED, dialog, due: null });
    }
  }
}

const LAPSED: JsonObject = {
  code: 'payment_intent_payment_attempt_expired',
  message: 'The customer did not pay in time.',
};
