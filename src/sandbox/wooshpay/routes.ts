import { retrieveBalance } from './balance.ts';
import type { CallHandler } from './desk.ts';
import { createEndpoint, deleteEndpoint, retrieveEndpoint, updateEndpoint } from './endpoints.ts';
import { retrieveEvent } from './events.ts';
import { cancelIntent, captureIntent, confirmIntent, createIntent, retrieveIntent, updateIntent } from './intents.ts';
import { listEndpoints, listIntents, listLineItems, listSessions, searchIntents } from './lists.ts';
import { createRefund, retrieveRefund } from './refunds.ts';
import { createSession, expireSession, retrieveSession } from './sessions.ts';

type Line = readonly [method: string, path: string, call: string, handle: CallHandler];

/** Every call. Source: WooshPay, API reference; a list of refunds is not among it. The first that fits counts. */
const LINES: readonly Line[] = [
  ['POST', '/v1/payment_intents', 'create_intent', createIntent],
  ['GET', '/v1/payment_intents', 'list_intents', listIntents],
  ['GET', '/v1/payment_intents/search', 'search_intents', searchIntents],
  ['GET', '/v1/payment_intents/:id', 'retrieve_intent', retrieveIntent],
  ['POST', '/v1/payment_intents/:id', 'update_intent', updateIntent],
  ['POST', '/v1/payment_intents/:id/confirm', 'confirm_intent', confirmIntent],
  ['POST', '/v1/payment_intents/:id/cancel', 'cancel_intent', cancelIntent],
  ['POST', '/v1/payment_intents/:id/capture', 'capture_intent', captureIntent],
  ['POST', '/v1/refunds', 'create_refund', createRefund],
  ['GET', '/v1/refunds/:id', 'retrieve_refund', retrieveRefund],
  ['POST', '/v1/checkout/sessions', 'create_session', createSession],
  ['GET', '/v1/checkout/sessions/list', 'list_sessions', listSessions],
  ['GET', '/v1/checkout/sessions/:id', 'retrieve_session', retrieveSession],
  ['POST', '/v1/checkout/sessions/:id/expire', 'expire_session', expireSession],
  ['GET', '/v1/checkout/sessions/:id/line_items', 'list_line_items', listLineItems],
  ['POST', '/v1/webhook_endpoints', 'create_endpoint', createEndpoint],
  ['GET', '/v1/webhook_endpoints', 'list_endpoints', listEndpoints],
  ['GET', '/v1/webhook_endpoints/:id', 'retrieve_endpoint', retrieveEndpoint],
  ['POST', '/v1/webhook_endpoints/:id', 'update_endpoint', updateEndpoint],
  ['DELETE', '/v1/webhook_endpoints/:id', 'delete_endpoint', deleteEndpoint],
  ['GET', '/v1/events/:id', 'retrieve_event', retrieveEvent],
  ['GET', '/v1/balance', 'retrieve_balance', retrieveBalance],
];

const ROUTES = LINES.map(([method, path, call, handle]) => ({
  method,
  path: new RegExp(`^${path.replace(':id', '([0-9A-Za-z_]{1,64})')}$`),
  call,
  handle,
}));

export type Route = { readonly call: string; readonly id: string; readonly handle: CallHandler };

/** The call behind method and path, or null. */
export function routeOf(method: string, path: string): Route | null {
  for (const route of ROUTES) {
    const found = route.method === method ? route.path.exec(path) : null;
    if (found) return { call: route.call, id: found[1] ?? '', handle: route.handle };
  }
  return null;
}
