import type { ChargeOutcome, Gateway, Order, PreparedCharge } from '../gateway.ts';
import { plainSentence } from '../words.ts';
import type { About, Heard } from './api.ts';
import { declineOf, type ErrorWords, refusalOf, standingOf, wordOf } from './codes.ts';
import type { Desk } from './desk.ts';
import { believed, find, retrieve, type Unknown, unknownAfter } from './find.ts';
import type { Intent } from './intent.ts';
import { paymentOf } from './payment.ts';
import { beyondLimit, chargeTemplate, payKey } from './requests.ts';

const CREATE = '/v1/payment_intents';

/** Charges payment codes: an intent that is made and confirmed in one call. `tidy` cancels what a refused code left behind. */
export function submissions(desk: Desk, tidy: (order: Order) => void): Pick<Gateway, 'prepare'> {
  const { api, clock, terms } = desk;

  return {
    prepare(order): PreparedCharge {
      const template = chargeTemplate(order, terms);
      const prepared = api.prepare(api.deed(CREATE, payKey(order.orderNo)), template.bodyBytes);
      const limit = beyondLimit(order);
      return {
        async submit(code, leaveWithinMs) {
          if (limit) {
            prepared.discard();
            return { outcome: { kind: 'declined', decline: limit, askFirst: false }, sentMsAgo: 0 };
          }
          const exchange = await prepared.send(template.complete(code), leaveWithinMs);
          const about: About = { what: 'create payment intent', orderNo: order.orderNo };
          const heard = api.hear(about, exchange);
          if (exchange.kind === 'not_sent') return { outcome: { kind: 'not_sent' }, sentMsAgo: 0 };
          const sentAtMs = clock.monotonicMs() - exchange.sentMsAgo;
          const outcome = await read(order, about, heard);
          return { outcome, sentMsAgo: clock.monotonicMs() - sentAtMs };
        },
        discard: () => prepared.discard(),
      };
    },
  };

  /** The first sending's answer; there is never a second. Source: WooshPay, WeChat Pay: outcomes of SCAN_CODE; API introduction: errors. */
  async function read(order: Order, about: About, heard: Heard): Promise<ChargeOutcome> {
    if (heard.kind === 'done') {
      const finding = believed(desk, order, about, [{ value: heard.value, found: { by: 'creation' } }]);
      const [intent] = finding.kind === 'found' ? finding.intents : [];
      return intent
        ? ofIntent(order, intent)
        : unsettled(finding.kind === 'unknown' ? finding : unknownAfter({ kind: 'unheard', isSent: true }));
    }
    if (heard.kind === 'unheard') return unsettled(unknownAfter(heard));
    const { status, error } = heard;
    if (status === 402) return afterRefusedPayment(order, error);
    const code = refusalOf(status, error);
    return code ? declined(code, error) : unsettled(unknownAfter(heard));
  }

  /** The payment failed, or its end is not known: what it left behind tells. */
  async function afterRefusedPayment(order: Order, error: ErrorWords & { readonly intentId: string | null }): Promise<ChargeOutcome> {
    const { intentId } = error;
    const finding = intentId ? await retrieve(desk, order, { by: 'id', id: intentId }) : await find(desk, order);
    if (finding.kind === 'unknown') return unsettled(finding);
    const [intent] = finding.kind === 'found' ? finding.intents : [];
    if (intent && (intent.error || intent.status !== 'requires_payment_method')) return ofIntent(order, intent);
    const code = declineOf(error);
    if (!code) return unsettled({ kind: 'unknown', doubt: 'unsure', acquirerCode: wordOf(error) });
    if (intent) tidy(order);
    return declined(code, error);
  }

  function ofIntent(order: Order, intent: Intent): ChargeOutcome {
    switch (standingOf(intent.status)) {
      case 'paid':
        return { kind: 'paid', payment: paymentOf(intent, clock.wallMs()) };
      case 'failed_or_new': {
        if (!intent.error) return unsettled({ kind: 'unknown', doubt: 'unsure', acquirerCode: intent.status });
        const code = declineOf(intent.error);
        if (!code) return unsettled({ kind: 'unknown', doubt: 'unsure', acquirerCode: wordOf(intent.error) });
        tidy(order);
        return declined(code, intent.error);
      }
      case 'undone':
        return { ...declined('payment_error', { code: intent.status, declineCode: null }), askFirst: true };
      default:
        return { kind: 'customer_paying', acquirerCode: intent.status };
    }
  }
}

type Declined = Extract<ChargeOutcome, { readonly kind: 'declined' }>;

function declined(code: Declined['decline']['code'], error: ErrorWords & { readonly message?: string | null }): Declined {
  const message = plainSentence(error.message ?? '') || null;
  return { kind: 'declined', decline: { code, acquirerCode: wordOf(error), message }, askFirst: false };
}

function unsettled({ doubt, acquirerCode }: Unknown): ChargeOutcome {
  return { kind: 'unknown', doubt, acquirerCode, askAtOnce: false };
}
