import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { type ScriptedGateway, scriptedGateway } from '../gateway/scripted-gateway.ts';
import { silent } from '../log/log.ts';
import { PAYMENT, TIMES } from '../payment/story.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';
import { type Host, startHost } from './start-host.ts';
import { CODE, reader, said, TOKEN, until } from './test-host.ts';

/** The fake terminal of the other tests obeys the port; these few meet the real one, up to the gateway. */
let gateway: ScriptedGateway;
let journal: MemoryJournal;
let clock: HandClock;
let host: Host;

async function boot(from: MemoryJournal): Promise<void> {
  journal = from;
  gateway = scriptedGateway();
  clock = new HandClock();
  const random = { bytes: (count: number) => randomBytes(count) };
  const store = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;
  const terminal = createTerminal({ gateway, journal, clock, random, log: silent, times: TIMES, store, practice: null });
  const config = { listen: '127.0.0.1', port: 0, tillToken: TOKEN, mode: 'live' as const };
  const started = await startHost({ terminal, config, sandbox: null, pagesDir: '/nowhere', version: '0', log: silent, clock, random });
  if (!started.ok) throw new Error(started.error.message);
  host = started.value;
}

beforeEach(() => boot(memoryJournal()));
afterEach(() => host.close());

function till(path: string, init: { method?: string; body?: unknown; headers?: Record<string, string> } = {}): Promise<Response> {
  const { body, headers, ...rest } = init;
  return fetch(`${host.url}/till/v1${path}`, {
    ...rest,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

function begin(body: object, key = 'sale-1'): Promise<Response> {
  return till('/charges', { method: 'POST', headers: { 'idempotency-key': key }, body });
}

test('a charge that awaits its code gets one, and who waits for it hears that it is paid', async () => {
  const first = await begin({ amount: 1280, tillReference: 'R1' });
  const { id, orderNo, status } = await said(first);
  expect([first.status, status]).toEqual([201, 'awaiting_code']);
  expect((await said(begin({ amount: 1 }, 'sale-2'))).code).toBe('terminal_busy');
  const given = await till(`/charges/${id}/code`, { method: 'POST', body: { authCode: CODE } });
  expect(await said(given)).toMatchObject({ status: 'submitting', codeHint: '1345••••••••••6789' });
  const waiting = till(`/charges/${id}?wait=60`);
  await until(() => gateway.charges.length === 1);
  await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
  expect(await said(waiting)).toMatchObject({ id, status: 'paid', wallet: 'wechat', transactionId: PAYMENT.transactionId });
  const again = await begin({ amount: 1280, tillReference: 'R1' });
  expect([again.status, (await said(again)).id]).toEqual([200, id]);
  expect((await said(begin({ amount: 1281, tillReference: 'R1' }))).code).toBe('idempotency_key_reused');
  expect((await said(till(`/charges/${id}/cancel`, { method: 'POST' }))).code).toBe('already_final');
  expect((await said(till(`/charges?orderNo=${orderNo}`))).items).toMatchObject([{ id }]);
  expect((await said(till('/charges?status=paid&limit=1'))).items).toHaveLength(1);
  expect((await said(till('/charges?cursor=nonsense'))).errors).toMatchObject([{ field: 'cursor' }]);
});

test('a stream that broke goes on after a restart of the terminal without loss', async () => {
  const stream = reader(await till('/events'), '\n\n');
  await stream.next();
  const { id } = await said(begin({ amount: 5, authCode: CODE }));
  const lastId = (await stream.next())?.match(/^id: (.*)$/m)?.[1] ?? '';
  await stream.cancel();
  await until(() => gateway.charges.length === 1);
  await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
  await host.close();
  await boot(memoryJournal(journal.image()));
  const resumed = reader(await till('/events', { headers: { 'last-event-id': lastId } }), '\n\n');
  let block: string | null = '';
  while (block !== null && !block.includes('"status":"paid"')) block = await resumed.next();
  expect(block).toContain(`"id":"${id}"`);
  await resumed.cancel();
});

test('a sale that is not known yet takes no second code: 409 names the charge in the way; what is paid twice is listed', async () => {
  const sale = { amount: 1280, tillReference: 'R1', authCode: CODE };
  const { id } = await said(begin(sale));
  const held = await begin({ ...sale, authCode: '130000000000000001' }, 'sale-2');
  expect([held.status, await said(held)]).toMatchObject([
    409,
    { code: 'sale_unsettled', chargeId: id, type: 'urn:saoma:problem:sale_unsettled' },
  ]);
  const waiting = await said(begin({ amount: 1280, tillReference: 'R1' }, 'sale-3'));
  const handed = await till(`/charges/${waiting.id}/code`, { method: 'POST', body: { authCode: '130000000000000001' } });
  expect([handed.status, (await said(handed)).chargeId]).toEqual([409, id]);
  await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
  expect((await said(till(`/charges/${waiting.id}`))).status).toBe('canceled');
  expect((await said(till('/findings'))).items).toEqual([]);

  const second = await said(begin({ ...sale, authCode: '130000000000000002' }, 'sale-4'));
  await gateway.charges[1]?.answer({ kind: 'paid', payment: PAYMENT });
  const finding = { kind: 'paid_twice', evidence: 'same_sale', chargeId: second.id, otherChargeId: id, amount: 1280, status: 'open' };
  for (const path of ['/findings', '/findings?status=open&limit=1']) {
    expect(await said(till(path))).toMatchObject({ items: [finding], nextCursor: null });
  }
});

test.each(['status=settled', 'limit=0', 'limit=201', 'cursor=x', 'cursor=-1'])(
  'findings?%s: refused, and the field named',
  async (query) => {
    const refused = await till(`/findings?${query}`);
    expect([refused.status, (await said(refused)).errors]).toMatchObject([400, [{ field: query.split('=')[0] }]]);
  },
);
