import * as v from 'valibot';
import type { Order } from '../gateway.ts';
import type { About } from './api.ts';
import type { Desk } from './desk.ts';
import { anObject, loose, moment, textOf } from './lenient.ts';

/** Source: WooshPay, pagination: 1 to 100. */
const PER_PAGE = 100;
/** A list is read so far and no further: what lies deeper is not found by it. */
const MOST_PAGES = 10;
/** How far before an order's making its intent is looked for: clocks differ. */
const EARLIER_MS = 10 * 60_000;
/** An order whose making is not told may be as old as what can be refunded. */
const LATELY_MS = 366 * 24 * 60 * 60_000;

const Page = v.object({ data: v.array(anObject), has_more: loose(v.boolean()) });
const Created = v.object({ created: moment });

/** Source: WooshPay, PaymentIntents: search. */
export function searchPath(orderNo: string): string {
  return `/v1/payment_intents/search?query=merchant_order_id%3A%27${encodeURIComponent(orderNo)}%27&limit=10`;
}

/**
 * What a list has of an order's intents.
 *
 * @param from a page that is there already, or all pages since the order was made
 * @returns null when the list could not be read as far as it must be
 */
export async function intentsInList(
  desk: Desk,
  order: Order,
  from: { readonly kind: 'page'; readonly value: unknown } | { readonly kind: 'since' },
): Promise<readonly unknown[] | null> {
  const isOurs = (fields: Fields) => textOf(fields, 'merchant_order_id') === order.orderNo;
  if (from.kind === 'page') return v.is(Page, from.value) ? from.value.data.filter(isOurs) : null;
  return readPages(desk, { about: { what: 'list payment intents', orderNo: order.orderNo }, path: '/v1/payment_intents', order, isOurs });
}

/** What the list of sessions has of an order. @returns null when it could not be read as far as it must be */
export async function sessionsInList(desk: Desk, order: Order): Promise<readonly unknown[] | null> {
  const isOurs = (fields: Fields) => textOf(fields, 'client_reference_id') === order.orderNo;
  const about = { what: 'list checkout sessions', orderNo: order.orderNo };
  return readPages(desk, { about, path: '/v1/checkout/sessions/list', order, isOurs });
}

type Fields = Readonly<Record<string, unknown>>;
type Reading = { readonly about: About; readonly path: string; readonly order: Order; readonly isOurs: (fields: Fields) => boolean };

/** Newest first, as far as known; a server that passes over the filter is read to the same depth. */
async function readPages(desk: Desk, { about, path, order, isOurs }: Reading): Promise<readonly unknown[] | null> {
  const sinceMs = order.createdAtMs === undefined ? desk.clock.wallMs() - LATELY_MS : order.createdAtMs - EARLIER_MS;
  const found: unknown[] = [];
  let after = '';
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const heard = await desk.api.get(about, `${path}?limit=${PER_PAGE}&created%5Bgte%5D=${sinceMs}${after}`);
    if (heard.kind !== 'done' || !v.is(Page, heard.value)) return null;
    const { data } = heard.value;
    found.push(...data.filter(isOurs));
    const last = data.at(-1);
    const lastId = textOf(last, 'id');
    const oldest = v.safeParse(Created, last);
    const isEnd = heard.value.has_more === false || lastId === null;
    const isDeepEnough = isEnd || (oldest.success && oldest.output.created < sinceMs);
    if (found.length > 0 || isDeepEnough) return found;
    after = `&starting_after=${encodeURIComponent(lastId)}`;
  }
  return null;
}
