import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from './json.ts';
import { ACCOUNT, errorOf, offerBy, openWooshShop } from './test-shop.ts';

const ORDER_NO = 'T01-0001-1';

function dialogShop() {
  const shop = openWooshShop();
  shop.wallet.change({ passwordAbove: 0 });
  const { json } = shop.pay(shop.wallet.issueCode().authCode);
  return { ...shop, status: () => shop.get(`/payment_intents/${json.id}`).json.status, path: `/payment_intents/${json.id}` };
}

describe('a code of the phone follows its wallet', () => {
  test('below the limit it is paid at once, whatever its last digits say', () => {
    const shop = openWooshShop();
    for (let index = 0; index < 20; index += 1) expect(shop.pay(shop.wallet.issueCode().authCode).json.status).toBe('succeeded');
    expect(shop.wallet.settings().balanceFen).toBe(10_000_000 - 20 * 1250);
    expect(shop.phone.payments(50)[0]).toMatchObject({ orderNo: ORDER_NO, state: 'paid', by: 'code', currency: 'CNY', amountFen: 1250 });
  });

  test('used, expired or without money: declined', () => {
    const shop = openWooshShop();
    const used = shop.wallet.issueCode().authCode;
    shop.pay(used);
    const expired = shop.wallet.issueCode().authCode;
    shop.clock.advance(60_000);
    for (const code of [used, expired])
      expect(shop.pay(code).json).toMatchObject({ last_payment_error: { decline_code: 'invalid_request_error' } });
    shop.wallet.change({ balanceFen: 0 });
    expect(shop.pay(shop.wallet.issueCode().authCode).json).toMatchObject({ last_payment_error: { decline_code: 'insufficient_funds' } });
  });

  test('the password: paid', () => {
    const shop = dialogShop();
    expect(shop.status()).toBe('requires_action');
    expect(shop.phone.payments(50)).toMatchObject([{ state: 'awaiting_password' }]);
    expect(shop.phone.answer(ORDER_NO, 'wrong_password')).toEqual({ ok: true, value: null });
    expect(shop.phone.answer(ORDER_NO, 'pay')).toEqual({ ok: true, value: null });
    expect(shop.status()).toBe('succeeded');
    expect(shop.phone.answer(ORDER_NO, 'pay')).toEqual({ ok: false, error: 'no_dialog' });
    expect(shop.phone.answer('ANOTHER', 'pay')).toBeNull();
    expect(shop.acquirer.captured('CNY')).toBe(1250);
  });

  test.each([
    ['given up', 'give_up', 10_000_000, 'generic_decline'],
    ['paid without money', 'pay', 0, 'insufficient_funds'],
  ] as const)('%s: declined', (_name, deed, balanceFen, declineCode) => {
    const shop = dialogShop();
    shop.wallet.change({ balanceFen });
    shop.phone.answer(ORDER_NO, deed);
    expect(shop.get(shop.path).json).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_method_provider_decline', decline_code: declineCode },
    });
    expect(shop.phone.payments(50)).toMatchObject([{ state: 'given_up' }]);
  });

  test('canceled or too late: the dialog is gone', () => {
    const shop = dialogShop();
    shop.post(`${shop.path}/cancel`, { cancellation_reason: 'abandoned' });
    expect(shop.phone.payments(50)).toMatchObject([{ state: 'expired' }]);
    expect(shop.phone.answer(ORDER_NO, 'pay')).toEqual({ ok: false, error: 'no_dialog' });
    const late = dialogShop();
    late.clock.advance(90_000);
    expect(late.phone.payments(50)).toMatchObject([{ state: 'expired' }]);
    expect(late.status()).toBe('requires_payment_method');
  });

  test('without network no dialog, until it is back', () => {
    const shop = dialogShop();
    shop.wallet.change({ network: 'off' });
    expect(shop.phone.payments(50)).toEqual([]);
    expect(shop.phone.answer(ORDER_NO, 'pay')).toEqual({ ok: false, error: 'no_network' });
    shop.wallet.change({ network: 'on' });
    expect(shop.phone.answer(ORDER_NO, 'pay')).toEqual({ ok: true, value: null });
  });
});

describe('what the customer scans or follows', () => {
  test('WEB: a QR; scanned, a dialog; given up, it can be scanned again', () => {
    const shop = openWooshShop();
    const { json } = shop.create(offerBy('WEB'));
    expect(json.status).toBe('requires_action');
    const { type, wechat_pay_display_qr_code: qr } = json.next_action as JsonObject;
    expect(type).toBe('wechat_pay_display_qr_code');
    const content = String((qr as JsonObject).image_data_url);
    expect(content).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=[0-9A-Za-z]{9}$/);

    expect(shop.phone.scan('weixin://wxpay/bizpayurl?pr=unknown01')).toBeNull();
    expect(shop.phone.payments(50)).toEqual([]);
    shop.phone.scan(content);
    expect(shop.phone.payments(50)).toMatchObject([{ state: 'awaiting_password', by: 'scan' }]);
    shop.phone.answer(ORDER_NO, 'give_up');
    expect(shop.get(`/payment_intents/${json.id}`).json.status).toBe('requires_action');
    shop.phone.scan(content);
    shop.phone.answer(ORDER_NO, 'pay');
    expect(shop.get(`/payment_intents/${json.id}`).json).toMatchObject({ status: 'succeeded', amount_received: 1250 });
    expect(shop.phone.scan(content)).toEqual({ ok: false, error: 'order_over' });
    expect(shop.wallet.settings().balanceFen).toBe(10_000_000 - 1250);
  });

  test('canceled or after two hours it leads nowhere', () => {
    const shop = openWooshShop();
    for (const end of ['cancel', 'lapse']) {
      const { json } = shop.create(offerBy('WEB'));
      const content = String(((json.next_action as JsonObject).wechat_pay_display_qr_code as JsonObject).image_data_url);
      if (end === 'cancel') shop.post(`/payment_intents/${json.id}/cancel`, { cancellation_reason: 'abandoned' });
      else shop.clock.advance(2 * 60 * 60 * 1000);
      expect(shop.phone.scan(content)).toEqual({ ok: false, error: 'order_over' });
    }
  });

  test('WAP: a link', () => {
    const shop = openWooshShop();
    const { json } = shop.create(offerBy('WAP'));
    const action = json.next_action as JsonObject;
    const url = String((action.wechat_pay_redirect_to_web as JsonObject).url);
    expect(url).toMatch(/^https:\/\/wx\.tenpay\.com\/cgi-bin\/mmpayweb-bin\/checkmweb\?prepay_id=wx\w+&package=\d+&redirect_url=https%3A/);
    shop.phone.scan(url);
    expect(shop.phone.payments(50)).toMatchObject([{ state: 'awaiting_password', by: 'link' }]);
  });

  test.each([
    ['official_account', 'wechat_pay_official_account_params'],
    ['mini_program', 'wechat_pay_mini_program_params'],
  ])('%s: parameters for the front end, signed; without an openid declined', (terminalType, name) => {
    const shop = openWooshShop();
    const { json } = shop.create(offerBy(terminalType, {}, { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' }));
    const parameters = (json.next_action as JsonObject)[name] as JsonObject;
    const { appId, nonceStr, package: prepay, signType, timeStamp, paySign } = parameters;
    expect(timeStamp).toBe(String(Math.floor(shop.clock.wallMs() / 1000)));
    const text = `appId=${appId}&nonceStr=${nonceStr}&package=${prepay}&signType=${signType}&timeStamp=${timeStamp}&key=${ACCOUNT.payKey}`;
    expect(paySign).toBe(createHash('md5').update(text).digest('hex').toUpperCase());
    expect(shop.phone.scan(String(prepay))).toEqual({ ok: true, value: null });

    for (const openid of ['', undefined]) {
      expect(shop.create(offerBy(terminalType, {}, { openid })).json).toMatchObject({
        status: 'requires_payment_method',
        last_payment_error: { code: 'payment_method_provider_decline', decline_code: 'invalid_request_error' },
      });
    }
  });

  test('foreign money is paid in yuan by a fixed table', () => {
    const shop = openWooshShop();
    shop.pay(shop.wallet.issueCode().authCode, { amount: 10_000, currency: 'USD' });
    expect(shop.wallet.settings().balanceFen).toBe(10_000_000 - 72_000);
    expect(shop.phone.payments(1)).toMatchObject([{ amountFen: 10_000, currency: 'USD' }]);
  });
});

describe('checkout sessions', () => {
  const SESSION = {
    mode: 'payment',
    success_url: 'https://shop.example/ok',
    cancel_url: 'https://shop.example/no',
    payment_method_types: ['wechat_pay'],
    client_reference_id: 'T01-0002-1',
    line_items: [
      { price_data: { currency: 'CNY', unit_amount: 1250, product_data: { name: 'Till sale' } }, quantity: 2 },
      { price_data: { currency: 'CNY', unit_amount: 100, product_data: { name: 'Bag' } } },
    ],
  };
  const open = (changes: JsonObject = {}) => {
    const shop = openWooshShop();
    const { json } = shop.post('/checkout/sessions', { ...SESSION, ...changes });
    const read = () => shop.get(`/checkout/sessions/${json.id}`).json;
    const intent = () => shop.get(`/payment_intents/${json.payment_intent}`).json;
    return { ...shop, json, read, intent };
  };

  test('open for 24 hours, with a page, an intent and its items', () => {
    const shop = open();
    expect(shop.json).toMatchObject({
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 2600,
      currency: 'CNY',
      client_reference_id: 'T01-0002-1',
      expires_at: shop.clock.wallMs() + 24 * 60 * 60 * 1000,
    });
    expect(shop.json.id).toMatch(/^cs_\d{19}$/);
    expect(shop.json.url).toMatch(/\/pay\/cs_test_\d{19}\?key=pk_test_/);
    expect(shop.intent().status).toBe('requires_payment_method');
    const items = shop.get(`/checkout/sessions/${shop.json.id}/line_items`).json.data as JsonObject[];
    expect(items).toMatchObject([
      { object: 'item', quantity: 2, amount_total: 2500, price: { unit_amount: 1250, product: { name: 'Till sale' } } },
      { quantity: 1, amount_total: 100 },
    ]);
    expect(shop.get('/checkout/sessions/list?limit=5').json.data).toEqual([shop.read()]);
    expect(shop.get('/checkout/sessions/list', { payment_intent: 'pi_1' }).json.data).toEqual([]);
  });

  test('paid on the phone by its link: complete', () => {
    const shop = open();
    expect(shop.phone.scan(String(shop.json.url))).toEqual({ ok: true, value: null });
    expect(shop.phone.payments(50)).toMatchObject([
      { state: 'awaiting_password', by: 'link', orderNo: 'T01-0002-1', description: 'Till sale' },
    ]);
    shop.phone.answer('T01-0002-1', 'pay');
    expect(shop.acquirer.intents()).toMatchObject([{ orderNo: 'T01-0002-1', captured: 1 }]);
    expect(shop.read()).toMatchObject({ status: 'complete', payment_status: 'paid' });
    expect(shop.intent()).toMatchObject({ status: 'succeeded', amount_received: 2600 });
    expect(shop.types()).toEqual(expect.arrayContaining(['payment_intent.succeeded', 'checkout.session.completed']));
    expect(shop.phone.scan(String(shop.json.url))).toEqual({ ok: false, error: 'order_over' });
    expect(shop.post(`/checkout/sessions/${shop.json.id}/expire`).status).toBe(400);
  });

  test('expired, by the merchant or by time: nobody can pay any more', () => {
    for (const end of ['merchant', 'time']) {
      const shop = open();
      shop.phone.scan(String(shop.json.url));
      if (end === 'merchant') expect(shop.post(`/checkout/sessions/${shop.json.id}/expire`).json.status).toBe('expired');
      else shop.clock.advance(24 * 60 * 60 * 1000);
      expect(shop.read()).toMatchObject({ status: 'expired', payment_status: 'unpaid' });
      expect(shop.intent().status).toBe('canceled');
      expect(shop.phone.answer(String(shop.json.payment_intent), 'pay')).toEqual({ ok: false, error: 'no_dialog' });
      expect(shop.types()).toContain('checkout.session.expired');
    }
  });

  test('its intent is not canceled, confirmed or updated directly', () => {
    const shop = open();
    for (const [rest, body] of [
      ['/cancel', { cancellation_reason: 'x' }],
      ['/confirm', offerBy('WEB')],
      ['', { amount: 1 }],
    ] as const) {
      expect(errorOf(shop.post(`/payment_intents/${shop.json.payment_intent}${rest}`, body)).code).toBe('payment_intent_unexpected_state');
    }
  });

  test.each<[string, JsonObject]>([
    ['a subscription', { mode: 'subscription' }],
    ['no mode', { mode: undefined }],
    ['no success_url', { success_url: undefined }],
    ['no items', { line_items: [] }],
    [
      'two currencies',
      { line_items: [SESSION.line_items[0] ?? {}, { price_data: { currency: 'USD', unit_amount: 1, product_data: { name: 'x' } } }] },
    ],
    ['no price', { line_items: [{ quantity: 1 }] }],
    ['half a bag', { line_items: [{ ...SESSION.line_items[1], quantity: 0.5 }] }],
    ['too much', { line_items: [{ price_data: { currency: 'USD', unit_amount: 5_000_001, product_data: { name: 'x' } } }] }],
  ])('%s: 400', (_name, changes) => {
    const shop = open(changes);
    expect(shop.json.error).toMatchObject({ type: 'invalid_request_error' });
    expect(shop.acquirer.intents()).toEqual([]);
  });
});
