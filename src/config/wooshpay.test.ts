import { describe, expect, it, test } from 'vitest';
import { complaint, GATEWAY, read } from './test-config.ts';

const WOOSHPAY = { kind: 'wooshpay', secretKey: 'sk_test_1' };

describe('a WooshPay merchant', () => {
  it.each([
    ['sk_test_1', 'https://apitest.wooshpay.com'],
    ['sk_live_1', 'https://api.wooshpay.com'],
  ])('the key alone is enough: %s is for %s', async (secretKey, endpoint) => {
    expect(await read({ gateway: { kind: 'wooshpay', secretKey } })).toMatchObject({
      ok: true,
      value: { gateway: { kind: 'wooshpay', secretKey, endpoints: [endpoint], webhookSecret: null, ca: null } },
    });
  });

  it('may name what is its own', async () => {
    const own = {
      endpoints: ['https://apitest.wooshpay.com:8443'],
      webhookSecret: 'whsec_0123456789',
      returnUrl: 'https://shop.example/thanks',
    };
    expect(await read({ gateway: { ...WOOSHPAY, ...own } })).toMatchObject({ ok: true, value: { gateway: own } });
  });

  it.each<[object, string]>([
    [{ gateway: { kind: 'wooshpay', secretKey: 'sk' } }, 'config.json: gateway.secretKey: must be the secret key, sk_test_… or sk_live_…'],
    [
      { gateway: { kind: 'wooshpay', secretKey: 'sk_live_1', endpoints: ['https://apitest.wooshpay.com'] } },
      'config.json: gateway.secretKey: is of the other kind than the endpoints: sk_test_ belongs to apitest.wooshpay.com, sk_live_ to api.wooshpay.com',
    ],
    [
      { gateway: { kind: 'wooshpay', secretKey: 'sk_test_1', endpoints: ['https://api.wooshpay.com'] } },
      'config.json: gateway.secretKey: is of the other kind than the endpoints: sk_test_ belongs to apitest.wooshpay.com, sk_live_ to api.wooshpay.com',
    ],
    [
      { gateway: { kind: 'wooshpay', secretKey: 'sk_test_1', webhookSecret: 'short' } },
      'config.json: gateway.webhookSecret: must be the endpoint’s secret, whsec_… or as it was shown',
    ],
    [
      { gateway: { kind: 'wooshpay', secretKey: 'sk_test_1', ca: 'gone.pem' } },
      'config.json: gateway.ca: the file cannot be read, or is larger than 1 MB; paths begin at the configuration file',
    ],
  ])('refused: %j', async (config, message) => {
    expect(await complaint(config)).toBe(message);
  });

  it.each(['HKD', 'GBP', 'CNY'])('may keep its till in %s', async (currency) => {
    expect(await read({ store: { currency }, gateway: WOOSHPAY })).toMatchObject({ ok: true, value: { store: { currency } } });
    expect(await complaint({ store: { currency }, gateway: { kind: 'sandbox', speaks: 'wooshpay' } })).toBe('accepted');
  });
});

test.each([[GATEWAY], [{ kind: 'sandbox' }], [{ kind: 'sandbox', speaks: 'wechat-v2' }], [undefined]])(
  'WeChat takes nothing but yuan: %j',
  async (gateway) => {
    expect(await complaint({ store: { currency: 'HKD' }, gateway })).toBe('config.json: store.currency: must be CNY with this gateway');
    expect(await complaint({ store: { currency: 'CNY' }, gateway })).toBe('accepted');
  },
);

test('a currency that nobody keeps a till in', async () => {
  expect(await complaint({ store: { currency: 'XXX' }, gateway: WOOSHPAY })).toMatch(/^config\.json: store\.currency: must be /);
});
