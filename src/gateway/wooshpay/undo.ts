import type { Order, ReverseOutcome, WithdrawOutcome } from '../gateway.ts';
import type { Heard } from './api.ts';
import { standingOf, wordOf } from './codes.ts';
import type { Desk } from './desk.ts';
import { find, type Unknown, unknownAfter } from './find.ts';
import { readIntent } from './intent.ts';
import { Remembered } from './remembered.ts';
import { readSession } from './session.ts';

const MOST_DEEDS = 10_000;

type Undone = { readonly kind: 'done' } | Exclude<WithdrawOutcome, { readonly kind: 'closed' }>;

export type Undo = {
  reverse(order: Order): Promise<ReverseOutcome>;
  withdraw(order: Order): Promise<WithdrawOutcome>;
  /** Cancels in the background what nobody will pay; whatever comes of it is not told. */
  tidy(order: Order): void;
};

/**
 * Cancels what is not paid. There is nothing that gives money back but a refund: a cancel of what succeeded is refused.
 *
 * Source: WooshPay, PaymentIntents: cancel; Checkout sessions: expire.
 */
export function createUndo(desk: Desk): Undo {
  const { api, known } = desk;
  const answered = new Remembered<string, number>(MOST_DEEDS); // how often a cancel was answered, by id

  async function undo(order: Order): Promise<Undone> {
    const { intentIds, sessionIds } = known.order(order.orderNo);
    if (sessionIds.length > 0) return all(order, sessionIds, expire);
    const canceled = await all(order, intentIds, cancel);
    if (canceled.kind !== 'absent') return canceled;
    const finding = await find(desk, order);
    if (finding.kind !== 'found') return finding;
    if (finding.session) return all(order, known.order(order.orderNo).sessionIds, expire); // it was learnt with any other
    const ids = finding.intents.map(({ id }) => id);
    return all(order, ids, cancel);
  }

  async function all(order: Order, ids: readonly string[], undoOne: (order: Order, id: string) => Promise<Undone>): Promise<Undone> {
    const outcomes: Undone[] = [];
    for (const id of ids) outcomes.push(await undoOne(order, id));
    return WORST_FIRST.map((kind) => outcomes.find((outcome) => outcome.kind === kind)).find((outcome) => outcome) ?? { kind: 'absent' };
  }

  async function cancel(order: Order, id: string): Promise<Undone> {
    const about = { what: 'cancel payment intent', orderNo: order.orderNo };
    const heard = await send(about, id, `/v1/payment_intents/${id}/cancel`, { cancellation_reason: 'abandoned' });
    if (heard.kind !== 'done') return refusalOrDoubt(heard);
    const intent = readIntent(heard.value);
    if (!intent || intent.id !== id) return distrust(about);
    if (standingOf(intent.status) === 'undone') return { kind: 'done' };
    return standingOf(intent.status) === 'paid'
      ? { kind: 'refused', acquirerCode: intent.status }
      : { kind: 'again', acquirerCode: intent.status };
  }

  async function expire(order: Order, id: string): Promise<Undone> {
    const about = { what: 'expire checkout session', orderNo: order.orderNo };
    const heard = await send(about, id, `/v1/checkout/sessions/${id}/expire`, {});
    if (heard.kind !== 'done') return refusalOrDoubt(heard);
    const session = readSession(heard.value);
    if (!session || session.id !== id) return distrust(about);
    if (session.status === 'expired') return { kind: 'done' };
    return session.status === 'open' ? { kind: 'again', acquirerCode: session.status } : { kind: 'refused', acquirerCode: session.status };
  }

  /** The same key until it is answered: an answer would be given again, although things have changed since. */
  async function send(
    about: { readonly what: string; readonly orderNo: string },
    id: string,
    path: string,
    fields: object,
  ): Promise<Heard> {
    const times = answered.get(id) ?? 0;
    const heard = await api.post(about, path, fields, `${about.orderNo}-cancel-${id.slice(-8)}-${times + 1}`);
    const isAnswered = heard.kind === 'done' || (heard.kind === 'refused' && !BUSY.has(heard.status));
    if (isAnswered) answered.set(id, times + 1);
    return heard;
  }

  function distrust(about: { readonly what: string; readonly orderNo: string }): Unknown {
    api.alarm(about, 'id');
    return { kind: 'unknown', doubt: 'untrusted', acquirerCode: null };
  }

  return {
    async reverse(order) {
      const outcome = await undo(order);
      return outcome.kind === 'done' ? { kind: 'reversed' } : outcome;
    },
    async withdraw(order) {
      const outcome = await undo(order);
      return outcome.kind === 'done' ? { kind: 'closed' } : outcome;
    },
    tidy: (order) => void undo(order),
  };
}

const WORST_FIRST: readonly Undone['kind'][] = ['unknown', 'again', 'refused', 'done', 'absent'];

/** The same key is being served, or there are too many requests: later. */
const BUSY: ReadonlySet<number> = new Set([409, 429]);

/** A refusal is left to the question that follows it. */
function refusalOrDoubt(heard: Exclude<Heard, { readonly kind: 'done' }>): Undone {
  if (heard.kind === 'unheard') return unknownAfter(heard);
  const acquirerCode = wordOf(heard.error) ?? `HTTP_${heard.status}`;
  if (heard.status === 404) return { kind: 'absent' };
  return BUSY.has(heard.status) ? { kind: 'again', acquirerCode } : { kind: 'refused', acquirerCode };
}
