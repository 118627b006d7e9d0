import { ok, type Result } from '../../basics/result.ts';
import type { Success, WooshCallRequest, WooshDesk } from './desk.ts';
import type { Intent } from './intent.ts';
import type { JsonObject } from './json.ts';
import { readPageWish, takePage } from './page.ts';
import { missing, type Refusal, unknownId, wrong } from './refusal.ts';
import { scenarioOf } from './scenario.ts';
import { tellSession } from './sessions.ts';
import { showEndpoint, showIntent } from './show.ts';

type Answer = Result<Success, Refusal>;
type Listed = { readonly id: string; readonly createdMs: number };

export function listIntents({ intents }: WooshDesk, { query }: WooshCallRequest): Answer {
  return list(Array.from(intents.all()), query, '/v1/payment_intents', showIntent);
}

/** The only field that a search knows is the merchant's order number. Source: WooshPay, search PaymentIntents. */
export function searchIntents(desk: WooshDesk, { query }: WooshCallRequest): Answer {
  const text = query.get('query');
  if (!text) return missing('query');
  const orderNo = /^\s*merchant_order_id\s*:\s*(['"])(.+)\1\s*$/.exec(text)?.[2];
  if (orderNo === undefined) return wrong('query');
  const found = desk.intents.ofOrder(orderNo).filter((intent) => isSearchable(desk, intent));
  return list(found, query, '/v1/payment_intents/search', showIntent, 'search_result');
}

function isSearchable({ clock, times }: WooshDesk, intent: Intent): boolean {
  return clock.wallMs() - intent.madeAtMs >= times.turnMs(scenarioOf(intent)?.searchBlindMs ?? 0);
}

export function listSessions(desk: WooshDesk, { query }: WooshCallRequest): Answer {
  const intentId = query.get('payment_intent');
  const sessions = Array.from(desk.sessions.all()).filter((session) => !intentId || session.intentId === intentId);
  return list(sessions, query, '/v1/checkout/sessions/list', (session) => tellSession(desk, session));
}

export function listLineItems(desk: WooshDesk, { id, query }: WooshCallRequest): Answer {
  const session = desk.sessions.find(id);
  if (!session) return unknownId('checkout.session');
  const items = session.items.map((item) => ({ id: String(item.id), createdMs: session.createdMs, item })).toReversed();
  return list(items, query, `/v1/checkout/sessions/${id}/line_items`, ({ item }) => item);
}

export function listEndpoints({ endpoints }: WooshDesk, { query }: WooshCallRequest): Answer {
  return list(endpoints.all(), query, '/v1/webhook_endpoints', (endpoint) => showEndpoint(endpoint));
}

function list<Thing extends Listed>(
  things: readonly Thing[],
  query: ReadonlyMap<string, string>,
  url: string,
  show: (thing: Thing) => JsonObject,
  object = 'list',
): Answer {
  const wish = readPageWish(query);
  if (!wish.ok) return wish;
  const { data, hasMore } = takePage(things, wish.value);
  return ok({ body: { object, url, has_more: hasMore, data: data.map(show) } });
}
