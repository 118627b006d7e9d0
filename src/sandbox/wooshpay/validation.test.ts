import { describe, expect, test } from 'vitest';
import type { JsonObject } from './json.ts';
import { codeFor, errorOf, offerBy, openWooshShop, scan } from './test-shop.ts';

describe('who is believed', () => {
  test.each([
    ['no header', ''],
    ['another key', `Basic ${Buffer.from('sk_test_other:').toString('base64')}`],
    ['a password', `Basic ${Buffer.from('sk_test_x:secret').toString('base64')}`],
    ['a bearer', 'Bearer sk_test_example'],
  ])('%s: 401, before anything else is looked at', (_name, authorization) => {
    const answer = openWooshShop().post('/payment_intents', 'not json', { authorization });
    expect(answer.status).toBe(401);
    expect(errorOf(answer).type).toBe('invalid_request_error');
  });

  test('what is no JSON object: 400', () => {
    const shop = openWooshShop();
    for (const body of ['{', '[1]', 'amount=1250']) expect(shop.post('/payment_intents', body).status).toBe(400);
    expect(shop.post('/payment_intents', 'amount=1', { 'content-type': 'application/x-www-form-urlencoded' }).status).toBe(400);
  });

  test('unknown paths, and the list of refunds that does not exist: 404', () => {
    const shop = openWooshShop();
    for (const path of ['/refunds', '/charges', '/payment_intents/pi_1/reverse']) {
      const answer = shop.get(path);
      expect(answer.status).toBe(404);
      expect(errorOf(answer).code).toBe('resource_missing');
    }
  });
});

describe('the fields of an intent', () => {
  test.each<[string, JsonObject, string]>([
    ['no amount', { amount: undefined }, 'parameter_missing'],
    ['no currency', { currency: undefined }, 'parameter_missing'],
    ['a fraction', { amount: 12.5 }, 'parameter_invalid_integer'],
    ['a text', { amount: '1250' }, 'parameter_invalid_integer'],
    ['nothing', { amount: 0 }, 'amount_too_small'],
    ['less than nothing', { amount: -1 }, 'amount_too_small'],
    ['yen', { currency: 'JPY' }, 'parameter_invalid'],
    ['another wallet', { payment_method_data: { type: 'alipay' } }, 'payment_method_unactivated'],
    ['an unknown wallet', { payment_method_data: { type: 'shells' } }, 'parameter_invalid'],
    ['no method', { payment_method_data: undefined }, 'parameter_missing'],
    ['no type', { payment_method_data: {} }, 'parameter_missing'],
    ['no terminal', { payment_method_options: {} }, 'parameter_missing'],
    ['an unknown terminal', { payment_method_options: { wechat_pay: { terminal_type: 'scan_code' } } }, 'parameter_invalid'],
    ['numbers as metadata', { metadata: { store: 7 } }, 'parameter_invalid'],
    ['a capture by hand', { capture_method: 'manual' }, 'parameter_invalid'],
    ['only cards', { payment_method_types: ['card'] }, 'parameter_invalid'],
  ])('%s: 400, nothing created, the code unspent', (_name, changes, code) => {
    const shop = openWooshShop();
    const { authCode } = shop.wallet.issueCode();
    const answer = shop.pay(authCode, changes);
    expect([answer.status, errorOf(answer).code]).toEqual([400, code]);
    expect(shop.acquirer.intents()).toEqual([]);
    expect(shop.pay(authCode).json.status).toBe('succeeded');
  });

  test('50,000 dollars, or as much in another currency', () => {
    const shop = openWooshShop();
    for (const [amount, currency, status] of [
      [5_000_000, 'USD', 200],
      [5_000_001, 'USD', 400],
      [36_000_000, 'cny', 200],
      [36_000_001, 'CNY', 400],
      [4_000_000, 'GBP', 400],
    ] as const) {
      const answer = shop.pay(codeFor('0000'), { amount, currency });
      expect([amount, currency, answer.status]).toEqual([amount, currency, status]);
      if (status === 400) expect(errorOf(answer).code).toBe('amount_too_large');
      else expect(answer.json.currency).toBe(currency.toUpperCase());
    }
    const spent = codeFor('0000');
    shop.pay(spent);
    expect(shop.pay(spent, { amount: 9_000_000, currency: 'USD' }).status).toBe(200); // the code comes before the limit: declined
  });

  test('what was sent is told again; amounts stay in hundredths in every currency', () => {
    const shop = openWooshShop();
    for (const currency of ['CNY', 'GBP', 'USD', 'EUR', 'HKD']) {
      expect(shop.pay(codeFor('0000'), { currency, amount: 101 }).json).toMatchObject({
        object: 'payment_intent',
        currency,
        amount: 101,
        amount_received: 101,
        merchant_order_id: 'T01-0001-1',
        description: 'till 1',
        metadata: { terminal_id: 'T01' },
        return_url: 'https://shop.example/pos',
        payment_method_options: { wechat_pay: { terminal_type: 'SCAN_CODE' } },
        confirmation_method: 'automatic',
        capture_method: 'automatic',
      });
    }
    expect(shop.acquirer.captured('EUR')).toBe(101);
    expect(shop.get('/balance').json).toMatchObject({
      object: 'balance',
      available: expect.arrayContaining([{ amount: 101, currency: 'gbp' }]),
    });
  });

  test('ids are snowflakes of their time, and no two are alike', () => {
    const shop = openWooshShop();
    shop.clock.advance(789);
    const intents = Array.from({ length: 50 }, () => shop.pay(codeFor('0000')).json);
    for (const { id, created, payment_method: method } of intents) {
      expect(id).toMatch(/^pi_\d{19}$/);
      expect(method).toMatch(/^pm_\d{19}$/);
      const madeAtMs = Number((BigInt(String(id).slice(3)) >> 22n) + 1_288_834_974_657n);
      expect(madeAtMs).toBe(shop.clock.wallMs());
      expect(created).toBe(madeAtMs - (madeAtMs % 1000));
    }
    expect(new Set(intents.map(({ id }) => id)).size).toBe(50);
    expect(intents[0]?.client_secret).toMatch(/^pi_\d{19}_secret_[0-9A-Za-z]{24}$/);
  });
});

describe('two steps, and what is refused between them', () => {
  test('created, updated, confirmed', () => {
    const shop = openWooshShop();
    const { json: intent } = shop.create(scan('', { confirm: false, payment_method_data: undefined }));
    expect(intent.status).toBe('requires_payment_method');
    const path = `/payment_intents/${intent.id}`;
    expect(shop.post(path, { amount: 1300, metadata: { sale: '9' }, merchant_order_id: 'T01-0002-1' }).json).toMatchObject({
      amount: 1300,
      metadata: { sale: '9' },
      merchant_order_id: 'T01-0002-1',
    });
    const method = { payment_method_data: { type: 'wechat_pay', wechat_pay: { payment_code: codeFor('0000') } } };
    expect(shop.post(`${path}/confirm`, method).json).toMatchObject({ status: 'succeeded', amount_received: 1300 });
    for (const [rest, body] of [
      ['/confirm', method],
      ['/cancel', { cancellation_reason: 'abandoned' }],
      ['/capture', {}],
      ['', { amount: 1 }],
    ] as const) {
      expect(errorOf(shop.post(`${path}${rest}`, body))).toMatchObject({ code: 'payment_intent_unexpected_state' });
    }
    expect(shop.get(`/payment_intents/search?query=merchant_order_id:"T01-0002-1"`).json.data).toHaveLength(1);
    expect(shop.acquirer.captured('CNY')).toBe(1300);
  });

  test('a declined intent takes another code', () => {
    const shop = openWooshShop();
    const { json } = shop.pay(codeFor('0004'));
    const method = { payment_method_data: { type: 'wechat_pay', wechat_pay: { payment_code: codeFor('0000') } } };
    const paid = shop.post(`/payment_intents/${json.id}/confirm`, method).json;
    expect(paid.status).toBe('succeeded');
    expect(paid).not.toHaveProperty('last_payment_error');
  });

  test('a method without its confirmation: requires_confirmation; a cancellation wants a reason', () => {
    const shop = openWooshShop();
    const { json } = shop.create(offerBy('WEB', { confirm: false }));
    expect(json.status).toBe('requires_confirmation');
    const other = shop.create(offerBy('WEB', { confirm: false })).json;
    expect(shop.post(`/payment_intents/${other.id}/confirm`).json).toMatchObject({ status: 'requires_action', next_action: {} });
    const path = `/payment_intents/${json.id}/cancel`;
    expect(errorOf(shop.post(path, {}))).toMatchObject({ code: 'parameter_missing', param: 'cancellation_reason' });
    expect(shop.post(path, { cancellation_reason: 'x' }).json.status).toBe('canceled');
    expect(errorOf(shop.post(path, { cancellation_reason: 'x' })).code).toBe('payment_intent_unexpected_state');
  });
});

describe('lists', () => {
  test('newest first, in pages both ways, by time; from the query or the body', () => {
    const shop = openWooshShop();
    const ids = Array.from({ length: 12 }, () => {
      shop.clock.advance(1_000);
      return String(shop.pay(codeFor('0000')).json.id);
    }).reverse();
    const idsOf = (target: string, body: JsonObject | string = '') => {
      const { json } = shop.get(`/payment_intents${target}`, body);
      return { ids: (json.data as JsonObject[]).map(({ id }) => id), more: json.has_more };
    };
    expect(idsOf('')).toEqual({ ids: ids.slice(0, 10), more: true });
    expect(idsOf(`?limit=5&starting_after=${ids[9]}`)).toEqual({ ids: ids.slice(10), more: false });
    expect(idsOf(`?limit=3&ending_before=${ids[5]}`)).toEqual({ ids: ids.slice(2, 5), more: true });
    expect(idsOf('', { limit: 2, starting_after: ids[1] ?? '' })).toEqual({ ids: ids.slice(2, 4), more: true });
    const fourth = shop.get(`/payment_intents/${ids[4]}`).json.created as number;
    expect(idsOf(`?created[gte]=${fourth}`).ids).toEqual(ids.slice(0, 5));
    expect(idsOf('', { created: { gt: fourth / 1000 } }).ids).toEqual(ids.slice(0, 4)); // seconds
    expect(idsOf(`?created[lt]=${fourth}&limit=100`).ids).toEqual(ids.slice(5));
    expect(shop.get('/payment_intents?limit=101').status).toBe(400);
    expect(shop.get('/payment_intents/search').status).toBe(400);
    expect(shop.get('/payment_intents/search?query=amount:1').status).toBe(400);
  });
});
