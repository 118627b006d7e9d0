import type { Gateway, Order, RefundOrder, RefundOutcome, RefundQueryOutcome } from '../gateway.ts';
import { plainSentence, readCode } from '../words.ts';
import type { Heard } from './api.ts';
import { wordOf } from './codes.ts';
import type { Desk } from './desk.ts';
import { find, unknownAfter } from './find.ts';
import { INTENT_ID } from './intent.ts';
import { readRefund, refundDisbelief, refundVerdict } from './refund.ts';
import { Remembered } from './remembered.ts';

const MOST_REFUNDS = 10_000;
/** There is no list of refunds: one whose id was lost is sent again under the same key, so often and no more. Source: WooshPay, refunds. */
const MOST_SENDINGS = 3;
/** Of "too many requests". */
const LATER_MS = 2_000;
/** What is shown to people of a refund that only WooshPay's own pages can clear up. */
const ID_LOST = 'REFUND_ID_UNKNOWN';

/** What this process knows of sending a refund. */
type Sent = {
  readonly lost: number; // sendings whose answer never came; an earlier process may have sent it too
  readonly refused: number; // sendings that were refused for certain
};

/** Gives money back. WooshPay promises to do so once for one key only as long as it remembers the key. Source: WooshPay, refunds. */
export function createRefunds(desk: Desk): Pick<Gateway, 'refund' | 'queryRefund'> {
  const { api, known, terms } = desk;
  const sendings = new Remembered<string, Sent>(MOST_REFUNDS);

  const idOf = ({ refundNo, acquirerRefundId }: RefundOrder) => acquirerRefundId ?? known.refund(refundNo);

  async function refund(asked: RefundOrder): Promise<RefundOutcome> {
    const knownId = idOf(asked);
    if (knownId !== null) return { kind: 'accepted', acquirerRefundId: knownId }; // it was made: asked about, never sent again
    const sent = sendings.get(asked.refundNo) ?? { lost: 0, refused: 0 };
    sendings.set(asked.refundNo, sent);
    if (sent.lost >= MOST_SENDINGS) return { kind: 'unknown', doubt: 'unsure', acquirerCode: ID_LOST };
    const intent = await intentOf(asked);
    if (typeof intent !== 'string') return intent;

    const about = { what: 'refund', orderNo: asked.orderNo };
    const heard = await api.post(about, '/v1/refunds', fieldsOf(asked, intent), keyOf(asked, sent));
    if (heard.kind === 'done') {
      const made = readRefund(heard.value);
      const why = made ? refundDisbelief(made, asked, { intentId: intent }) : 'not a refund';
      if (made && !why) {
        known.learnRefund(asked.refundNo, made.id);
        return { kind: 'accepted', acquirerRefundId: made.id };
      }
      api.alarm(about, why ?? '');
      sendings.set(asked.refundNo, { ...sent, lost: sent.lost + 1 });
      return { kind: 'unknown', doubt: 'untrusted', acquirerCode: null };
    }
    return hearRefusal(asked, sent, heard);
  }

  function hearRefusal(asked: RefundOrder, sent: Sent, heard: Exclude<Heard, { readonly kind: 'done' }>): RefundOutcome {
    if (heard.kind === 'unheard' && !heard.isSent) return { kind: 'not_sent' };
    const verdict = heard.kind === 'refused' ? refundVerdict(heard.status, heard.error) : { kind: 'unsure' as const };
    // A refusal of the second sending does not say that the first was not carried out: it may be the reason.
    if (heard.kind === 'unheard' || verdict.kind === 'unsure' || (verdict.kind === 'refused' && sent.lost > 0)) {
      sendings.set(asked.refundNo, { ...sent, lost: sent.lost + 1 });
      return unknownAfter(heard);
    }
    const acquirerCode = wordOf(heard.error) ?? `HTTP_${heard.status}`;
    if (verdict.kind === 'limited') return { kind: 'limited', acquirerCode, waitMs: LATER_MS };
    sendings.set(asked.refundNo, { ...sent, refused: sent.refused + 1 });
    const message = plainSentence(heard.error.message ?? '') || null;
    return { kind: 'refused', failure: { code: verdict.code, acquirerCode, message } };
  }

  /** @returns the id of the intent that took the money, or what else is to be said */
  async function intentOf(asked: RefundOrder): Promise<string | RefundOutcome> {
    const { orderNo, chargeFen, currency, transactionId } = asked;
    if (transactionId !== undefined && INTENT_ID.test(transactionId)) return transactionId;
    const order: Order = { orderNo, amountFen: chargeFen, currency, description: '' };
    const finding = await find(desk, order);
    if (finding.kind === 'unknown') return finding;
    const paid = finding.kind === 'found' ? finding.intents.filter(({ status }) => status === 'succeeded').map(({ id }) => id) : [];
    const [oldest] = paid.sort(); // the same at every repeat
    return oldest ?? { kind: 'refused', failure: { code: 'charge_unknown', acquirerCode: null, message: null } };
  }

  async function queryRefund(asked: RefundOrder): Promise<RefundQueryOutcome> {
    const id = idOf(asked);
    if (id === null) return withoutId(asked);
    const about = { what: 'retrieve refund', orderNo: asked.orderNo };
    const heard = await api.get(about, `/v1/refunds/${encodeURIComponent(id)}`);
    if (heard.kind === 'refused' && heard.status === 404) return { kind: 'absent' };
    if (heard.kind !== 'done') return unknownAfter(heard);
    const made = readRefund(heard.value);
    const why = made ? refundDisbelief(made, asked, { id }) : 'not a refund';
    if (!made || why) {
      api.alarm(about, why ?? '');
      return { kind: 'unknown', doubt: 'untrusted', acquirerCode: null };
    }
    switch (made.status) {
      case 'succeeded':
        return { kind: 'succeeded', succeededAtMs: null };
      case 'failed':
      case 'canceled':
      case 'cancelled':
        return { kind: 'closed', acquirerCode: readCode(made.failureReason ?? '') ?? made.status };
      default:
        return { kind: 'processing' };
    }
  }

  /** There is nothing to ask by. Sending it again is the question, as long as it may be sent again; then a report may tell its id, or nobody. */
  function withoutId({ refundNo }: RefundOrder): RefundQueryOutcome {
    const sent = sendings.get(refundNo) ?? { lost: 1, refused: 0 }; // a process before this one may have sent it
    sendings.set(refundNo, sent);
    return sent.lost < MOST_SENDINGS ? { kind: 'absent' } : { kind: 'unknown', doubt: 'unsure', acquirerCode: ID_LOST };
  }

  /** The same at every repeat. What people wrote as a reason stays here: WooshPay knows four words of its own. */
  function fieldsOf({ refundNo, amountFen }: RefundOrder, intent: string): object {
    return {
      payment_intent: intent,
      amount: amountFen,
      reason: 'requested_by_customer',
      metadata: { refund_no: refundNo, terminal_id: terms.terminalId },
    };
  }

  return { refund, queryRefund };
}

/** The same until it is refused for certain: a refusal would be given again, although the account was topped up since. */
function keyOf({ refundNo }: RefundOrder, { refused }: Sent): string {
  return refused === 0 ? refundNo : `${refundNo}-${refused + 1}`;
}
