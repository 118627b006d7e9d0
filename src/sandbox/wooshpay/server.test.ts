import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../server.ts';
import { startTestSandbox, tempFolder } from '../test-sandbox.ts';
import type { JsonObject } from './json.ts';
import { codeFor, offerBy, scan } from './test-shop.ts';

type Client = (method: string, path: string, body?: JsonObject, headers?: Record<string, string>) => Promise<Response>;

function clientOf(sandbox: Sandbox): Client {
  const { endpoint, secretKey } = sandbox.address().wooshpay;
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
  return (method, path, body, headers = {}) =>
    fetch(`${endpoint}/v1${path}`, {
      method,
      headers: { authorization, accept: 'application/json', 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(5_000),
    });
}

async function readJson(response: Promise<Response>): Promise<JsonObject> {
  return (await (await response).json()) as JsonObject;
}

function postTo(base: string, path: string, body: JsonObject): Promise<Response> {
  const url = new URL(path, base);
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

describe('over a real socket', () => {
  test('paid, asked, found, refunded', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const call = clientOf(sandbox);
    const { authCode } = sandbox.issueCode();
    const paid = await call('POST', '/payment_intents', scan(authCode), { 'Idempotency-Key': 'one' });
    expect([paid.status, paid.headers.get('content-type')]).toEqual([200, 'application/json']);
    const intent = (await paid.json()) as JsonObject;
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 1250, livemode: false });
    expect(await readJson(call('GET', `/payment_intents/${intent.id}`))).toEqual(intent);
    const query = encodeURIComponent("merchant_order_id:'T01-0001-1'");
    expect(await readJson(call('GET', `/payment_intents/search?query=${query}&limit=10`))).toMatchObject({ data: [intent] });
    expect(await readJson(call('POST', '/refunds', { payment_intent: intent.id, amount: 500 }))).toMatchObject({ status: 'succeeded' });
    expect(sandbox.wooshpay.acquirer.captured('CNY')).toBe(750);
    expect((await call('GET', '/refunds')).status).toBe(404);
    expect((await call('GET', '/balance', undefined, { authorization: 'Basic eDo=' })).status).toBe(401);
  });

  test('a list takes its wishes from the body of a GET', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const call = clientOf(sandbox);
    for (const suffix of ['0000', '0000']) await call('POST', '/payment_intents', scan(codeFor(suffix)));
    const { endpoint, secretKey } = sandbox.address().wooshpay;
    const body = JSON.stringify({ limit: 1 });
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(`${endpoint}/v1/payment_intents`, { auth: `${secretKey}:`, headers }, resolve)
        .on('error', reject)
        .end(body);
    });
    expect(JSON.parse(await text(answer))).toMatchObject({ object: 'list', has_more: true, data: [{ status: 'succeeded' }] });
  });

  test('faults, switches and the webhook through their API', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const call = clientOf(sandbox);
    const { faultsUrl } = sandbox.address();
    expect((await postTo(faultsUrl, 'api/wooshpay', { call: 'create_intent', kind: 'drop_after' })).status).toBe(201);
    await expect(call('POST', '/payment_intents', scan(codeFor('0000')))).rejects.toThrow();
    expect(sandbox.wooshpay.acquirer.captured('CNY')).toBe(1250);
    await postTo(faultsUrl, 'api/wooshpay', { call: 'retrieve_intent', kind: 'http_502' });
    expect((await call('GET', '/payment_intents/pi_1')).status).toBe(502);
    await postTo(faultsUrl, 'api/wooshpay/switches', { bareErrors: true });
    expect(await readJson(call('GET', '/payment_intents/pi_1'))).toMatchObject({ code: 'resource_missing' });
    expect((await postTo(faultsUrl, 'api/wooshpay/webhook', { url: 'https://shop.example/' })).status).toBe(400);
    expect((await postTo(faultsUrl, 'api/wooshpay/webhook', { url: 'http://127.0.0.1:9/' })).status).toBe(200);
    expect((await postTo(faultsUrl, 'api/wooshpay', { call: 'webhook', kind: 'nonsense' })).status).toBe(400);
    const view = (await (await fetch(new URL('api/wooshpay', faultsUrl))).json()) as JsonObject;
    expect(view).toMatchObject({ bareErrors: true, ignoresIdempotency: false, webhook: 'http://127.0.0.1:9/', faults: [] });
    expect((view.log as JsonObject[])[0]).toMatchObject({ call: 'retrieve_intent', answer: 'resource_missing' });
  });

  test('the whole line goes down and comes back, for both acquirers', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const call = clientOf(sandbox);
    const { faultsUrl } = sandbox.address();
    await postTo(faultsUrl, 'api/line', { line: 'down' });
    await expect(call('GET', '/balance')).rejects.toThrow();
    await postTo(faultsUrl, 'api/line', { line: 'up' });
    expect((await call('GET', '/balance')).status).toBe(200);
  });

  test('a body larger than any legal one, and half of one', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const call = clientOf(sandbox);
    expect((await call('POST', '/payment_intents', { description: 'x'.repeat(300_000) })).status).toBe(413);
    sandbox.wooshpay.faults.plant({ call: 'list_intents', kind: 'huge_answer', times: 1, skip: 0, delayMs: 0 });
    const huge = await call('GET', '/payment_intents');
    await huge.body?.cancel();
    expect((await call('GET', '/payment_intents')).status).toBe(200);
  });

  test('the phone scans a QR of this acquirer and pays', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const call = clientOf(sandbox);
    const { phoneUrl } = sandbox.address();
    const { id, next_action: action } = await readJson(call('POST', '/payment_intents', offerBy('WEB')));
    const content = String(((action as JsonObject).wechat_pay_display_qr_code as JsonObject).image_data_url);
    expect((await postTo(phoneUrl, 'api/actions', { kind: 'scan', content })).status).toBe(200);
    expect((await postTo(phoneUrl, 'api/actions', { kind: 'pay', orderNo: 'T01-0001-1' })).status).toBe(200);
    expect(await readJson(call('GET', `/payment_intents/${id}`))).toMatchObject({ status: 'succeeded' });
  });
});

test('the hosted page: items and sum, opens WeChat on the phone, tells when it is paid', async () => {
  const sandbox = await startTestSandbox(onTestFinished);
  const call = clientOf(sandbox);
  const session = await readJson(
    call('POST', '/checkout/sessions', {
      mode: 'payment',
      success_url: 'https://shop.example/ok',
      cancel_url: 'https://shop.example/no',
      line_items: [{ price_data: { currency: 'HKD', unit_amount: 1250, product_data: { name: '<Tea & cake>' } }, quantity: 2 }],
    }),
  );
  const url = String(session.url);
  const read = async (language: string) => (await fetch(url, { headers: { 'accept-language': language } })).text();
  const page = await read('en');
  expect(page).toContain('HKD 25.00');
  expect(page).toContain('Pay with WeChat');
  expect(page).not.toContain('<Tea');
  expect(await read('zh-CN,zh;q=0.9')).toContain('用微信支付');
  expect((await fetch(url, { method: 'POST', headers: { origin: 'https://evil.example' } })).status).toBe(403);
  expect((await fetch(url.replace('cs_test_1', 'cs_test_9').replace('cs_test_2', 'cs_test_9'))).status).toBe(404);
  expect(sandbox.wooshpay.phone.payments(1)).toEqual([]);

  expect(await (await fetch(url, { method: 'POST' })).text()).toContain('password');
  expect(sandbox.wooshpay.phone.payments(1)).toMatchObject([{ state: 'awaiting_password', amountFen: 2500, currency: 'HKD', by: 'link' }]);
  sandbox.wooshpay.phone.answer(String(session.payment_intent), 'pay');
  expect(await read('en')).toContain('Paid');
  expect(await readJson(call('GET', `/checkout/sessions/${session.id}`))).toMatchObject({ status: 'complete', payment_status: 'paid' });
});

test('events reach a receiver on this machine, and come again when he stumbles', async () => {
  const heard: { readonly signature: string; readonly body: string }[] = [];
  let wake = () => {};
  const receiver = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      heard.push({ signature: String(request.headers['wooshpay-signature']), body });
      response.writeHead(heard.length === 1 ? 500 : 200).end();
      wake();
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void receiver.close());
  await new Promise((resolve) => receiver.once('listening', resolve));

  const sandbox = await startTestSandbox(onTestFinished, { timeFactor: 0.01 });
  sandbox.wooshpay.webhooks.setUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/wooshpay`);
  await clientOf(sandbox)('POST', '/payment_intents', scan(codeFor('0000')));
  while (heard.length < 3) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  const types = heard.map(({ body }) => (JSON.parse(body) as JsonObject).type);
  expect(types.toSorted()).toEqual(['payment_intent.created', 'payment_intent.created', 'payment_intent.succeeded'].toSorted());
  expect(heard.every(({ signature }) => /^t=\d{10},v1=[0-9a-f]{64}$/.test(signature))).toBe(true);
});

test('after a restart: address, intents, refunds, sessions, endpoints, keys and open dialogs are there again', async () => {
  const dataDir = tempFolder(onTestFinished);
  const first = await startTestSandbox(onTestFinished, { dataDir });
  const call = clientOf(first);
  const codes = [codeFor('0000'), codeFor('0001')] as const;
  const paid = scan(codes[0]);
  const intent = await readJson(call('POST', '/payment_intents', paid, { 'idempotency-key': 'pay' }));
  const refund = await readJson(call('POST', '/refunds', { payment_intent: intent.id, amount: 500 }, { 'idempotency-key': 'refund' }));
  const offered = await readJson(call('POST', '/payment_intents', offerBy('WEB', { merchant_order_id: 'T01-0002-1' })));
  const content = String(((offered.next_action as JsonObject).wechat_pay_display_qr_code as JsonObject).image_data_url);
  first.wooshpay.phone.scan(content);
  const slow = await readJson(call('POST', '/payment_intents', scan(codes[1])));
  await call('POST', '/webhook_endpoints', { url: 'http://127.0.0.1:9/', enabled_events: ['payment_intent.canceled'] });
  const address = first.address();
  await first.stop();
  for (const name of readdirSync(dataDir)) {
    const file = readFileSync(path.join(dataDir, name), 'latin1');
    for (const code of codes) expect(file.includes(code), name).toBe(false);
  }

  const second = await startTestSandbox(onTestFinished, { dataDir });
  expect(second.address()).toEqual(address);
  const again = clientOf(second);
  await again('GET', '/balance').catch(() => null); // fetch keeps connections, and finds out by using one that it was reset
  expect(await readJson(again('POST', '/payment_intents', paid, { 'idempotency-key': 'pay' }))).toEqual(intent);
  expect(await readJson(again('GET', `/refunds/${refund.id}`))).toEqual(refund);
  const sameRefund = { payment_intent: intent.id, amount: 500 };
  expect(await readJson(again('POST', '/refunds', sameRefund, { 'idempotency-key': 'refund' }))).toEqual(refund);
  expect(await readJson(again('POST', '/payment_intents', paid))).toMatchObject({ status: 'requires_payment_method' }); // the code is spent
  expect(second.wooshpay.acquirer.captured('CNY')).toBe(750);
  expect((await readJson(again('GET', '/webhook_endpoints'))).data).toHaveLength(1);
  second.wooshpay.phone.answer('T01-0002-1', 'pay');
  expect(await readJson(again('GET', `/payment_intents/${offered.id}`))).toMatchObject({ status: 'succeeded' });
  await expect.poll(async () => (await readJson(again('GET', `/payment_intents/${slow.id}`))).status, { timeout: 6_000 }).toBe('succeeded');
  await second.stop();
}, 15_000);
