import type { HandClock } from '../../src/basics/hand-clock.ts';
import type { Charge } from '../../src/contract/charge.ts';
import { freshCode } from '../parts/merchant.ts';
import type { Caller } from './caller.ts';
import type { Quiet } from './quiet.ts';
import { type Shop, TOKEN } from './shop.ts';

/** One sale in so many gives something back, one waits for its scan, one is given up by the cashier. */
const REFUND_EVERY = 40;
const ARMED_EVERY = 3;
const CANCEL_EVERY = 50;
/** The customer gets the phone out. */
const PHONE_MS = 4_000;
/** Longer than any charge takes that is not held up by the line. */
const GIVE_UP_ASKING = 20;

const HEADERS = { authorization: `Bearer ${TOKEN}` };

export type PeopleParts = { readonly shop: Shop; readonly caller: Caller; readonly clock: HandClock; readonly quiet: Quiet };

/** What happened at the counter. `errors`: what nobody there should have met. */
export type Tally = { sales: number; refunds: number; events: number; windows: number; errors: string[] };

export function createPeople({ shop, caller, clock, quiet }: PeopleParts) {
  const tally: Tally = { sales: 0, refunds: 0, events: 0, windows: 0, errors: [] };
  let lastEventId = '';

  const later = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));

  async function till<T>(
    route: string,
    { method = 'GET', body, key }: { method?: string; body?: object; key?: string } = {},
  ): Promise<{ status: number; body: T }> {
    const headers = key === undefined ? HEADERS : { ...HEADERS, 'idempotency-key': key };
    const heard = await quiet.while(caller.call(`/till/v1${route}`, { method, headers, ...(body && { body }) }));
    return { status: heard.status, body: JSON.parse(heard.body) as T };
  }

  async function sell(): Promise<void> {
    const number = ++tally.sales;
    const isArmed = number % ARMED_EVERY === 0;
    const key = `sale-${number}`;
    const request = { amount: 100 + (number % 9_000), tillReference: `R-${number}`, ...(!isArmed && { authCode: freshCode() }) };
    const begun = await till<Charge>('/charges', { method: 'POST', key, body: request });
    if (begun.status === 409) return; // another one awaits its code: the cashier turns to that first
    if (begun.status !== 201) return void tally.errors.push(`sale ${number}: ${begun.status} ${JSON.stringify(begun.body)}`);
    const { id } = begun.body;
    if (isArmed) {
      await later(PHONE_MS);
      const route = number % CANCEL_EVERY === 0 ? `/charges/${id}/cancel` : `/charges/${id}/code`;
      await till(route, { method: 'POST', body: { authCode: freshCode() } });
    }
    const charge = await untilEnd(id);
    if (charge.status === 'paid' && number % REFUND_EVERY === 0) await giveBack(charge);
  }

  async function untilEnd(id: string): Promise<Charge> {
    for (let asked = 0; ; asked += 1) {
      const waited = await caller.call(`/till/v1/charges/${id}?wait=30`, { headers: HEADERS });
      const charge = JSON.parse(waited.body) as Charge;
      if (['paid', 'declined', 'reversed', 'canceled'].includes(charge.status) || asked >= GIVE_UP_ASKING) return charge;
    }
  }

  async function giveBack({ id, amount }: Charge): Promise<void> {
    tally.refunds += 1;
    const refund = await till(`/charges/${id}/refunds`, {
      method: 'POST',
      key: `refund-${id}`,
      body: { amount: Math.ceil(amount / 2), reason: '退一件' },
    });
    if (refund.status !== 201) tally.errors.push(`refund of ${id}: ${refund.status}`);
  }

  /** A till that listens for a while, hangs up, and comes back where it was. */
  async function listenFor(ms: number): Promise<void> {
    const resuming = lastEventId === '' ? {} : { 'last-event-id': lastEventId };
    const stream = caller.listen('/till/v1/events', { ...HEADERS, ...resuming }, (piece) => {
      for (const [, id = ''] of piece.matchAll(/^id: (.+)$/gm)) {
        lastEventId = id;
        tally.events += 1;
      }
    });
    await quiet.while(stream.begun);
    await later(ms);
    stream.leave();
  }

  /** A window that opens, is looked at, is told something, and closes. */
  async function lookFor(ms: number): Promise<void> {
    tally.windows += 1;
    const origin = { origin: shop.host.url };
    const opened = await quiet.while(
      caller.call('/ui/v1/session', { method: 'POST', headers: origin, body: { ticket: shop.host.windowTicket() } }),
    );
    if (opened.status !== 201) return void tally.errors.push(`window: ${opened.status} ${opened.body}`);
    const cookie = opened.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const { pageKey } = JSON.parse(opened.body) as { pageKey: string };
    const headers = { cookie, 'x-saoma-page': pageKey };
    const stream = caller.listen('/ui/v1/view', headers, () => {});
    await quiet.while(stream.begun);
    const asked = await quiet.while(caller.call('/ui/v1/charges?limit=20', { headers }));
    if (asked.status !== 200) tally.errors.push(`history: ${asked.status}`);
    await later(ms);
    stream.leave();
  }

  /** Whatever somebody does that fails is told at the end. */
  function act(deed: Promise<void>): void {
    deed.catch((cause: unknown) => tally.errors.push(String(cause)));
  }

  return { tally, sell: () => act(sell()), listenFor: (ms: number) => act(listenFor(ms)), lookFor: (ms: number) => act(lookFor(ms)) };
}
