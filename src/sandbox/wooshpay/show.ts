import type { Intent, Refund, Session, WebhookEndpoint } from './intent.ts';
import { asObject, type Json, type JsonObject, withoutUnset } from './json.ts';
import { scenarioOf } from './scenario.ts';

/** An intent as on the wire. Source: WooshPay, PaymentIntent object and samples. */
export function showIntent(intent: Intent): JsonObject {
  const shown = withoutUnset({
    id: intent.id,
    object: 'payment_intent',
    created: intent.createdMs,
    livemode: false,
    currency: intent.currency,
    amount: intent.amount,
    amount_received: intent.status === 'succeeded' ? intent.amount + (scenarioOf(intent)?.receivedOff ?? 0) : undefined,
    status: intent.status,
    merchant_order_id: intent.orderNo || undefined,
    ...intent.echoed,
    client_secret: clientSecret(intent),
    next_action: intent.nextAction,
    last_payment_error: intent.lastError,
    payment_method_types: intent.types,
    confirmation_method: 'automatic',
    payment_method_options: intent.options,
    payment_method: intent.methodId,
    capture_method: 'automatic',
    cancellation_reason: intent.cancellationReason,
  });
  return scenarioOf(intent)?.isOldStyle ? oldStyle(shown) : shown;
}

export function showRefund(refund: Refund): JsonObject {
  return withoutUnset({
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    created: refund.createdMs,
    currency: refund.currency,
    metadata: refund.metadata,
    payment_intent: refund.intentId,
    reason: refund.reason,
    status: refund.status,
    failure_reason: refund.status === 'failed' ? 'unknown' : undefined,
  });
}

/** @param url where the hosted page is */
export function showSession(session: Session, intent: Intent, url: string): JsonObject {
  return withoutUnset({
    id: session.id,
    object: 'checkout.session',
    created: session.createdMs,
    livemode: false,
    currency: session.currency,
    mode: 'payment',
    status: session.status,
    payment_status: session.status === 'complete' ? 'paid' : 'unpaid',
    url,
    amount_subtotal: session.amount,
    amount_total: session.amount,
    payment_intent: session.intentId,
    payment_method_types: intent.types,
    billing_address_collection: 'auto',
    line_items: { object: 'list', data: session.items },
    expires_at: session.expiresAtMs,
    customer: '',
    payment_link: '',
    ...session.echoed,
    client_secret: clientSecret(intent),
  });
}

/** @param isNew the secret is told once, at the creation */
export function showEndpoint(endpoint: WebhookEndpoint, isNew = false): JsonObject {
  return {
    id: endpoint.id,
    object: 'webhook_endpoint',
    created: endpoint.createdMs,
    livemode: false,
    url: endpoint.url,
    enabled_events: endpoint.enabledEvents,
    status: endpoint.status,
    api_version: null,
    description: null,
    ...endpoint.echoed,
    ...(isNew && { secret: endpoint.secret }),
  };
}

/** What older samples show instead of leaving a field away. */
const OLD_UNSET: JsonObject = {
  next_action: '',
  last_payment_error: null,
  customer: null,
  receipt_email: null,
  shipping: null,
  cancel_at: '',
};

/** An answer as older samples have it: nulls, empty texts, and JSON inside of texts. */
export function oldStyle(shown: JsonObject): JsonObject {
  const packed = Object.entries(shown).map(([name, value]): [string, Json | undefined] => [name, pack(value)]);
  return { ...OLD_UNSET, ...Object.fromEntries(packed) };
}

function pack(value: Json | undefined): Json | undefined {
  return Array.isArray(value) || asObject(value) ? JSON.stringify(value) : value;
}

function clientSecret({ id, secret }: Intent): string {
  return `${id}_secret_${secret}`;
}
