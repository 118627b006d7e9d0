import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { begin, CODE, expectProblem, said, startTestHost, type TestHost } from './test-host.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

let t: TestHost;
beforeAll(async () => {
  t = await startTestHost();
});
afterAll(() => t.close());
beforeEach(() => t.terminal.refuseWith(null));

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
    await begin(t, { authCode: '134500000000006789' });
    await begin(t, { authCode: '134599999999996789' });
    await begin(t, { authCode: '134599999999996788' });
    const [a, b, other] = t.terminal.requests.slice(-3).map(({ fingerprint }) => fingerprint);
    expect(a).toMatch(/^[0-9a-f]{64}$/);
    expect(a).toBe(b);
    expect(a).not.toBe(other);
  });

  test('null counts as left out where a field may be left out', async () => {
    const id = await begin(t, { description: null, tillReference: null });
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
    t.terminal.move(await begin(t, { description: `${'咖'.repeat(42)}a`, tillReference: '😀'.repeat(64) }), 'paid');
    t.terminal.move(await begin(t, { amount: 9_999_999_999 }), 'paid');
  });

  test('without a key, or with one that cannot be one', async () => {
    await expectProblem(await t.post({ amount: 1 }, { 'idempotency-key': '' }), 400, 'idempotency_key_required');
    for (const key of ['k'.repeat(256), 'schl\u00fcssel', 'a\tb']) {
      const body = await expectProblem(await t.post({ amount: 1 }, { 'idempotency-key': key }), 400, 'invalid_request');
      expect(body.errors).toMatchObject([{ field: 'Idempotency-Key' }]);
    }
    t.terminal.move((await said(t.post({ amount: 1, authCode: CODE }, { 'idempotency-key': 'k'.repeat(255) }))).id, 'paid');
  });

  test('a currency and a way to pay that nobody has', async () => {
    await expectProblem(await t.post({ amount: 1, currency: 'JPY' }), 422, 'unsupported_currency');
    await expectProblem(await t.post({ amount: 1, method: 'cheque' }), 400, 'invalid_request');
  });

  test('what a way to pay needs, and what it has no use for', async () => {
    for (const [method, field] of [
      ['official_account', 'openId'],
      ['mini_program', 'openId'],
      ['h5', 'clientIp'],
    ] as const) {
      const body = await expectProblem(await t.post({ amount: 1, method }), 400, 'invalid_request');
      expect(body.errors).toMatchObject([{ field }]);
    }
    const body = await expectProblem(await t.post({ amount: 1, method: 'merchant_qr', authCode: CODE }), 400, 'invalid_request');
    expect(body.errors).toMatchObject([{ field: 'authCode' }]);
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
    ['journal_damaged', 503],
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

describe('looking at charges', () => {
  test('one that is, one that is not, one that cannot be', async () => {
    const id = await begin(t);
    expect((await said(t.till(`/charges/${id}`))).id).toBe(id);
    for (const stranger of ['nope', '%00', '..%2f..%2fetc', '%E0%A4%A', 'x'.repeat(5000), "' or 1=1"]) {
      await expectProblem(await t.till(`/charges/${stranger}`), 404, 'not_found');
    }
    t.terminal.move(id, 'paid');
  });

  test('pages by what they are asked for', async () => {
    const id = await begin(t, { tillReference: '单号 7' });
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

describe('a code, a cancellation', () => {
  const json = { method: 'POST', headers: JSON_TYPE };

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
    const id = await begin(t);
    const canceled = await t.till(`/charges/${id}/cancel`, { method: 'POST' });
    expect([canceled.status, (await said(canceled)).status]).toEqual([200, 'canceled']);
    await expectProblem(await t.till(`/charges/${id}/cancel`, { method: 'POST' }), 409, 'already_final');
    await expectProblem(await t.till('/charges/none/cancel', { method: 'POST' }), 404, 'not_found');
  });
});

describe('what the shop’s own software asks for', () => {
  const asked = (authCode: unknown) => t.till('/open-ids', { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ authCode }) });

  test('the parameters of an order, which go to nobody’s disk', async () => {
    const { id } = await said(t.post({ amount: 5, method: 'app' }));
    const answer = await t.till(`/charges/${id}/parameters`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await said(answer)).toEqual({ parameters: { package: 'prepay_id=wx1' } });
    await expectProblem(await t.till('/charges/none/parameters'), 404, 'not_found');
    for (const [refusal, status] of [
      ['no_parameters', 409],
      ['no_answer', 503],
    ] as const) {
      t.terminal.handOver(refusal);
      await expectProblem(await t.till(`/charges/${id}/parameters`), status, refusal);
    }
    t.terminal.move(id, 'canceled');
  });

  test('whose code it is', async () => {
    expect(await said(asked(CODE))).toEqual({ openId: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' });
    await expectProblem(await asked('281234567890123456'), 422, 'unsupported_code');
    for (const authCode of [undefined, null, 5]) await expectProblem(await asked(authCode), 400, 'invalid_request');
  });

  test.each([
    [{ kind: 'unknown', doubt: 'no_answer' }, 503, 'no_answer'],
    [{ kind: 'refused', acquirerCode: 'AUTH_CODE_INVALID', message: null }, 422, 'open_id_refused'],
  ] as const)('nobody says whose code it is: %j', async (outcome, status, code) => {
    t.terminal.tellOpenId(outcome);
    const body = await expectProblem(await asked(CODE), status, code);
    expect(JSON.stringify(body)).not.toContain(CODE);
  });
});
