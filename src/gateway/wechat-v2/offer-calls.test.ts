import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WechatV2Config } from '../../config/config.ts';
import { createSigner, textToSign } from './sign.ts';
import { fieldsOf, testGateway } from './test-gateway.ts';
import { CODE, ENVELOPE, OFFER, PAID, signedAnswer } from './test-setting.ts';
import { OFFER_SAMPLES } from './testing/offer-samples.ts';
import { API_KEY, SAMPLES } from './testing/samples.ts';

const NOTIFY_URL = 'https://pay.example.com/wx/pay-notify';
const PREPAY_ID = 'wx22110501234567f0e1d2c3b4a5968777';

const AT_THE_COUNTER = { terminalId: 'POS-0731-T04', spbillCreateIp: '10.20.4.17' };
const setting = (config: Partial<WechatV2Config> = {}) => testGateway(config, AT_THE_COUNTER);

const placed = (said: Record<string, string>) => signedAnswer({ ...ENVELOPE, result_code: 'SUCCESS', prepay_id: PREPAY_ID, ...said });
const unknown = (doubt: string) => ({ kind: 'unknown', doubt, acquirerCode: null });

describe('placing an offer', () => {
  it('the published request, but for what the merchant calls the goods', async () => {
    const { gateway, transport, asked } = setting({ notifyUrl: NOTIFY_URL });
    transport.reply = () => OFFER_SAMPLES.nativePlaced;
    expect(await gateway.offer(OFFER)).toEqual({
      kind: 'offered',
      shown: { content: 'weixin://wxpay/bizpayurl?pr=Kq7Zt3M', prepayId: null },
    });
    const { nonce_str: _, sign: __, product_id, ...said } = asked()[0] ?? {};
    const { nonce_str: ___, sign: ____, product_id: _____, ...published } = fieldsOf(OFFER_SAMPLES.nativeRequest);
    expect(said).toEqual(published);
    expect(product_id).toBe(OFFER.orderNo);
    expect(createSigner(API_KEY, 'HMAC-SHA256').verifies(new Map(Object.entries(asked()[0] ?? {})))).toBe(true);
    const [post] = transport.posts;
    expect(post?.call).toMatchObject({ path: '/pay/unifiedorder', needsCertificate: false, safeToRepeat: true, timeoutMs: 10_000 });
    expect(Buffer.byteLength(post?.body ?? '')).toBe(post?.announcedBytes);
  });

  it('a repeat says the same, whenever it is made: only the nonce is new', async () => {
    const { gateway, transport, asked, clock } = setting();
    transport.reply = () => OFFER_SAMPLES.nativePlaced;
    await gateway.offer(OFFER);
    clock.advance(90_000);
    await gateway.offer({ ...OFFER });
    const [first, second] = asked().map(({ nonce_str: _, sign: __, ...rest }) => rest);
    expect(second).toEqual(first);
    expect(asked()[0]?.nonce_str).not.toBe(asked()[1]?.nonce_str);
  });

  it('without a notify address one stands there that is nobody’s, and has no query', async () => {
    const { gateway, transport, asked } = setting();
    transport.reply = () => OFFER_SAMPLES.nativePlaced;
    await gateway.offer(OFFER);
    const address = new URL(asked()[0]?.notify_url ?? '');
    expect([address.protocol, address.search, address.hostname.endsWith('.example')]).toEqual(['https:', '', true]);
  });

  it('lives for more than a minute, and never less than it is shown', async () => {
    const { gateway, transport, asked } = setting();
    transport.reply = () => OFFER_SAMPLES.nativePlaced;
    for (const shownMs of [1, 30_000, 60_000, 60_001, 300_000, 300_999])
      await gateway.offer({ ...OFFER, expiresAtMs: OFFER.createdAtMs + shownMs });
    expect(asked().map(({ time_expire }) => time_expire?.slice(8))).toEqual(['110101', '110101', '110101', '110101', '110500', '110501']);
    expect(new Set(asked().map(({ time_start }) => time_start))).toEqual(new Set(['20261122110000']));
  });

  const TO = { openId: 'oUpF8uN3vKqYtB7mWc1Rj5XsHd2E', clientIp: '203.0.113.9' };
  it.each([
    ['official_account', { trade_type: 'JSAPI', openid: TO.openId, spbill_create_ip: TO.clientIp }, { content: null, prepayId: PREPAY_ID }],
    ['mini_program', { trade_type: 'JSAPI', openid: TO.openId }, { content: null, prepayId: PREPAY_ID }],
    ['app', { trade_type: 'APP', spbill_create_ip: TO.clientIp }, { content: null, prepayId: PREPAY_ID }],
    [
      'h5',
      { trade_type: 'MWEB', spbill_create_ip: TO.clientIp },
      { content: 'https://wx.tenpay.com/cgi-bin/x?prepay_id=1&package=2', prepayId: null },
    ],
    ['merchant_qr', { trade_type: 'NATIVE', spbill_create_ip: '10.20.4.17' }, { content: 'weixin://wxpay/x', prepayId: null }],
  ] as const)('%s', async (method, said, shown) => {
    const { gateway, transport, asked } = setting();
    const given = { code_url: 'weixin://wxpay/x', mweb_url: 'https://wx.tenpay.com/cgi-bin/x?prepay_id=1&package=2' };
    transport.reply = () => placed({ trade_type: said.trade_type, ...given });
    expect(await gateway.offer({ ...OFFER, method, to: TO })).toEqual({ kind: 'offered', shown });
    expect(asked()[0]).toMatchObject(said);
    expect('openid' in (asked()[0] ?? {})).toBe(said.trade_type === 'JSAPI');
    expect('product_id' in (asked()[0] ?? {})).toBe(method === 'merchant_qr');
  });

  it('the published JSAPI answer', async () => {
    const { gateway, transport } = setting();
    transport.reply = () => OFFER_SAMPLES.jsapiPlaced;
    expect(await gateway.offer({ ...OFFER, method: 'mini_program', to: TO })).toEqual({
      kind: 'offered',
      shown: { content: null, prepayId: PREPAY_ID },
    });
  });

  it('h5 says where the customer comes from, within what the field may hold', async () => {
    const { gateway, transport, asked } = setting({ notifyUrl: `https://${'pay.'.repeat(15)}example.com/wx/pay-notify` });
    transport.reply = () => SAMPLES.micropayRefused;
    for (const description of ['禾木便利店', '"'.repeat(200)]) await gateway.offer({ ...OFFER, method: 'h5', to: TO, description });
    const [scene, long] = asked().map(({ scene_info = '' }) => scene_info);
    const h5_info = { type: 'Wap', wap_url: `https://${'pay.'.repeat(15)}example.com`, wap_name: '禾木便利店' };
    expect(JSON.parse(scene ?? '')).toEqual({ h5_info });
    expect(Buffer.byteLength(long ?? '')).toBeLessThanOrEqual(256);
  });

  it('of a provider: the customer is the one of the shop’s app, if it has one', async () => {
    const { gateway, transport, asked } = setting({ subAppId: 'wx1111111111111111', subMchId: '1900000109' });
    transport.reply = () => SAMPLES.micropayRefused;
    await gateway.offer({ ...OFFER, method: 'mini_program', to: TO });
    expect(asked()[0]).toMatchObject({ sub_appid: 'wx1111111111111111', sub_mch_id: '1900000109', sub_openid: TO.openId });
    expect(asked()[0]).not.toHaveProperty('openid');
  });

  it.each([
    ['link', TO],
    ['official_account', { ...TO, openId: null }],
    ['mini_program', { ...TO, openId: null }],
    ['h5', { ...TO, clientIp: null }],
  ] as const)('%s to %o: declined, and nothing is sent', async (method, to) => {
    const { gateway, transport } = setting();
    expect(await gateway.offer({ ...OFFER, method, to })).toMatchObject({ kind: 'declined', decline: { code: 'configuration_error' } });
    expect(transport.posts).toEqual([]);
  });

  it('the published refusal: the number is known there', async () => {
    const { gateway, transport } = setting();
    transport.reply = () => OFFER_SAMPLES.offerRefused;
    expect(await gateway.offer(OFFER)).toEqual({ kind: 'ask' });
  });

  it.each([
    ['signature forged', OFFER_SAMPLES.nativePlaced.replace('FEC501', 'FEC502'), 'untrusted'],
    ['another QR under an old signature', OFFER_SAMPLES.nativePlaced.replace('Kq7Zt3M', 'Kq7Zt3N'), 'untrusted'],
    ['signature missing', OFFER_SAMPLES.nativePlaced.replace(/<sign>.*<\/sign>/, ''), 'untrusted'],
    ['another merchant', placed({ trade_type: 'NATIVE', code_url: 'weixin://x', mch_id: '10000109' }), 'untrusted'],
    ['another kind of order', placed({ trade_type: 'JSAPI', code_url: 'weixin://x' }), 'untrusted'],
    ['no QR', placed({ trade_type: 'NATIVE' }), 'untrusted'],
    ['a QR that leads elsewhere', placed({ trade_type: 'NATIVE', code_url: 'javascript:alert(1)' }), 'untrusted'],
    ['a QR without a lock', placed({ trade_type: 'NATIVE', code_url: 'http://wx.tenpay.com/x' }), 'untrusted'],
    ['a QR of two lines', placed({ trade_type: 'NATIVE', code_url: 'weixin://x\nweixin://y' }), 'untrusted'],
    ['a QR of nothing', placed({ trade_type: 'NATIVE', code_url: 'weixin://' }), 'untrusted'],
    ['a QR that is too long', placed({ trade_type: 'NATIVE', code_url: `weixin://${'x'.repeat(504)}` }), 'untrusted'],
    ['refused without a signature', SAMPLES.micropayRefused, 'refused'],
    ['HTML', '<html>502</html>', 'no_answer'],
    ['truncated', OFFER_SAMPLES.nativePlaced.slice(0, -40), 'no_answer'],
    ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "aaa">]><xml><a>&a;</a></xml>', 'no_answer'],
    ['larger than any answer', `<xml><a>${'x'.repeat(70_000)}</a></xml>`, 'no_answer'],
  ])('%s: unknown, and the log says so', async (_, answer, doubt) => {
    const { gateway, transport, log } = setting();
    transport.reply = () => answer;
    expect(await gateway.offer(OFFER)).toEqual(unknown(doubt));
    expect(log.entries.at(-1)).toMatchObject({ event: `gateway_${doubt}`, fields: { path: '/pay/unifiedorder', orderNo: OFFER.orderNo } });
  });

  it('the longest QR there may be', async () => {
    const { gateway, transport } = setting();
    const code_url = `weixin://${'x'.repeat(503)}`;
    transport.reply = () => placed({ trade_type: 'NATIVE', code_url });
    expect(await gateway.offer(OFFER)).toMatchObject({ kind: 'offered', shown: { content: code_url } });
  });

  it('for an app, a name that could say more than a name is none', async () => {
    const { gateway, transport } = setting();
    for (const prepay_id of ['', 'wx22&package=evil', 'x'.repeat(65)]) {
      transport.reply = () => placed({ trade_type: 'APP', prepay_id });
      expect(await gateway.offer({ ...OFFER, method: 'app' })).toEqual(unknown('untrusted'));
    }
  });

  it('silence is no answer; what could not leave is told as such', async () => {
    const { gateway, transport, clock } = setting();
    const waiting = gateway.offer(OFFER);
    clock.advance(10_000);
    expect(await waiting).toEqual(unknown('no_answer'));
    transport.reply = () => ({ kind: 'not_sent', reason: 'ECONNREFUSED' });
    expect(await gateway.offer(OFFER)).toEqual({ kind: 'not_sent' });
    expect(gateway.line()).toBe('offline');
  });

  it('whatever the goods are called, the request can be read and is signed', async () => {
    const { gateway, transport, asked } = setting();
    transport.reply = () => SAMPLES.micropayRefused;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (description) => {
        await gateway.offer({ ...OFFER, method: 'h5', to: TO, description });
        const fields = new Map(Object.entries(asked().at(-1) ?? {}));
        expect(createSigner(API_KEY, 'HMAC-SHA256').verifies(fields)).toBe(true);
        expect(JSON.parse(fields.get('scene_info') ?? '')).toHaveProperty('h5_info');
      }),
      { numRuns: 50 },
    );
  });
});

describe('withdrawing it', () => {
  it('the published answer: closed; names the order and nothing else of it', async () => {
    const { gateway, transport, asked } = setting();
    transport.reply = () => OFFER_SAMPLES.orderClosed;
    expect(await gateway.withdraw(OFFER)).toEqual({ kind: 'closed' });
    expect(transport.posts[0]?.call).toMatchObject({ path: '/pay/closeorder', needsCertificate: false, safeToRepeat: true });
    expect(Object.keys(asked()[0] ?? {}).sort()).toEqual(['appid', 'mch_id', 'nonce_str', 'out_trade_no', 'sign', 'sign_type']);
  });

  it.each([
    ['forged', OFFER_SAMPLES.orderClosed.replace('9EAEFF', '9EAEFE'), 'untrusted'],
    ['another merchant', signedAnswer({ ...ENVELOPE, result_code: 'SUCCESS', mch_id: '10000109' }), 'untrusted'],
    ['refused without a signature', SAMPLES.micropayRefused, 'refused'],
    ['HTML', '<html>502</html>', 'no_answer'],
  ])('%s: unknown', async (_, answer, doubt) => {
    const { gateway, transport } = setting();
    transport.reply = () => answer;
    expect(await gateway.withdraw(OFFER)).toEqual(unknown(doubt));
  });
});

describe('asking about it', () => {
  const about = (said: Record<string, string>) =>
    signedAnswer({ ...ENVELOPE, result_code: 'SUCCESS', out_trade_no: OFFER.orderNo, ...said });
  it.each(['NATIVE', 'JSAPI', 'APP', 'MWEB'])('paid by %s', async (trade_type) => {
    const { gateway, transport } = setting();
    const money = { total_fee: '5990', cash_fee: '5990', transaction_id: '4200002720202611225550998877', time_end: '20261122110233' };
    transport.reply = () => about({ ...money, trade_type, openid: PAID.openid, fee_type: 'CNY', trade_state: 'SUCCESS' });
    expect(await gateway.query(OFFER)).toMatchObject({ kind: 'paid', payment: { transactionId: money.transaction_id } });
    transport.reply = () => about({ ...money, total_fee: '1', trade_type, trade_state: 'SUCCESS' });
    expect(await gateway.query(OFFER)).toEqual(unknown('untrusted'));
  });

  it.each([
    ['NOTPAY', { kind: 'not_paid' }],
    ['USERPAYING', { kind: 'customer_paying' }],
    ['PAYERROR', { kind: 'payment_failed' }],
    ['CLOSED', { kind: 'undone', acquirerCode: 'CLOSED' }],
    ['REFUND', { kind: 'undone', acquirerCode: 'REFUND' }],
  ])('%s', async (trade_state, outcome) => {
    const { gateway, transport } = setting();
    transport.reply = () => about({ trade_state });
    expect(await gateway.query(OFFER)).toEqual(outcome);
  });
});

describe('what the shop’s own software is given', () => {
  it('a set signed with the merchant’s key, of this moment', async () => {
    const { gateway, clock } = setting();
    const made = await gateway.parameters({ ...OFFER, method: 'mini_program' }, { content: null, prepayId: PREPAY_ID });
    if (made.kind !== 'ready') throw new Error(made.doubt);
    const { paySign, ...fields } = made.parameters;
    expect(fields.timeStamp).toBe(String(clock.wallMs() / 1_000));
    expect(createSigner(API_KEY, 'HMAC-SHA256').sign(textToSign(new Map(Object.entries(fields))))).toBe(paySign);
  });
});

describe('who the customer is', () => {
  const CUSTOMER = 'oUpF8uN3vKqYtB7mWc1Rj5XsHd2E';

  it('asked by his code, which nothing else is told', async () => {
    const { gateway, transport, asked, log } = setting();
    transport.reply = () => signedAnswer({ ...ENVELOPE, result_code: 'SUCCESS', openid: CUSTOMER });
    expect(await gateway.openId(CODE)).toEqual({ kind: 'known', openId: CUSTOMER });
    expect(transport.posts[0]?.call).toMatchObject({ path: '/tools/authcodetoopenid', needsCertificate: false, safeToRepeat: true });
    expect(Object.keys(asked()[0] ?? {}).sort()).toEqual(['appid', 'auth_code', 'mch_id', 'nonce_str', 'sign', 'sign_type']);
    expect(asked()[0]?.auth_code).toBe('134567890123456789');
    expect(log.entries).toEqual([]);
  });

  it.each([
    ['forged', signedAnswer({ ...ENVELOPE, result_code: 'SUCCESS', openid: CUSTOMER }).replace(CUSTOMER, 'oSomebodyElse'), 'untrusted'],
    ['another merchant', signedAnswer({ ...ENVELOPE, result_code: 'SUCCESS', openid: CUSTOMER, mch_id: '10000109' }), 'untrusted'],
    ['refused without a signature', SAMPLES.micropayRefused, 'refused'],
    ['HTML', '<html>502</html>', 'no_answer'],
  ])('%s: unknown', async (_, answer, doubt) => {
    const { gateway, transport } = setting();
    transport.reply = () => answer;
    expect(await gateway.openId(CODE)).toEqual({ kind: 'unknown', doubt });
  });
});

it('reports are read only where they are told to come', () => {
  expect(setting().gateway.notices).toBeNull();
  const { notices } = setting({ notifyUrl: NOTIFY_URL }).gateway;
  expect(notices?.path).toBe('/notify/wechat');
  const body = Buffer.from(OFFER_SAMPLES.paymentNotice);
  expect(notices?.read({ headers: {}, body })).toMatchObject({
    ok: true,
    value: { orderNo: OFFER.orderNo, amountFen: OFFER.amountFen },
  });
});

it('code, key and signatures are told to nobody, whatever the acquirer writes back', async () => {
  const { transport, log, gateway } = setting();
  const signature = () => /<sign><!\[CDATA\[(\w+)/.exec(transport.posts.at(-1)?.body ?? '')?.[1] ?? '?';
  const code = '134567890123456789';
  const echoes = [
    (secret: string) => `<xml><return_code>FAIL</return_code><return_msg>${code} ${secret}</return_msg></xml>`,
    (secret: string) => signedAnswer({ ...ENVELOPE, result_code: 'FAIL', err_code: 'NOAUTH', err_code_des: `${code} ${secret}` }),
    (secret: string) => placed({ trade_type: 'NATIVE', code_url: `javascript:${code}${secret}` }),
  ];
  for (const echo of echoes) {
    for (const secret of [() => API_KEY, signature]) {
      transport.reply = () => echo(secret());
      const told = [await gateway.offer(OFFER), await gateway.withdraw(OFFER), await gateway.openId(CODE)];
      const kept = JSON.stringify(told) + log.text();
      for (const forbidden of [code, API_KEY, signature()]) expect(kept).not.toContain(forbidden);
    }
  }
});
