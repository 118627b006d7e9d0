import type { Order, QueryOutcome } from '../gateway.ts';
import { isKnownStatus, standingOf } from './codes.ts';
import type { Desk } from './desk.ts';
import { find, type Standings } from './find.ts';
import type { Intent } from './intent.ts';
import { paymentOf } from './payment.ts';
import type { Session } from './session.ts';

/** What several intents of one number come to: money first, then whatever may still become money. */
const RANK: readonly QueryOutcome['kind'][] = ['paid', 'customer_paying', 'not_paid', 'payment_failed', 'undone'];

/** Asks what became of an order. Source: WooshPay, PaymentIntents: status. */
export async function query(desk: Desk, order: Order): Promise<QueryOutcome> {
  const finding = await find(desk, order);
  return finding.kind === 'found' ? standing(desk, order, finding) : finding;
}

/** What all that was found of an order says together. */
export function standing(desk: Desk, order: Order, { intents, session }: Standings): QueryOutcome {
  const paid = intents.filter(({ status }) => status === 'succeeded');
  if (paid.length > 1) desk.report('gateway_paid_twice', { orderNo: order.orderNo, what: paid.map(({ id }) => id).join(' ') });
  const isOffer = order.method !== undefined && order.method !== 'payment_code';
  const outcomes = intents.map((intent) => outcomeOf(desk, order, intent, isOffer));
  outcomes.sort((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind));
  const [best] = outcomes;
  if (!session) return best ?? { kind: 'absent' };
  return best?.kind === 'paid' ? best : ofSession(session);
}

function outcomeOf(desk: Desk, order: Order, intent: Intent, isOffer: boolean): QueryOutcome {
  const isPaidByCustomer = isOffer || (intent.terminalType !== null && intent.terminalType !== 'SCAN_CODE');
  const underWay: QueryOutcome = isPaidByCustomer ? { kind: 'not_paid' } : { kind: 'customer_paying' };
  if (!isKnownStatus(intent.status)) desk.api.unsure({ what: 'payment intent', orderNo: order.orderNo }, intent.status);
  switch (standingOf(intent.status)) {
    case 'paid':
      return { kind: 'paid', payment: paymentOf(intent, desk.clock.wallMs()) };
    case 'undone':
      return { kind: 'undone', acquirerCode: 'CLOSED' };
    case 'failed_or_new':
      return intent.error ? { kind: 'payment_failed' } : { kind: 'not_paid' };
    case 'unconfirmed':
      return { kind: 'not_paid' };
    case 'action':
    case 'pending':
      return underWay;
  }
}

/** Nobody begins to pay on a page that has expired; while it is open he may begin anew, whatever became of his last try. What comes late is watched for. */
function ofSession({ status }: Session): QueryOutcome {
  return status === 'expired' ? { kind: 'undone', acquirerCode: 'CLOSED' } : { kind: 'not_paid' };
}
