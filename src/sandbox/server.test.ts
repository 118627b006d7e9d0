import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { FAULT_KINDS, type Fault, type WalletView } from '../contract/sandbox.ts';
import type { Sandbox } from './server.ts';
import { offered, sale, signedBody } from './test-merchant.ts';
import { startTestSandbox, tempFolder } from './test-sandbox.ts';

/** What a client saw: status and body, or how it broke. */
type Seen = { readonly status: number; readonly body: string; readonly bytes: number } | { readonly broken: string };

/** Posts over a real socket and gives up when nothing came for `patienceMs`. */
async function post(url: string, body: Uint8Array, patienceMs = 5000): Promise<Seen> {
  const sent = request(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, timeout: patienceMs, agent: false });
  sent.on('timeout', () => sent.destroy(Object.assign(new Error('silence'), { code: 'SILENCE' })));
  sent.end(body);
  try {
    const [response] = await once(sent, 'response');
    let text = '';
    let bytes = 0;
    for await (const piece of response) {
      bytes += piece.length;
      if (text.length < 100_000) text += piece;
    }
    return { status: response.statusCode, body: text, bytes };
  } catch (error) {
    return { broken: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

function merchantOf(sandbox: Sandbox) {
  const { appId, mchId, apiKey } = sandbox.address().wechat;
  return { appId, mchId, apiKey };
}

function pay(sandbox: Sandbox, orderNo = 'SALE-0001', patienceMs = 5000): Promise<Seen> {
  const fields = { ...sale(sandbox.issueCode().authCode), out_trade_no: orderNo };
  return post(`${sandbox.address().wechat.endpoint}/pay/micropay`, signedBody(fields, merchantOf(sandbox)), patienceMs);
}

function api(sandbox: Sandbox, method: string, where: string, json?: unknown, headers: Record<string, string> = {}) {
  const url = new URL(where, sandbox.address().phoneUrl);
  const body = json === undefined ? null : JSON.stringify(json);
  return fetch(url, { method, headers: { 'content-type': 'application/json', ...headers }, body });
}

async function code(response: Response): Promise<string> {
  return `${response.status} ${((await response.json()) as { code: string }).code}`;
}

describe('every fault over a real socket', () => {
  const looks: Readonly<Partial<Record<Fault['kind'], (seen: Seen) => void>>> = {
    drop_before: (seen) => expect(seen).toEqual({ broken: 'ECONNRESET' }),
    drop_after: (seen) => expect(seen).toEqual({ broken: 'ECONNRESET' }),
    hang_before: (seen) => expect(seen).toEqual({ broken: 'SILENCE' }),
    hang_after: (seen) => expect(seen).toEqual({ broken: 'SILENCE' }),
    http_502: (seen) => expect(seen).toMatchObject({ status: 502, body: expect.stringContaining('<html>') }),
    http_502_after: (seen) => expect(seen).toMatchObject({ status: 502, body: expect.stringContaining('<html>') }),
    truncated: (seen) => expect(seen).toMatchObject({ status: 200, body: expect.not.stringContaining('</xml>') }),
    huge_answer: (seen) => expect('bytes' in seen && seen.bytes).toBeGreaterThan(64 * 1024 * 1024),
    entity_bomb: (seen) => expect(seen).toMatchObject({ status: 200, body: expect.stringContaining('<!ENTITY') }),
  };

  test.each(FAULT_KINDS)('%s', async (kind) => {
    const sandbox = await startTestSandbox(onTestFinished);
    expect((await api(sandbox, 'POST', '/faults/api', { call: 'micropay', kind, delayMs: 20 })).status).toBe(201);
    const isSilent = kind.startsWith('hang');
    const seen = await pay(sandbox, 'SALE-0001', isSilent ? 200 : 5000);
    (looks[kind] ?? ((other) => expect(other).toMatchObject({ status: 200, body: expect.stringMatching(/^<xml>.*<\/xml>$/) })))(seen);
    expect(await pay(sandbox, 'SALE-0002')).toMatchObject({ status: 200, body: expect.stringContaining('SALE-0002') });
  });
});

describe('the line', () => {
  test('down: held connections are reset, new ones refused, the pages work; up: as before', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    await api(sandbox, 'POST', '/faults/api', { call: 'micropay', kind: 'hang_after' });
    const hanging = pay(sandbox, 'SALE-0001', 10_000);
    await expect.poll(() => sandbox.acquirer.captured()).toBe(2350);
    expect(await (await api(sandbox, 'POST', '/faults/api/line', { line: 'down' })).json()).toEqual({ line: 'down' });
    expect(await hanging).toEqual({ broken: 'ECONNRESET' });
    expect(await pay(sandbox, 'SALE-0002')).toEqual({ broken: 'ECONNREFUSED' });
    expect(((await (await api(sandbox, 'GET', '/faults/api')).json()) as { line: string }).line).toBe('down');
    await api(sandbox, 'POST', '/faults/api/line', { line: 'up' });
    expect(await pay(sandbox, 'SALE-0003')).toMatchObject({ status: 200 });
  });

  test('a plain GET is answered at once: the probe of connectivity', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const response = await fetch(`${sandbox.address().wechat.endpoint}/pay/orderquery`);
    expect(await response.text()).toContain('REQUIRE_POST_METHOD');
    expect(response.headers.get('connection')).toBe('keep-alive');
  });

  test('a body over 64 KiB is refused', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const url = `${sandbox.address().wechat.endpoint}/pay/micropay`;
    expect(await post(url, Buffer.alloc(64 * 1024 + 1, 'x'))).toMatchObject({ status: 413 });
    expect(await post(url, Buffer.alloc(64 * 1024, 'x'))).toMatchObject({ status: 200, body: expect.stringContaining('XML_FORMAT_ERROR') });
  });

  test('an unknown path is no call', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    expect(await post(`${sandbox.address().wechat.endpoint}/pay/transfer`, signedBody({}))).toMatchObject({ status: 404 });
  });
});

describe('the phone', () => {
  test('shows each change as a whole view: the dialog, then paid', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const stream = await api(sandbox, 'GET', '/phone/api/events');
    const views = readWallets(stream);
    expect((await views.next()).value).toMatchObject({ merchant: '人民路店', network: 'on', payments: [] });
    await api(sandbox, 'POST', '/phone/api/actions', { kind: 'password_above', fen: 0 });
    expect((await views.next()).value).toMatchObject({ passwordAbove: 0 });
    await pay(sandbox);
    expect((await views.next()).value?.payments).toMatchObject([{ orderNo: 'SALE-0001', amountFen: 2350, state: 'awaiting_password' }]);
    expect(await (await api(sandbox, 'POST', '/phone/api/actions', { kind: 'pay', orderNo: 'SALE-0001' })).json()).toEqual({ ok: true });
    let newest = (await views.next()).value;
    if (newest?.payments[0]?.state !== 'paid') newest = (await views.next()).value;
    expect(newest?.payments).toMatchObject([{ state: 'paid' }]);
    await views.return(undefined);
  });

  test('scans a QR: the dialog opens and pays; once paid it is over; nobody’s is unknown; without network or of any length nothing is', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const scan = (content: string) => api(sandbox, 'POST', '/phone/api/actions', { kind: 'scan', content });
    const placed = await post(`${sandbox.address().wechat.endpoint}/pay/unifiedorder`, signedBody(offered(), merchantOf(sandbox)));
    const content = /weixin:[^\]<]+/.exec('body' in placed ? placed.body : '')?.[0] ?? '';
    expect(await (await scan(content)).json()).toEqual({ ok: true });
    expect(await (await api(sandbox, 'POST', '/phone/api/actions', { kind: 'pay', orderNo: 'SALE-0001' })).json()).toEqual({ ok: true });
    expect(sandbox.acquirer.captured()).toBe(5990);
    expect(await code(await scan(content))).toBe('409 order_over');
    expect(await code(await scan('a table number'))).toBe('409 unknown_code');
    expect(await code(await scan('x'.repeat(2049)))).toBe('400 invalid_field');
    await api(sandbox, 'POST', '/phone/api/actions', { kind: 'network', network: 'off' });
    expect(await code(await scan(content))).toBe('409 no_network');
  });

  test('renews the code on the screen by itself', async () => {
    const sandbox = await startTestSandbox(onTestFinished, { timeFactor: 0.002 });
    const views = readWallets(await api(sandbox, 'GET', '/phone/api/events'));
    const first = (await views.next()).value?.code.authCode;
    expect((await views.next()).value?.code.authCode).not.toBe(first);
    await views.return(undefined);
  });

  test('says what it cannot do', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const act = async (action: unknown) => code(await api(sandbox, 'POST', '/phone/api/actions', action));
    expect(await act({ kind: 'pay', orderNo: 'SALE-9999' })).toBe('409 no_dialog');
    expect(await act({ kind: 'balance', balanceFen: -1 })).toBe('400 invalid_field');
    expect(await act({ kind: 'steal' })).toBe('400 invalid_field');
    const refusal = await api(sandbox, 'POST', '/phone/api/actions', { kind: '134567890123456789' });
    expect(await refusal.text()).not.toContain('134567890123456789'); // it may be a code that landed in the wrong field
  });
});

describe('doors', () => {
  test('foreign host, foreign page, no JSON, too much', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const line = { line: 'down' };
    expect(await code(await api(sandbox, 'POST', '/faults/api/line', line, { origin: 'http://evil.example' }))).toBe('403 foreign_origin');
    expect(await code(await api(sandbox, 'DELETE', '/faults/api', undefined, { origin: 'null' }))).toBe('403 foreign_origin');
    expect(await code(await api(sandbox, 'POST', '/faults/api/line', line, { 'content-type': 'text/plain' }))).toBe('415 json_expected');
    expect(await code(await api(sandbox, 'POST', '/faults/api', { call: 'x'.repeat(20_000) }))).toBe('413 too_large');
    const foreign = request(new URL('/faults/api', sandbox.address().phoneUrl), {
      headers: { host: 'rebound.example' },
      agent: false,
    }).end();
    const [response] = await once(foreign, 'response');
    expect(response.statusCode).toBe(403);
    expect(sandbox.faults.line()).toBe('up');
  });

  test('its own page may', async () => {
    const sandbox = await startTestSandbox(onTestFinished);
    const origin = new URL(sandbox.address().phoneUrl).origin;
    expect((await api(sandbox, 'POST', '/phone/api/actions', { kind: 'renew_code' }, { origin })).status).toBe(200);
  });

  test('pages come from the folder given, under a strict policy, and nothing beside it', async () => {
    const pagesDir = path.join(tempFolder(onTestFinished), 'renderer');
    mkdirSync(path.join(pagesDir, 'assets'), { recursive: true });
    writeFileSync(path.join(pagesDir, 'phone.html'), '<!doctype html><title>phone</title>');
    writeFileSync(path.join(pagesDir, 'cashier.html'), 'not for here');
    writeFileSync(path.join(pagesDir, 'assets/phone.js'), 'let x;');
    writeFileSync(path.join(pagesDir, '../secret'), 'secret');
    const sandbox = await startTestSandbox(onTestFinished, { pagesDir });
    const page = await api(sandbox, 'GET', '/phone/');
    expect(await page.text()).toContain('phone');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
    expect((await api(sandbox, 'GET', '/assets/phone.js')).headers.get('content-type')).toMatch(/javascript/);
    for (const where of ['/faults/', '/cashier.html', '/assets/../../secret', '/assets/%2e%2e/%2e%2e/secret', '/assets/..%2f..%2fsecret']) {
      expect((await api(sandbox, 'GET', where)).status, where).toBe(404);
    }
  });
});

describe('the data folder', () => {
  test('identity and ports stay, readable by the owner only; no payment code is in any file', async () => {
    const dataDir = tempFolder(onTestFinished);
    const first = await startTestSandbox(onTestFinished, { dataDir });
    const address = first.address();
    const { authCode } = first.issueCode();
    await post(`${address.wechat.endpoint}/pay/micropay`, signedBody(sale(authCode), merchantOf(first)));
    const files = ['sandbox.json', 'sandbox.db', 'sandbox.db-wal'].map((name) => path.join(dataDir, name));
    for (const file of files) {
      expect(statSync(file).mode & 0o777, file).toBe(0o600);
      expect(readFileSync(file).includes(authCode), file).toBe(false);
    }
    await first.stop();
    const second = await startTestSandbox(onTestFinished, { dataDir });
    expect(second.address()).toEqual(address);
    expect(second.acquirer.captured()).toBe(2350);
    expect(second.acquirer.wallet.settings().balanceFen).toBe(10_000_000 - 2350);
  });

  test('ports that are taken are replaced; a spoilt identity too', async () => {
    const dataDir = tempFolder(onTestFinished);
    const first = await startTestSandbox(onTestFinished, { dataDir });
    const second = await startTestSandbox(onTestFinished, { dataDir });
    expect(second.address().wechat.endpoint).not.toBe(first.address().wechat.endpoint);
    expect(second.address().wechat.apiKey).toBe(first.address().wechat.apiKey);
    await second.stop();
    await first.stop();
    writeFileSync(path.join(dataDir, 'sandbox.json'), '{"appId":');
    const third = await startTestSandbox(onTestFinished, { dataDir });
    expect(third.address().wechat.apiKey).not.toBe(first.address().wechat.apiKey);
    expect(existsSync(path.join(dataDir, 'sandbox.json.new'))).toBe(false);
  });

  test('stopped in the middle of a delay: nothing happens afterwards', async () => {
    const clock = new HandClock();
    const sandbox = await startTestSandbox(onTestFinished, { clock });
    await api(sandbox, 'POST', '/faults/api', { call: 'micropay', kind: 'delay_before', delayMs: 1000 });
    const waiting = pay(sandbox);
    await expect.poll(() => sandbox.faults.view().faults.length).toBe(0);
    await sandbox.stop();
    expect(await waiting).toEqual({ broken: 'ECONNRESET' });
    clock.advance(2000);
    expect(sandbox.acquirer.captured()).toBe(0);
  });
});

async function* readWallets(response: Response): AsyncGenerator<WalletView> {
  let text = '';
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = text.slice(0, end);
      text = text.slice(end + 2);
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (event.startsWith('event: wallet') && data) yield JSON.parse(data) as WalletView;
    }
  }
}
