import type { DeclineCode } from '../../payment/state.ts';
import type { Gateway, OfferedOrder, OfferOutcome, ParametersOutcome } from '../gateway.ts';
import { plainSentence } from '../words.ts';
import type { About, Heard } from './api.ts';
import { declineOf, type ErrorWords, refusalOf, standingOf, wordOf } from './codes.ts';
import type { Desk } from './desk.ts';
import { believed, believedSession, find, retrieve, type Standings, unknownAfter } from './find.ts';
import type { Intent } from './intent.ts';
import { Remembered } from './remembered.ts';
import { beyondLimit, offerFields, payKey, sessionFields } from './requests.ts';
import type { Session } from './session.ts';
import { isShowable, parametersOf, prepayIdOf, shownOf } from './shown.ts';

const MOST_PLACED = 10_000;
/** An order that was made longer ago may have been placed by a process before this one. */
const FRESH_MS = 5_000;

const UNSURE: OfferOutcome = { kind: 'unknown', doubt: 'unsure', acquirerCode: null };
const UNTRUSTED: OfferOutcome = { kind: 'unknown', doubt: 'untrusted', acquirerCode: null };

/**
 * Places orders that the customer pays by himself: an intent with something to scan or to follow, or a hosted page.
 *
 * Nothing promises that a number is taken once only: what may have been placed before is looked for before it is placed again.
 *
 * Source: WooshPay, WeChat Pay: terminal types; Checkout sessions.
 */
export function createOffers(desk: Desk, tidy: (order: OfferedOrder) => void): Pick<Gateway, 'offer' | 'parameters'> {
  const { api, clock, terms } = desk;
  const placed = new Remembered<string, true>(MOST_PLACED);

  async function offer(order: OfferedOrder): Promise<OfferOutcome> {
    const limit = beyondLimit(order);
    if (limit) return { kind: 'declined', decline: limit };
    const isRepeat = placed.get(order.orderNo) !== undefined || clock.wallMs() - order.createdAtMs > FRESH_MS;
    placed.set(order.orderNo, true);
    const before = isRepeat ? await lookBack(order) : null;
    return before ?? (order.method === 'link' ? openPage(order) : createIntent(order));
  }

  /** @returns null when there is certainly none */
  async function lookBack(order: OfferedOrder): Promise<OfferOutcome | null> {
    const finding = await find(desk, order);
    if (finding.kind === 'absent') return null;
    return finding.kind === 'unknown' ? finding : ofStandings(order, finding);
  }

  async function ofStandings(order: OfferedOrder, { intents, session }: Standings): Promise<OfferOutcome> {
    if (intents.some(({ status }) => standingOf(status) === 'paid')) return { kind: 'ask' };
    if (session) return ofSession(session);
    const open = intents.find(({ status }) => standingOf(status) !== 'undone');
    if (!open) return { kind: 'ask' };
    if (shownOf(open, order.method)) return ofIntent(order, open);
    const whole = await retrieve(desk, order, { by: 'id', id: open.id }); // a search may tell it in part
    if (whole.kind !== 'found') return whole.kind === 'unknown' ? whole : UNSURE;
    return whole.intents[0] ? ofIntent(order, whole.intents[0]) : UNSURE;
  }

  async function createIntent(order: OfferedOrder): Promise<OfferOutcome> {
    const fields = offerFields(order, terms);
    if (!fields) return { kind: 'declined', decline: { code: 'configuration_error', acquirerCode: 'UNSUPPORTED', message: null } };
    const about: About = { what: 'create payment intent', orderNo: order.orderNo };
    const heard = await api.post(about, '/v1/payment_intents', fields, payKey(order.orderNo));
    if (heard.kind !== 'done') return refused(heard);
    const finding = believed(desk, order, about, [{ value: heard.value, found: { by: 'creation' } }]);
    if (finding.kind !== 'found') return finding.kind === 'unknown' ? finding : UNSURE;
    return finding.intents[0] ? ofIntent(order, finding.intents[0]) : UNSURE;
  }

  function ofIntent(order: OfferedOrder, intent: Intent): OfferOutcome {
    switch (standingOf(intent.status)) {
      case 'paid':
      case 'undone':
        return { kind: 'ask' };
      case 'failed_or_new': {
        const code = intent.error && declineOf(intent.error);
        if (!intent.error || !code) return { kind: 'unknown', doubt: 'unsure', acquirerCode: intent.error && wordOf(intent.error) };
        tidy(order);
        return declined(code, intent.error);
      }
      default: {
        const shown = shownOf(intent, order.method);
        return shown ? { kind: 'offered', shown } : UNSURE;
      }
    }
  }

  async function openPage(order: OfferedOrder): Promise<OfferOutcome> {
    const about: About = { what: 'create checkout session', orderNo: order.orderNo };
    const heard = await api.post(about, '/v1/checkout/sessions', sessionFields(order, terms), payKey(order.orderNo));
    if (heard.kind !== 'done') return refused(heard);
    const session = believedSession(desk, order, heard.value, { by: 'creation' });
    return session ? ofSession(session) : UNTRUSTED;
  }

  async function parameters(order: OfferedOrder, prepayId: string | null): Promise<ParametersOutcome> {
    const finding = await find(desk, order);
    if (finding.kind !== 'found') return { kind: 'unknown', doubt: finding.kind === 'unknown' ? finding.doubt : 'unsure' };
    const found = finding.intents.map(parametersOf).find((fields) => fields !== null && prepayIdOf(fields.package ?? '') === prepayId);
    return found ? { kind: 'ready', parameters: found } : { kind: 'unknown', doubt: 'unsure' };
  }

  return { offer, parameters: (order, shown) => parameters(order, shown.prepayId) };
}

/** Nothing was shown, so nobody can have paid: a refusal is certain. */
function refused(heard: Exclude<Heard, { readonly kind: 'done' }>): OfferOutcome {
  if (heard.kind === 'unheard') return heard.isSent ? unknownAfter(heard) : { kind: 'not_sent' };
  const code = heard.status === 402 ? declineOf(heard.error) : refusalOf(heard.status, heard.error);
  return code ? declined(code, heard.error) : unknownAfter(heard);
}

function ofSession({ status, url }: Session): OfferOutcome {
  if (status !== 'open') return { kind: 'ask' };
  return url !== null && isShowable(url) ? { kind: 'offered', shown: { content: url, prepayId: null } } : UNSURE;
}

function declined(code: DeclineCode, error: ErrorWords & { readonly message: string | null }): OfferOutcome {
  // No payment code was shown: a wrong one is not the reason.
  const own = code === 'code_invalid' || code === 'code_expired' ? 'payment_error' : code;
  return { kind: 'declined', decline: { code: own, acquirerCode: wordOf(error), message: plainSentence(error.message ?? '') || null } };
}
