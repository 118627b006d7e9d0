import { err, ok, type Result } from '../../basics/result.ts';
import type { Success, WooshCallRequest, WooshDesk } from './desk.ts';
import type { Session } from './intent.ts';
import { checkLimit, isMetadata, isTexts } from './intent-fields.ts';
import { closeIntent, newIntent } from './intents.ts';
import { asObject, asText, type JsonObject, withoutUnset } from './json.ts';
import { readLineItems } from './line-items.ts';
import { qrContent } from './offer.ts';
import { invalid, missing, type Refusal, unknownId, wrong } from './refusal.ts';
import { showSession } from './show.ts';

type Answer = Result<Success, Refusal>;

const ECHOED = ['client_reference_id', 'customer', 'customer_email', 'metadata', 'success_url', 'cancel_url'] as const;

/** Values below it are seconds, others milliseconds. */
const SMALLEST_MS = 100_000_000_000;

/** Opens a hosted page for one payment. Source: WooshPay, create a session. */
export function createSession(desk: WooshDesk, { fields }: WooshCallRequest): Answer {
  const { mode, payment_method_types: types = ['wechat_pay'] } = fields;
  if (!asText(mode)) return missing('mode');
  if (mode !== 'payment') return wrong('mode');
  for (const name of ['success_url', 'cancel_url']) if (!asText(fields[name])) return missing(name);
  if (!isTexts(types) || !types.some((type) => type.toLowerCase() === 'wechat_pay')) return wrong('payment_method_types');
  if (!isMetadata(fields.metadata)) return wrong('metadata');
  const read = readLineItems(desk, fields.line_items);
  if (!read.ok) return read;
  const limit = checkLimit(read.value);
  if (!limit.ok) return limit;
  const session = openSession(desk, fields, read.value, types);
  return ok({ body: tellSession(desk, session), orderNo: asText(fields.client_reference_id) ?? session.id });
}

function openSession(
  desk: WooshDesk,
  fields: JsonObject,
  { amount, currency, items }: Pick<Session, 'amount' | 'currency' | 'items'>,
  types: readonly string[],
): Session {
  const { ids, clock, times, intents, sessions } = desk;
  const issued = ids.issue('cs');
  const metadata = asObject(asObject(fields.payment_intent_data)?.metadata);
  const ofIntent = { amount, currency, orderNo: '', echoed: withoutUnset({ metadata }), types, options: null };
  const intent = intents.add({
    ...newIntent(desk, ofIntent, 'requires_payment_method'),
    sessionId: issued.id,
    offered: qrContent(desk),
  });
  const nowMs = Math.floor(clock.wallMs());
  return sessions.add({
    ...issued,
    madeAtMs: nowMs,
    intentId: intent.id,
    status: 'open',
    expiresAtMs: readExpiry(fields) ?? nowMs + times.sessionMs,
    amount,
    currency,
    items,
    echoed: withoutUnset(Object.fromEntries(ECHOED.map((name) => [name, fields[name]]))),
  });
}

function readExpiry({ expires_at: said }: JsonObject): number | null {
  if (typeof said !== 'number' || !Number.isSafeInteger(said)) return null;
  return said < SMALLEST_MS ? said * 1000 : said;
}

export function retrieveSession(desk: WooshDesk, { id }: WooshCallRequest): Answer {
  const session = desk.sessions.find(id);
  return session ? ok({ body: tellSession(desk, session), orderNo: session.id }) : unknownId('checkout.session');
}

export function expireSession(desk: WooshDesk, { id }: WooshCallRequest): Answer {
  const session = desk.sessions.find(id);
  if (!session) return unknownId('checkout.session');
  if (session.status !== 'open') return err(invalid(400, 'checkout_session_not_open', `The session is ${session.status}.`));
  return ok({ body: tellSession(desk, closeSession(desk, session)), orderNo: session.id });
}

/** Ends an unpaid session and its intent with it. */
export function closeSession(desk: Pick<WooshDesk, 'intents' | 'sessions'>, session: Session): Session {
  const ended = desk.sessions.end(session, 'expired');
  const intent = desk.intents.find(session.intentId);
  if (intent && intent.captures === 0) closeIntent(desk, intent, 'abandoned');
  return ended;
}

export function tellSession(desk: WooshDesk, session: Session): JsonObject {
  const intent = desk.intents.find(session.intentId);
  if (!intent) throw new Error(`session ${session.id} without its intent`);
  return showSession(session, intent, desk.pageUrl(session.id));
}
