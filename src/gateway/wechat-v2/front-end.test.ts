import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { HandClock } from '../../basics/hand-clock.ts';
import type { OfferMethod } from '../../payment/charge.ts';
import { frontEndParameters } from './front-end.ts';
import type { Terms } from './requests.ts';
import { createSigner, type SignType, textToSign } from './sign.ts';
import { CONFIG, OFFER, realRandom } from './test-setting.ts';
import { API_KEY, APP_ID, MCH_ID } from './testing/samples.ts';

// A client of others, written against the real platform: what it makes itself, and what it makes of ours.
const load = createRequire(import.meta.url);

const PREPAY_ID = 'wx22110501234567f0e1d2c3b4a5968777';
const SHOWN = { content: null, prepayId: PREPAY_ID };
const NOW_MS = Date.UTC(2026, 10, 22, 3, 5, 0) + 999;

function terms(type: SignType = 'HMAC-SHA256', identity: Terms['identity'] = CONFIG): Terms {
  const signer = createSigner(API_KEY, type);
  return { identity, signer, random: realRandom, terminalId: 'T01', spbillCreateIp: '10.20.4.17' };
}

const make = (method: OfferMethod, by = terms(), shown: { content: string | null; prepayId: string | null } = SHOWN) =>
  frontEndParameters({ ...OFFER, method }, shown, by, new HandClock(NOW_MS));

function ready(method: OfferMethod, by = terms()): Record<string, string> {
  const made = make(method, by);
  if (made.kind !== 'ready') throw new Error(made.doubt);
  return { ...made.parameters };
}

describe('the second signature', () => {
  it('the vectors: both texts, both sign types', () => {
    const bridge = {
      appId: APP_ID,
      timeStamp: '1795316700',
      nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
      package: `prepay_id=${PREPAY_ID}`,
      signType: 'HMAC-SHA256',
    };
    expect(createSigner(API_KEY, 'HMAC-SHA256').sign(textToSign(new Map(Object.entries(bridge))))).toBe(
      '40BBE91FE563FBD555F3B196A3EFC216F3797FD6CD833957FB192AA2D5B05235',
    );
    const app = {
      appid: APP_ID,
      partnerid: MCH_ID,
      prepayid: PREPAY_ID,
      package: 'Sign=WXPay',
      noncestr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
      timestamp: '1795316700',
    };
    expect(createSigner(API_KEY, 'MD5').sign(textToSign(new Map(Object.entries(app))))).toBe('8DB299E1BB3AD220FC59749ED3680129');
  });

  it.each(['official_account', 'mini_program'] as const)('%s: what WeixinJSBridge is handed', (method) => {
    expect(ready(method)).toEqual({
      appId: APP_ID,
      timeStamp: '1795316700',
      nonceStr: expect.stringMatching(/^[0-9a-f]{32}$/),
      package: `prepay_id=${PREPAY_ID}`,
      signType: 'HMAC-SHA256',
      paySign: expect.stringMatching(/^[0-9A-F]{64}$/),
    });
  });

  it('app: all lower-case, and its sign type is not said', () => {
    expect(ready('app', terms('MD5'))).toEqual({
      appid: APP_ID,
      partnerid: MCH_ID,
      prepayid: PREPAY_ID,
      package: 'Sign=WXPay',
      noncestr: expect.stringMatching(/^[0-9a-f]{32}$/),
      timestamp: '1795316700',
      sign: expect.stringMatching(/^[0-9A-F]{32}$/),
    });
  });

  it('of a provider: the shop’s own app and number', () => {
    const provider = terms('MD5', { ...CONFIG, subAppId: 'wx1111111111111111', subMchId: '1900000109' });
    expect(ready('mini_program', provider)).toMatchObject({ appId: 'wx1111111111111111' });
    expect(ready('app', provider)).toMatchObject({ appid: 'wx1111111111111111', partnerid: '1900000109' });
    expect(ready('mini_program', terms('MD5', { ...CONFIG, subMchId: '1900000109' }))).toMatchObject({ appId: APP_ID });
  });

  it('never the same twice', () => {
    expect(ready('app').noncestr).not.toBe(ready('app').noncestr);
  });

  it.each([
    ['merchant_qr', SHOWN],
    ['h5', SHOWN],
    ['link', SHOWN],
    ['mini_program', { content: 'weixin://wxpay/bizpayurl?pr=1', prepayId: null }],
  ] as const)('%s hands nothing over with %o: refused, not an empty set', (method, shown) => {
    expect(make(method, terms(), shown)).toEqual({ kind: 'unknown', doubt: 'refused' });
  });
});

describe.each(['MD5', 'HMAC-SHA256'] as const)('as clients of others sign it, %s', (type) => {
  const Tenpay = load('tenpay');
  const { Hash } = load('wechatpay-axios-plugin');
  const client = new Tenpay({ appid: APP_ID, mchid: MCH_ID, partnerKey: API_KEY });

  it.each([
    ['official_account', 'paySign'],
    ['app', 'sign'],
  ] as const)('%s', (method, signature) => {
    const { [signature]: sign, ...fields } = ready(method, terms(type));
    expect(client._getSign(fields, type)).toBe(sign);
    expect(Hash.sign(type, fields, API_KEY)).toBe(sign);
  });

  it('and with the same names', () => {
    const { timestamp: _, ...bridge } = client.getPayParamsByPrepay({ prepay_id: PREPAY_ID }, type); // one name more, for another library
    expect(Object.keys(ready('mini_program', terms(type))).sort()).toEqual(Object.keys(bridge).sort());
    const app = client.getAppParamsByPrepay({ prepay_id: PREPAY_ID }, type);
    expect(Object.keys(ready('app', terms(type))).sort()).toEqual(Object.keys(app).sort());
  });
});
