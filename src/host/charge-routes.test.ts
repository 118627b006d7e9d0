import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CODE, said, startTestHost, type TestHost, until } from './test-host.ts';

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost();
});
afterAll(() => t.close());
beforeEach(() => t.terminal.refuseWith(null));

/** A charge that is under way, so that the next one is not refused for being second. */
async function begin(body: object = {}): Promise<string> {
  const answer = await t.post({ amount: 1, authCode: CODE, ...body });
  expect(answer.status).toBe(201);
  return (await said(answer)).id;
}

async function expectProblem(answer: Response, status: number, code: string): Promise<Record<string, unknown>> {
  const body = await said(answer);
  expect([answer.status, body.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({ type: `urn:saoma:problem:${code}`, status, title: expect.any(String), detail: expect.any(String) });
  return body;
}

describe('beginning a charge', () => {
  test('a new one is 201, the same again 200 with the same charge, another body under the key 409', async () => {
    const headers = { 'idempotency-key': 'one' };
    const body = { amount: 1280, description: '咖啡', tillReference: 'R-1', authCode: CODE };
    const first = await t.post(body, headers);
    expect(first.status).toBe(201);
    const charge = await said(first);
    expect(charge).toMatchObject({ amount: 1280, description: '咖啡', tillReference: 'R-1', codeHint: '1345••••••••••6789' });
    const again = await t.post({ ...body, currency: 'CNY', method: 'payment_code', unknown: true }, headers);
    expect([again.status, (await said(again)).id]).toEqual([200, charge.id]);
    for (const other of [{ amount: 1281 }, { description: '茶' }, { tillReference: 'R-2' }, { authCode: `12${CODE.slice(2)}` }]) {
      await expectProblem(await t.post({ ...body, ...other }, headers), 409, 'idempotency_key_reused');
    }
  });

  test('the fingerprint knows the hint of the code and nothing else of it', async () => {
    await begin({ authCode: '134500000000006789' });
    await begin({ authCode: '134599999999996789' });
    await begin({ authCode: '134599999999996788' });
    const [a, b, other] = t.terminal.requests.slice(-3).map(({ fingerprint }) => fingerprint);
    expect(a).toMatch(/^[0-9a-f]{64}$/);
    expect(a).toBe(b);
    expect(a).not.toBe(other);
  });

  test('null counts as left out where a field may be left out', async () => {
    const id = await begin({ description: null, tillReference: null });
    expect(t.terminal.requests.at(-1)).toMatchObject({ description: null, tillReference: null, origin: 'till' });
    t.terminal.move(id, 'paid');
  });

  const wrong: readonly (readonly [string, readonly unknown[]])[] = [
    ['amount', [undefined, null, '1280', 0, -1, 1.5, 10_000_000_000, 2 ** 53, true, {}, [], [1]]],
    ['currency', ['', 'cny', 'CN', 'CNYX', 156, null, {}, 'CNY ']],
    ['description', ['', '咖'.repeat(43), 'a'.repeat(128), 'a\u0000b', 'a\nb', '\u007f', '\ud800', '\uffff', 1, {}, ['a'], false]],
    ['tillReference', ['', 'r'.repeat(65), 'a\tb', '\udc00', 7, {}, []]],
    ['method', ['', 'cash', null, 1, {}, 'PAYMENT_CODE']],
    ['authCode', [134567890123456, {}, [], true]],
  ];
  test.each(wrong.flatMap(([field, values]) => values.map((value) => [field, value] as const)))(
    '%s as %j is refused by name',
    async (field, value) => {
      const before = t.terminal.requests.length;
      const body = await expectProblem(await t.post({ amount: 1, authCode: CODE, [field]: value }), 400, 'invalid_request');
      expect(body.errors).toEqual([{ field, detail: expect.stringMatching(/./) }]);
      expect(t.terminal.requests).toHaveLength(before);
    },
  );

  test.each(['1e400', '-1e400', '1e15', '9'.repeat(60_000), '0.1e1000', '1.0000000001'])(
    'a number as hostile as %.12s is refused',
    async (number) => {
      await expectProblem(await t.post(`{"amount":${number}}`), 400, 'invalid_request');
    },
  );

  test('every wrong field is named at once', async () => {
    const body = await expectProblem(await t.post({ amount: '1', method: 'x', authCode: 5 }), 400, 'invalid_request');
    expect((body.errors as { field: string }[]).map(({ field }) => field).sort()).toEqual(['amount', 'authCode', 'method']);
  });

  test('text at its limits is taken', async () => {
    t.terminal.move(await begin({ description: `${'咖'.repeat(42)}a`, tillReference: '😀'.repeat(64) }), 'paid');
    t.terminal.move(await begin({ amount: 9_999_999_999 }), 'paid');
  });

  test('without a key, or with one that cannot be one', async () => {
    await expectProblem(await t.post({ amount: 1 }, { 'idempotency-key': '' }), 400, 'idempotency_key_required');
    for (const key of ['k'.repeat(256), 'schl\u00fcssel', 'a\tb']) {
      const body = await expectProblem(await t.post({ amount: 1 }, { 'idempotency-key': key }), 400, 'invalid_request');
      expect(body.errors).toMatchObject([{ field: 'Idempotency-Key' }]);
    }
    t.terminal.move((await said(t.post({ amount: 1, authCode: CODE }, { 'idempotency-key': 'k'.repeat(255) }))).id, 'paid');
  });

  test('another currency and methods that come later', async () => {
    await expectProblem(await t.post({ amount: 1, currency: 'USD' }), 422, 'unsupported_currency');
    await expectProblem(await t.post({ amount: 1, method: 'merchant_qr' }), 501, 'not_implemented');
    await expectProblem(await t.post({ amount: 1, method: 'link' }), 501, 'not_implemented');
  });

  test.each([
    ['281234567890123456', { wallet: 'alipay', reason: 'foreign_wallet' }],
    ['6212345678901234567', { wallet: 'unionpay', reason: 'foreign_wallet' }],
    ['6901234567892', { reason: 'product_code' }],
    ['https://example.com/', { reason: 'link' }],
    ['13456789012345678', { reason: 'wrong_length' }],
    ['', { reason: 'not_a_code' }],
    ['x'.repeat(60_000), { reason: 'not_a_code' }],
  ])('the code %.20s is unsupported, and says why without repeating it', async (authCode, expected) => {
    const answer = await t.post({ amount: 1, authCode });
    const body = await expectProblem(answer, 422, 'unsupported_code');
    expect(body).toMatchObject(expected);
    if (authCode) expect(JSON.stringify(body)).not.toContain(authCode.slice(0, 12));
  });

  test.each([
    ['terminal_busy', 409],
    ['used_code', 409],
    ['journal_failed', 503],
    ['stopping', 503],
  ] as const)('what the terminal refuses as %s is %i', async (refusal, status) => {
    t.terminal.refuseWith(refusal);
    await expectProblem(await t.post({ amount: 1 }), status, refusal);
  });

  test('one that awaits a code makes the next one busy', async () => {
    const id = (await said(t.post({ amount: 1 }))).id;
    await expectProblem(await t.post({ amount: 1 }), 409, 'terminal_busy');
    t.terminal.move(id, 'canceled');
  });
});

describe('bodies', () => {
  test.each([
    ['not JSON', '{"amount":', 'invalid_json'],
    ['empty', '', 'invalid_json'],
    ['a list', '[{"amount":1}]', 'invalid_request'],
    ['null', 'null', 'invalid_request'],
    ['text', '"amount"', 'invalid_request'],
    ['deeply nested', '['.repeat(30_000) + ']'.repeat(30_000), 'invalid_request'],
    ['deeply nested in a field', `{"amount":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 'invalid_request'],
    ['a prototype', '{"__proto__":{"amount":1}}', 'invalid_request'],
  ])('%s', async (_name, body, code) => {
    await expectProblem(await t.post(body), 400, code);
  });

  test.each(['[{"amount":1}]', 'null', '5', '"x"'])('%s is no object, and is told so', async (body) => {
    expect((await said(t.post(body))).detail).toBe('The body must be a JSON object.');
  });

  test('no UTF-8', async () => {
    await expectProblem(await t.post(Buffer.from('{"amount":1,"description":"\xe9"}', 'latin1')), 400, 'invalid_encoding');
    await expectProblem(await t.post(Buffer.from('{"amount":1}', 'utf16le')), 400, 'invalid_json');
  });

  test.each([
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
    [{ 'content-type': 'application/json; charset=gbk' }],
    [{ 'content-encoding': 'gzip' }],
  ])('of another kind: %j', async (headers) => {
    await expectProblem(await t.post({ amount: 1 }, headers), 415, 'unsupported_media_type');
  });

  test('too large, announced or not', async () => {
    const large = `{"amount":1,"x":"${'x'.repeat(70_000)}"}`;
    await expectProblem(await t.post(large), 413, 'body_too_large');
    const pieces = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 70; i++) controller.enqueue(Buffer.alloc(1024, 32));
        controller.close();
      },
    });
    const init = { method: 'POST', body: pieces, duplex: 'half', headers: { 'content-type': 'application/json', 'idempotency-key': 'k' } };
    await expectProblem(await t.till('/charges', init as RequestInit), 413, 'body_too_large');
  });

  test('whatever is sent, the answer is a refusal that names a field or a charge, and the host lives', async () => {
    const anything = fc.oneof(
      fc.json(),
      fc
        .record({ amount: fc.anything(), authCode: fc.anything(), description: fc.string({ unit: 'binary' }) })
        .map((x) => JSON.stringify(x, plain)),
      fc.uint8Array({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const answer = await t.post(body ?? '');
        const told = await said(answer);
        if (answer.status === 201) t.terminal.move(told.id, 'paid');
        else expect([400, 422]).toContain(answer.status);
      }),
      { numRuns: 300 },
    );
    expect((await t.till('/health')).status).toBe(200);
  });
});

/** What JSON cannot carry goes as text. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

describe('looking at charges', () => {
  test('one that is, one that is not, one that cannot be', async () => {
    const id = await begin();
    expect((await said(t.till(`/charges/${id}`))).id).toBe(id);
    for (const stranger of ['nope', '%00', '..%2f..%2fetc', '%E0%A4%A', 'x'.repeat(5000), "' or 1=1"]) {
      await expectProblem(await t.till(`/charges/${stranger}`), 404, 'not_found');
    }
    t.terminal.move(id, 'paid');
  });

  test('pages by what they are asked for', async () => {
    const id = await begin({ tillReference: '单号 7' });
    t.terminal.move(id, 'unresolved');
    const ask = async (query: string) => (await said(t.till(`/charges?${query}`))).items.map((item: { id: string }) => item.id);
    expect(await ask(`tillReference=${encodeURIComponent('单号 7')}`)).toEqual([id]);
    expect(await ask(`orderNo=T01-0000-${id}`)).toEqual([id]);
    expect(await ask('status=unresolved')).toEqual([id]);
    expect(await ask('status=unresolved,awaiting_code')).toEqual([id]);
    expect(await ask('status=awaiting_code&status=unresolved')).toEqual([id]);
    expect(await ask('orderNo=nobody-has-this')).toEqual([]);
    expect(await ask("orderNo=' or 1=1 --")).toEqual([]);
    expect(await ask('shiftId=none')).toEqual([]);
    const first = await said(t.till('/charges?limit=1'));
    expect(first).toMatchObject({ items: [{ id }], nextCursor: '1' });
    expect((await said(t.till('/charges?limit=1&cursor=1'))).items[0].id).not.toBe(id);
    t.terminal.move(id, 'paid');
  });

  test.each([
    ['limit', ['0', '201', '-1', '1.5', 'x', '', '1e2', '9999999999']],
    ['status', ['', 'PAID', 'paid,nonsense', '%00']],
    ['cursor', ['zzz', 'x'.repeat(129)]],
    ['tillReference', ['', 'x'.repeat(65), '%00', '%0A']],
    ['orderNo', ['x'.repeat(65)]],
    ['shiftId', ['', 'x'.repeat(65)]],
  ])('a wrong %s is refused by name', async (field, values) => {
    for (const value of values) {
      const body = await expectProblem(await t.till(`/charges?${field}=${value}`), 400, 'invalid_request');
      expect(body.errors).toMatchObject([{ field }]);
    }
  });
});

describe('waiting for the end', () => {
  test('answers at the moment of the change', async () => {
    const id = await begin();
    const listening = t.terminal.listeners().feed;
    const answer = t.till(`/charges/${id}?wait=60`);
    await until(() => t.terminal.listeners().feed > listening);
    t.terminal.move(id, 'awaiting_customer'); // not the end
    expect(t.terminal.listeners().feed).toBe(listening + 1);
    t.terminal.move(id, 'paid');
    expect((await said(answer)).status).toBe('paid');
    expect(t.terminal.listeners().feed).toBe(listening);
  });

  test('answers as it is when the time is up, and at once when it is final', async () => {
    const id = await begin();
    const answer = t.till(`/charges/${id}?wait=5`);
    await until(() => t.terminal.listeners().feed > 0);
    t.clock.advance(5_000);
    expect((await said(answer)).status).toBe('submitting');
    t.terminal.move(id, 'declined');
    expect((await said(t.till(`/charges/${id}?wait=60`))).status).toBe('declined');
  });

  test('a caller who hangs up leaves nothing behind', async () => {
    const id = await begin();
    const hangUp = new AbortController();
    const answer = t.till(`/charges/${id}?wait=60`, { signal: hangUp.signal }).catch(() => 'gone');
    await until(() => t.terminal.listeners().feed > 0);
    hangUp.abort();
    await until(() => t.terminal.listeners().feed === 0);
    expect(await answer).toBe('gone');
    t.terminal.move(id, 'paid');
  });

  test.each(['61', '-1', '1.5', 'x', '', '1e1', '600'])('wait=%s is refused by name', async (wait) => {
    const body = await expectProblem(await t.till(`/charges/c1?wait=${wait}`), 400, 'invalid_request');
    expect(body.errors).toMatchObject([{ field: 'wait' }]);
  });
});

describe('a code, a cancellation', () => {
  const json = { method: 'POST', headers: { 'content-type': 'application/json' } };

  test('a code goes to the charge that awaits it', async () => {
    const { id } = await said(t.post({ amount: 5 }));
    for (const authCode of [undefined, null, 5, {}]) {
      const body = await expectProblem(
        await t.till(`/charges/${id}/code`, { ...json, body: JSON.stringify({ authCode }) }),
        400,
        'invalid_request',
      );
      expect(body.errors).toMatchObject([{ field: 'authCode' }]);
    }
    const alipay = JSON.stringify({ authCode: '281234567890123456' });
    await expectProblem(await t.till(`/charges/${id}/code`, { ...json, body: alipay }), 422, 'unsupported_code');
    const given = await t.till(`/charges/${id}/code`, { ...json, body: JSON.stringify({ authCode: ` ${CODE}\r\n` }) });
    expect([given.status, (await said(given)).status]).toEqual([200, 'submitting']);
    t.terminal.refuseWith('no_code_awaited');
    await expectProblem(await t.till(`/charges/${id}/code`, { ...json, body: JSON.stringify({ authCode: CODE }) }), 409, 'no_code_awaited');
    await expectProblem(await t.till('/charges/none/code', { ...json, body: '{}' }), 404, 'not_found');
  });

  test('a cancellation, and one too late', async () => {
    const id = await begin();
    const canceled = await t.till(`/charges/${id}/cancel`, { method: 'POST' });
    expect([canceled.status, (await said(canceled)).status]).toEqual([200, 'canceled']);
    await expectProblem(await t.till(`/charges/${id}/cancel`, { method: 'POST' }), 409, 'already_final');
    await expectProblem(await t.till('/charges/none/cancel', { method: 'POST' }), 404, 'not_found');
  });
});
