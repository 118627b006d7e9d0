import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OfficeView } from '../contract/office-view.ts';
import { CASHIER_PIN, staff, type TestOffice, testOffice } from '../office/test-office.ts';
import { reader, said, startTestHost, type TestHost } from './test-host.ts';

/** The real office behind the real routes; the terminal is the fake one. */
let t: TestHost;
let office: TestOffice;
let keys: Record<string, string>;
beforeEach(async () => {
  office = testOffice();
  t = await startTestHost({ office: office.office });
  keys = await openWindow();
});
afterEach(() => t.close());

async function openWindow(): Promise<Record<string, string>> {
  const answer = await fetch(`${t.host.url}/ui/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ticket: t.host.windowTicket() }),
  });
  const { pageKey } = await said(answer);
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-saoma-page': pageKey, 'content-type': 'application/json' };
}

const get = (path: string, headers = keys) => fetch(`${t.host.url}/ui/v1/office${path}`, { headers });
const post = (path: string, body: unknown, headers = keys) =>
  fetch(`${t.host.url}/ui/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
const send = (command: unknown, headers = keys) => post('/office/commands', command, headers);

test('the view comes whole at once and after each change', async () => {
  const blocks = reader(await get('/view'), '\n\n');
  const next = async () => JSON.parse((await blocks.next())?.replace(/^data: /, '') ?? '') as OfficeView;
  expect(await next()).toMatchObject({ hasPeople: false, person: null, refundLimit: 10_000 });
  expect(await said(send({ kind: 'set_up', name: '店长', pin: '4071' }))).toMatchObject({ ok: true });
  expect(await next()).toMatchObject({ hasPeople: true, person: { name: '店长' } });
  await blocks.cancel();
});

test('without a session nothing is told and nothing is done', async () => {
  const stranger = { 'content-type': 'application/json' };
  const answers = [get('/view', stranger), get('/read/people', stranger), send({ kind: 'set_up', name: '店长', pin: '4071' }, stranger)];
  for (const answer of await Promise.all(answers)) expect(answer.status).toBe(401);
  expect(office.office.view('counter').hasPeople).toBe(false);
});

test('what is no command is refused with its field, and never repeats a PIN', async () => {
  const answer = await send({ kind: 'sign_in', personId: 'pe_1', pin: '40718246x' });
  expect(answer.status).toBe(400);
  expect(await answer.text()).not.toContain('40718246');
});

test('a reading answers by its name, with what it needs; an unknown one does not', async () => {
  await staff(office);
  expect(await said(get('/read/people'))).toMatchObject({ ok: false, code: 'not_allowed' });
  expect(await said(get('/read/refundable?id=ch_none'))).toEqual({ ok: false, code: 'not_found' });
  expect(await said(get('/read/refundable'))).toEqual({ ok: false, code: 'invalid_request' });
  expect(await said(get('/read/constructor'))).toEqual({ ok: false, code: 'not_found' });
});

test('the bare commands by which money leaves are the office`s once there are people', async () => {
  const bare = [
    { kind: 'refund', requestId: 'request-1', chargeId: 'ch_1', amount: 1 },
    { kind: 'refund_again', refundId: 'rf_1', fundingAccount: 'balance' },
    { kind: 'refund_finding', findingId: 'a+b' },
  ];
  for (const command of bare) await post('/commands', command);
  expect(t.terminal.commands).toHaveLength(3);
  await staff(office);
  for (const command of bare) expect(await said(post('/commands', command))).toEqual({ ok: false, code: 'approval_needed' });
  expect(t.terminal.commands).toHaveLength(3);
  await post('/commands', { kind: 'next_sale' });
  expect(t.terminal.commands).toHaveLength(4);
});

test('a page gone wild is stopped, and may go on when time has passed', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => send({ kind: 'sign_out' })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  t.clock.advance(100);
  expect((await send({ kind: 'sign_out' })).status).toBe(200);
  expect((await send({ kind: 'sign_out' })).status).toBe(429);
});

test('windows of this terminal share one seat', async () => {
  const { cashier } = await staff(office);
  await send({ kind: 'sign_out' });
  const other = await openWindow();
  expect(await said(send({ kind: 'sign_in', personId: cashier, pin: CASHIER_PIN }, other))).toMatchObject({ ok: true });
  expect(await said(send({ kind: 'change_own_pin', oldPin: '5190', pin: '7303' }))).toMatchObject({ code: 'wrong_pin' });
});

test('a file is answered as one to take away, whatever its name', async () => {
  const name = '对账 "三月".csv';
  office.office.read = async () => ({ kind: 'file', name, contentType: 'text/csv', body: parts() });
  async function* parts() {
    yield new TextEncoder().encode('a,');
    yield new TextEncoder().encode('b');
  }
  const answer = await get('/read/table');
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="_______.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
  expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/csv', 'a,b']);
});
