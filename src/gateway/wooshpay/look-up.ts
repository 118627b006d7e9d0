import * as v from 'valibot';
import { fen } from '../../money/fen.ts';
import type { PaymentNumber } from '../../payment/payment-number.ts';
import type { LookUpOutcome } from '../gateway.ts';
import { plainSentence } from '../words.ts';
import { standingOf } from './codes.ts';
import type { Desk } from './desk.ts';
import { INTENT_ID, type Intent, readIntent } from './intent.ts';
import { textOf } from './lenient.ts';
import { searchPath } from './lists.ts';
import { paymentOf } from './payment.ts';

const UNSURE: LookUpOutcome = { kind: 'unknown', doubt: 'unsure' };
const UNTRUSTED: LookUpOutcome = { kind: 'unknown', doubt: 'untrusted' };
/** What several payments under one number come to: money first. */
const RANK: readonly LookUpOutcome['kind'][] = ['paid', 'not_paid', 'undone'];

/**
 * Asks about whoever's payment. WooshPay finds it by the merchant's number or by its own; of WeChat's number it knows nothing, and that it
 * finds nothing by it would say nothing.
 *
 * Source: WooshPay, PaymentIntents: search, retrieve.
 */
export async function lookUp(desk: Desk, number: PaymentNumber, deadlineMs: number): Promise<LookUpOutcome> {
  if (number.kind === 'transaction') return UNSURE;
  const { orderNo } = number;
  const isTheirs = INTENT_ID.test(orderNo);
  const about = { what: 'look up', orderNo: isTheirs ? null : orderNo };
  const heard = await desk.api.get(about, isTheirs ? `/v1/payment_intents/${orderNo}` : searchPath(orderNo), deadlineMs);
  if (heard.kind === 'unheard') return { kind: 'unknown', doubt: 'no_answer' };
  if (heard.kind === 'refused') return isTheirs && heard.status === 404 ? { kind: 'absent' } : UNSURE;

  const values = isTheirs ? [heard.value] : v.is(Found, heard.value) ? heard.value.data : null;
  if (!values) return UNSURE;
  const intents = values.map(readIntent).filter((intent) => intent === null || isTheirs || intent.orderNo === orderNo);
  if (intents.some((intent) => !intent || intent.isLive === !desk.isLive || (isTheirs && intent.id !== orderNo))) {
    desk.api.alarm(about, 'not the payment that was asked for');
    return UNTRUSTED;
  }
  const outcomes = intents.flatMap((intent) => (intent ? [outcomeOf(desk, intent, orderNo)] : []));
  outcomes.sort((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind));
  return outcomes.find(({ kind }) => kind === 'unknown') ?? outcomes[0] ?? { kind: 'absent' };
}

const Found = v.object({ data: v.array(v.unknown()) });

function outcomeOf(desk: Desk, intent: Intent, asked: string): LookUpOutcome {
  const orderNo = intent.orderNo ?? asked;
  switch (standingOf(intent.status)) {
    case 'paid': {
      if (intent.received !== null && intent.received !== intent.amount) return UNTRUSTED;
      const made = intent.createdAtMs ?? desk.clock.wallMs(); // how long ago it was paid, nobody says
      const deviceInfo = plainSentence(textOf(intent.metadata, 'terminal_id') ?? '') || null;
      return { kind: 'paid', orderNo, amountFen: fen(intent.amount), payment: paymentOf(intent, made), deviceInfo };
    }
    case 'undone':
      return { kind: 'undone', orderNo };
    default:
      return { kind: 'not_paid', orderNo };
  }
}
