import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silent } from '../log/log.ts';
import { type TestOffice, testOffice } from '../office/test-office.ts';
import { PAYMENT } from '../payment/story.ts';
import { type Host, startHost } from './start-host.ts';
import { CODE, expectProblem, reader, said, TOKEN, until } from './test-host.ts';

let t: TestOffice;
let host: Host;

async function boot(before: TestOffice | null): Promise<void> {
  t = testOffice(before);
  const { clock, till } = t;
  const tillClients = [{ name: '自助 1', token: 'token-of-the-shop', scopes: ['shifts'] as const }];
  const config = { listen: '127.0.0.1', port: 0, tillToken: TOKEN, tillClients, mode: 'live' as const };
  const parts = { terminal: till.terminal, office: Promise.resolve(t.office), sandbox: null, pagesDir: '/nowhere', version: '0' };
  const started = await startHost({ ...parts, config, log: silent, clock, random: { bytes: (count) => randomBytes(count) } });
  if (!started.ok) throw new Error(started.error.message);
  host = started.value;
}

beforeEach(() => boot(null));
afterEach(() => host.close());

function till(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return fetch(`${host.url}/till/v1${path}`, { ...init, headers: { authorization: `Bearer ${TOKEN}`, ...init.headers, ...headers } });
}

function post(path: string): Promise<Response> {
  return fetch(`${host.url}/till/v1${path}`, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` } });
}

async function open(openingFloat = 20_000): Promise<string> {
  const opened = await till('/shifts', { cashier: '林小燕', openingFloat });
  expect(opened.status).toBe(201);
  return (await said(opened)).id;
}

let sales = 0;

/** Begins a charge, and lets the acquirer answer, if it does. */
async function sale(amount: number, isPaid = true): Promise<string> {
  sales += 1;
  const begun = await said(
    till('/charges', { amount, authCode: CODE.slice(0, -4) + String(sales).padStart(4, '0') }, { 'idempotency-key': `sale-${sales}` }),
  );
  const asked = () => t.till.gateway.charges.find(({ order }) => order.orderNo === begun.orderNo);
  await until(() => asked() !== undefined);
  await asked()?.answer(
    isPaid ? { kind: 'paid', payment: PAYMENT } : { kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false },
  );
  return begun.id;
}

/** Closes while the acquirer says nothing more. */
async function close(id: string, body?: object): Promise<Response> {
  const asked = t.till.gateway.queries.length;
  const closing = body ? till(`/shifts/${id}/close`, body) : post(`/shifts/${id}/close`);
  const isUnknown = t.journal.openCharges().length > 0;
  if (isUnknown) {
    await until(() => t.till.gateway.queries.length > asked);
    t.clock.advance(5_000);
  }
  return closing;
}

test('a shift is opened once, and what is taken from then on is of it', async () => {
  await expectProblem(await till('/shifts/current'), 404, 'not_found');
  const before = await sale(100);
  const id = await open();
  await expectProblem(await till('/shifts', { cashier: '王' }), 409, 'shift_already_open');
  const paid = await sale(1_280);
  const refund = await till(`/charges/${paid}/refunds`, { amount: 280 }, { 'idempotency-key': 'back-1' });
  expect(refund.status).toBe(201);
  expect((await said(till(`/charges/${paid}`))).shiftId).toBe(id);
  expect((await said(till(`/charges/${before}`))).shiftId).toBeNull();
  expect((await said(till(`/charges?shiftId=${id}`))).items.map((charge: { id: string }) => charge.id)).toEqual([paid]);
  expect(await said(till('/shifts/current'))).toMatchObject({
    ...{ id, status: 'open', cashier: '林小燕', openingFloat: 20_000, zNumber: null, reconciliation: null, closedAt: null },
    totals: { paidCount: 1, gross: 1_280, refunded: 0, net: 1_280, wallet: [{ method: 'payment_code', count: 1, amount: 1_280 }] },
  });
});

test('a closing that the end of the terminal overtakes is told so, and the shift stays open', async () => {
  const id = await open();
  await sale(1_280, false);
  const asked = t.till.gateway.queries.length;
  const closing = till(`/shifts/${id}/close`, { countedCash: 20_000 });
  await until(() => t.till.gateway.queries.length > asked);
  const closed = host.close();
  await expectProblem(await closing, 503, 'stopping');
  await closed;
  expect(t.journal.slip('shift', id)?.slip.status).toBe('open');
});

test('closing answers the Z reading with its reconciliation, and closing again the same', async () => {
  const id = await open();
  await sale(1_280);
  await sale(720);
  const closed = await close(id, { countedCash: 19_950 });
  expect(closed.status).toBe(200);
  const z = await said(closed);
  expect(z).toMatchObject({
    ...{ status: 'closed', zNumber: 1, countedCash: 19_950, cashDifference: -50 },
    reconciliation: { matched: 2, discrepancies: [], unsettled: [], acquirerBill: 'pending' },
  });
  expect(z.reconciliation.totals).toEqual({ paidCount: 2, gross: 2_000, refunded: 0, net: 2_000 });
  expect(await said(close(id, { countedCash: 19_950 }))).toEqual(z);
  expect(await said(close(id))).toEqual(z);
  await expectProblem(await close(id, { countedCash: 1 }), 409, 'shift_closed');
  await expectProblem(await till('/shifts/current'), 404, 'not_found');
  expect(await said(till(`/shifts/${id}/report`))).toEqual({ kind: 'z', ...z });
});

test('a charge that nobody knows the end of is asked about, listed, carried over, and told in the shift in which it settles', async () => {
  const first = await open();
  const unknown = await sale(500, false);
  const z = await said(close(first));
  expect(z).toMatchObject({ status: 'closed', zNumber: 1, totals: { paidCount: 0, unknown: 1 }, reconciliation: { unsettled: [unknown] } });

  const second = await open(0);
  expect((await said(till('/shifts/current'))).carriedOver).toEqual([unknown]);
  await t.till.gateway.queries.at(-1)?.answer({ kind: 'paid', payment: PAYMENT });
  expect((await said(till(`/charges/${unknown}`))).status).toBe('paid');
  expect(await said(close(second))).toMatchObject({
    ...{ zNumber: 2, carriedOver: [unknown] },
    totals: { paidCount: 0, gross: 0, settledLater: { count: 1, amount: 500 } },
  });
  const later = await said(till(`/shifts/${first}`));
  expect(later.reconciliation.unsettled).toEqual([]);
  expect(later.totals).toEqual(z.totals); // a Z reading never changes
});

test('two closings at once make one Z reading', async () => {
  const id = await open();
  await sale(500, false);
  const both = [1, 2].map(() => t.office.shifts.close(id, null, 'till'));
  t.clock.advance(5_000);
  const [one, other] = await Promise.all(both);
  expect(one).toMatchObject({ ok: true, value: { status: 'closed', zNumber: 1 } });
  expect(other).toEqual(one);
  expect(t.journal.slips('shift', null, 9).items).toHaveLength(1);
  await open();
});

test('the same key opens the same shift, with anything else it is refused', async () => {
  const named = { 'idempotency-key': 'morning' };
  const first = await till('/shifts', { cashier: '林', openingFloat: 5 }, named);
  const again = await till('/shifts', { cashier: '林', openingFloat: 5 }, named);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect((await said(again)).id).toBe((await said(first)).id);
  await expectProblem(await till('/shifts', { cashier: '王', openingFloat: 5 }, named), 409, 'idempotency_key_reused');
});

test('shifts are listed newest first, page by page', async () => {
  const ids = [];
  for (let n = 0; n < 3; n++) {
    ids.unshift(await open());
    await close(ids[0] ?? '');
  }
  const page = await said(till('/shifts?limit=2'));
  expect(page.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
  expect((await said(till(`/shifts?limit=2&cursor=${page.nextCursor}`))).items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(2));
  await expectProblem(await till('/shifts?cursor=never'), 400, 'invalid_request');
});

test.each([
  [{}, 'cashier'],
  [{ cashier: '' }, 'cashier'],
  [{ cashier: '林', openingFloat: -1 }, 'openingFloat'],
  [{ cashier: '林', openingFloat: 0.5 }, 'openingFloat'],
])('a shift asked for with %j is refused', async (body, field) => {
  const refused = await expectProblem(await till('/shifts', body), 400, 'invalid_request');
  expect(refused.errors).toMatchObject([{ field }]);
  expect(t.journal.lastSeq()).toBe(0);
});

test('what is not there is said: shifts, bills, reports to take away', async () => {
  await expectProblem(await till('/shifts/sh_none'), 404, 'not_found');
  await expectProblem(await post('/shifts/sh_none/close'), 404, 'not_found');
  const id = await open();
  await expectProblem(await post(`/shifts/${id}/reconcile`), 409, 'shift_open');
  expect((await said(till(`/shifts/${id}/report?format=json`))).kind).toBe('x');
  await expectProblem(await till(`/shifts/${id}/report?format=pdf`), 501, 'not_implemented');
  await expectProblem(await till(`/shifts/${id}/report?format=doc`), 400, 'invalid_request');
  await close(id);
  expect((await said(post(`/shifts/${id}/reconcile`))).reconciliation).toMatchObject({ acquirerBill: 'pending' });
});

test('a disk that takes nothing opens and closes nothing', async () => {
  t.journal.failNext(1);
  await expectProblem(await till('/shifts', { cashier: '林' }), 503, 'journal_failed');
  await expectProblem(await till('/shifts/current'), 404, 'not_found');
  const id = await open();
  t.journal.failNext(1);
  await expectProblem(await close(id), 503, 'journal_failed');
  expect((await said(till(`/shifts/${id}`))).status).toBe('open');
  t.journal.spoil({ entry: 1, message: 'bad' });
  await expectProblem(await close(id), 503, 'journal_damaged');
  expect((await said(till('/shifts/current'))).id).toBe(id);
});

test('every change of a shift is told, live and to who comes back, also after a restart', async () => {
  const events = await till('/events');
  const blocks = reader(events, '\n\n');
  const start = /id: (\S+)/.exec((await blocks.next()) ?? '')?.[1] ?? '';
  const next = async () => JSON.parse(/data: (.*)/.exec((await blocks.next()) ?? '')?.[1] ?? 'null');
  const id = await open();
  expect(await next()).toMatchObject({ id, status: 'open' });
  await close(id);
  expect(await next()).toMatchObject({ id, status: 'closed', zNumber: 1 });
  await blocks.cancel();

  await host.close();
  await boot(t);
  expect((await said(till(`/shifts/${id}`))).zNumber).toBe(1);
  const resumed = reader(await till('/events', undefined, { 'last-event-id': start }), '\n\n');
  await resumed.next();
  const told = [await resumed.next(), await resumed.next()].map((block) => block?.split('\n'));
  expect(told.map((lines) => lines?.[1])).toEqual(['event: shift.updated', 'event: shift.updated']);
  expect(told.map((lines) => JSON.parse(lines?.[2]?.slice(6) ?? '').status)).toEqual(['open', 'closed']);
  await resumed.cancel();
});

test.each([
  [TOKEN, 'till'],
  ['token-of-the-shop', '自助 1'],
])('whoever opens and closes a shift is in the journal under its own name: %#', async (token, name) => {
  const headers = { authorization: `Bearer ${token}` };
  const { id } = await said(till('/shifts', { cashier: '林' }, { ...headers, 'content-type': 'application/json', 'idempotency-key': 'k' }));
  expect((await till(`/shifts/${id}/close`, { countedCash: 0 }, { ...headers, 'content-type': 'application/json' })).status).toBe(200);
  const by = { kind: 'till', name };
  expect(t.journal.slip('shift', id)).toMatchObject({ slip: { openedBy: by, closing: { by } } });
});
