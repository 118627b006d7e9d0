import { createCipheriv, hash } from 'node:crypto';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wechatNotices } from './notices.ts';
import { createUnseal } from './refund-notice.ts';
import type { Identity } from './requests.ts';
import { createSigner, type SignType } from './sign.ts';
import { CONFIG, ENVELOPE, signedAnswer } from './test-setting.ts';
import { OFFER_SAMPLES, REFUND_NOTICE, REFUND_NOTICE_TEXT } from './testing/offer-samples.ts';
import { API_KEY, APP_ID, MCH_ID } from './testing/samples.ts';
import { buildXml, MAX_MESSAGE_BYTES, parseXml } from './xml.ts';

// Clients that were written against the real platform, by others.
const load = createRequire(import.meta.url);

function notices(type: SignType = 'HMAC-SHA256', identity: Identity = CONFIG) {
  return wechatNotices({ ...identity, apiKey: API_KEY }, createSigner(API_KEY, type));
}
const read = (body: string | Uint8Array, by = notices()) =>
  by.read({ headers: {}, body: typeof body === 'string' ? Buffer.from(body) : body });
const refused = (error: string) => ({ ok: false, error });

const PAYMENT = {
  ...ENVELOPE,
  result_code: 'SUCCESS',
  openid: 'oUpF8uN3vKqYtB7mWc1Rj5XsHd2E',
  trade_type: 'NATIVE',
  total_fee: '5990',
  fee_type: 'CNY',
  cash_fee: '5990',
  transaction_id: '4200002720202611225550998877',
  out_trade_no: 'POS0731T04202611220002',
  time_end: '20261122110233',
};
const PAYMENT_READ = {
  about: 'payment',
  id: '4200002720202611225550998877',
  orderNo: 'POS0731T04202611220002',
  refundNo: null,
  amountFen: 5990,
  currency: 'CNY',
};

const REFUND = {
  out_refund_no: 'RFPOS0731T0420261122000101',
  out_trade_no: 'POS0731T04202611220001',
  refund_account: 'REFUND_SOURCE_UNSETTLED_FUNDS',
  refund_fee: '800',
  refund_id: '50302407192026112236541108273',
  refund_status: 'SUCCESS',
  success_time: '2026-11-22 14:05:33',
  total_fee: '2350',
  transaction_id: '4200002719202611225550142387',
};
const REFUND_READ = {
  about: 'refund',
  id: '50302407192026112236541108273:SUCCESS',
  orderNo: 'POS0731T04202611220001',
  refundNo: 'RFPOS0731T0420261122000101',
  amountFen: 800,
  currency: null,
};

/** Seals as the platform would. */
function seal(text: string, apiKey = API_KEY): string {
  const cipher = createCipheriv('aes-256-ecb', hash('md5', apiKey, 'hex'), null);
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('base64');
}

const inner = (said: Record<string, string>) => buildXml(new Map(Object.entries(said))).replace(/^<xml>(.*)<\/xml>$/s, '<root>$1</root>');

function refundReport(said: Record<string, string>, outside: Record<string, string> = {}): string {
  return buildXml(new Map(Object.entries({ ...ENVELOPE, req_info: seal(inner({ ...REFUND, ...said })), ...outside })));
}

describe('a payment report', () => {
  it('the published one', () => {
    expect(read(OFFER_SAMPLES.paymentNotice)).toEqual({ ok: true, value: PAYMENT_READ });
  });

  it('the same twice is the same report', () => {
    expect(read(OFFER_SAMPLES.paymentNotice)).toEqual(read(OFFER_SAMPLES.paymentNotice));
  });

  it('signed with MD5, for a merchant who signs with MD5', () => {
    expect(read(signedAnswer(PAYMENT, 'MD5'), notices('MD5'))).toEqual({ ok: true, value: PAYMENT_READ });
  });

  it('without a currency it is the usual one; elements nobody heard of are signed like all others', () => {
    const { fee_type: _, ...rest } = PAYMENT;
    expect(read(signedAnswer({ ...rest, brand_new_field: '1' }))).toEqual({ ok: true, value: PAYMENT_READ });
  });

  it.each([
    ['forged', OFFER_SAMPLES.paymentNotice.replace('3723D2', '3723D3'), 'sign'],
    ['another amount under an old signature', OFFER_SAMPLES.paymentNotice.replace('5990', '1'), 'sign'],
    ['not signed', OFFER_SAMPLES.paymentNotice.replace(/<sign>.*<\/sign>/, ''), 'sign'],
    ['signed with another key', signedAnswer(PAYMENT, 'HMAC-SHA256', '0'.repeat(32)), 'sign'],
    ['signed the other way', signedAnswer(PAYMENT, 'MD5'), 'sign'],
    ['signed the other way, and saying so', signedAnswer({ ...PAYMENT, sign_type: 'MD5' }, 'MD5'), 'sign'],
    ['another merchant', signedAnswer({ ...PAYMENT, mch_id: '10000109' }), 'mch_id'],
    ['another app', signedAnswer({ ...PAYMENT, appid: 'wx1111111111111111' }), 'appid'],
    ['no merchant', signedAnswer({ ...PAYMENT, mch_id: '' }), 'mch_id'],
    ['refused as such', '<xml><return_code>FAIL</return_code><return_msg>签名失败</return_msg></xml>', 'return_code'],
    ['neither nor', '<xml><return_code>MAYBE</return_code></xml>', 'return_code'],
    ['nothing of it', '<xml></xml>', 'return_code'],
    ['not a success', signedAnswer({ ...PAYMENT, result_code: 'FAIL' }), 'result_code'],
    ['no result', signedAnswer({ ...PAYMENT, result_code: '' }), 'result_code'],
    ['no number', signedAnswer({ ...PAYMENT, transaction_id: '' }), 'transaction_id'],
    ['no order', signedAnswer({ ...PAYMENT, out_trade_no: '' }), 'out_trade_no'],
    ['an order that is no number', signedAnswer({ ...PAYMENT, out_trade_no: 'POS 1\u00a0' }), 'out_trade_no'],
    ['no amount', signedAnswer({ ...PAYMENT, total_fee: '0' }), 'total_fee'],
    ['half a fen', signedAnswer({ ...PAYMENT, total_fee: '59.5' }), 'total_fee'],
    ['another currency', signedAnswer({ ...PAYMENT, fee_type: 'USD' }), 'fee_type'],
    ['truncated', OFFER_SAMPLES.paymentNotice.slice(0, -40), 'malformed'],
    ['JSON', '{"return_code":"SUCCESS"}', 'malformed'],
    ['an outside entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><a>&x;</a></xml>', 'forbidden_markup'],
    [
      'an entity bomb',
      `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(999)}"><!ENTITY b "&a;&a;&a;&a;">]><xml><a>&b;</a></xml>`,
      'forbidden_markup',
    ],
    ['an element twice', OFFER_SAMPLES.paymentNotice.replace('<sign>', '<total_fee>1</total_fee><sign>'), 'duplicate'],
    ['larger than any report', `<xml><a>${'x'.repeat(MAX_MESSAGE_BYTES)}</a></xml>`, 'too_large'],
  ])('%s: not believed', (_, body, why) => {
    expect(read(body)).toEqual(refused(why));
  });

  it('of a provider: the shop must be the right one', () => {
    const provider = { ...CONFIG, subAppId: 'wx1111111111111111', subMchId: '1900000109' };
    const said = { ...PAYMENT, sub_appid: 'wx1111111111111111', sub_mch_id: '1900000109' };
    const by = notices('HMAC-SHA256', provider);
    expect(read(signedAnswer(said), by)).toEqual({ ok: true, value: PAYMENT_READ });
    expect(read(signedAnswer({ ...said, sub_mch_id: '1900000110' }), by)).toEqual(refused('sub_mch_id'));
    expect(read(signedAnswer({ ...said, sub_mch_id: '' }), by)).toEqual(refused('sub_mch_id'));
    expect(read(signedAnswer({ ...said, sub_appid: 'wx2222222222222222' }), by)).toEqual(refused('sub_appid'));
  });

  it('of an order that another system of the merchant placed: taken, and no terminal’s', () => {
    const body = signedAnswer({ ...PAYMENT, out_trade_no: 'SHOP|17*4@x' });
    expect(read(body)).toEqual({ ok: true, value: { ...PAYMENT_READ, about: 'other', orderNo: null } });
  });
});

describe('a refund report', () => {
  it('the published one', () => {
    expect(read(REFUND_NOTICE)).toEqual({ ok: true, value: REFUND_READ });
  });

  it('the vectors: what the seal hides', () => {
    const unseal = createUnseal(API_KEY);
    const short = 'bDP/xixH0hFEaZusu714Uyyh0dv8MPgMqVLeIkI0QHBoWJbCzCFX0olPqtxTh2q95uvewe45Es+0+iD/4no6Cg==';
    expect(unseal(short)).toEqual({ ok: true, value: new Map([['refund_status', 'SUCCESS']]) });
    const sealed = /<req_info><!\[CDATA\[([^\]]+)/.exec(REFUND_NOTICE)?.[1] ?? '';
    expect(unseal(sealed)).toEqual(parseXml(Buffer.from(REFUND_NOTICE_TEXT), 'root'));
  });

  it('an end of another kind is another report', () => {
    expect(read(refundReport({ refund_status: 'CHANGE' }))).toMatchObject({ value: { id: `${REFUND.refund_id}:CHANGE` } });
    expect(read(refundReport({}))).toMatchObject({ value: { id: `${REFUND.refund_id}:SUCCESS` } });
  });

  it('of a refund that another system of the merchant made: taken, and no terminal’s', () => {
    expect(read(refundReport({ out_refund_no: 'SHOP|17*4' }))).toMatchObject({ ok: true, value: { about: 'other', refundNo: null } });
  });

  it.each([
    ['another merchant', refundReport({}, { mch_id: '10000109' }), 'mch_id'],
    ['another app', refundReport({}, { appid: 'wx1111111111111111' }), 'appid'],
    ['refused as such', refundReport({}, { return_code: 'FAIL' }), 'return_code'],
    ['sealed with another key', refundReport({}, { req_info: seal(inner(REFUND), '0'.repeat(32)) }), 'req_info'],
    ['nothing sealed', refundReport({}, { req_info: '' }), 'req_info'],
    ['not Base64', refundReport({}, { req_info: `${seal(inner(REFUND))}!` }), 'req_info'],
    ['no whole blocks', refundReport({}, { req_info: seal(inner(REFUND)).slice(0, -4) }), 'req_info'],
    [
      'cut between blocks',
      refundReport(
        {},
        {
          req_info: Buffer.from(seal(inner(REFUND)), 'base64')
            .subarray(0, 96)
            .toString('base64'),
        },
      ),
      'req_info',
    ],
    ['not XML', refundReport({}, { req_info: seal('{"refund_status":"SUCCESS"}') }), 'req_info'],
    ['another root', refundReport({}, { req_info: seal(buildXml(new Map(Object.entries(REFUND)))) }), 'req_info'],
    ['a document type under the seal', refundReport({}, { req_info: seal('<!DOCTYPE root><root><a>1</a></root>') }), 'req_info'],
    ['an unknown end', refundReport({ refund_status: 'FAIL' }), 'refund_status'],
    ['no number', refundReport({ refund_id: '' }), 'refund_id'],
    ['no refund', refundReport({ out_refund_no: '' }), 'out_refund_no'],
    ['no order', refundReport({ out_trade_no: '' }), 'out_trade_no'],
    ['no amount', refundReport({ refund_fee: '8.00' }), 'refund_fee'],
  ])('%s: not believed', (_, body, why) => {
    expect(read(body)).toEqual(refused(why));
  });
});

describe('the answer', () => {
  it('exactly what the platform waits for', () => {
    expect(notices().reply(null)).toEqual({
      status: 200,
      contentType: 'text/xml',
      body: '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>',
    });
  });

  it('why not, in a word', () => {
    expect(notices().reply('total_fee').body).toBe(
      '<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[total_fee]]></return_msg></xml>',
    );
    expect(notices().reply('').body).toContain('<return_msg><![CDATA[FAIL]]></return_msg>');
    expect(notices().reply(API_KEY).body).not.toContain(API_KEY);
  });

  it('of both kinds is understood by clients of others', async () => {
    const { Transformer } = load('wechatpay-axios-plugin');
    expect(Transformer.toObject(notices().reply(null).body)).toEqual({ return_code: 'SUCCESS', return_msg: 'OK' });
    expect(Transformer.toObject(notices().reply('sign').body)).toEqual({ return_code: 'FAIL', return_msg: 'sign' });
  });
});

describe('clients of others', () => {
  const Tenpay = load('tenpay');
  const { Aes, Hash, Transformer } = load('wechatpay-axios-plugin');
  const tenpay = new Tenpay({ appid: APP_ID, mchid: MCH_ID, partnerKey: API_KEY });

  it('tenpay reads the same payment and the same refund', async () => {
    expect(await tenpay._parse(signedAnswer(PAYMENT, 'MD5'), 'middleware_pay')).toMatchObject(PAYMENT);
    expect(await tenpay._parse(OFFER_SAMPLES.paymentNotice, 'middleware_pay', 'HMAC-SHA256')).toMatchObject({ total_fee: '5990' });
    const { req_info } = await tenpay._parse(REFUND_NOTICE, 'middleware_refund');
    expect(req_info).toMatchObject({ out_refund_no: REFUND_READ.refundNo, refund_fee: '800', refund_status: 'SUCCESS' });
    await expect(tenpay._parse(OFFER_SAMPLES.paymentNotice.replace('5990', '1'), 'middleware_pay', 'HMAC-SHA256')).rejects.toThrow('sign');
  });

  it.each(['MD5', 'HMAC-SHA256'] as const)('what the other signs and seals is read, %s', (type) => {
    const signed = { ...PAYMENT, sign: Hash.sign(type, PAYMENT, API_KEY) };
    expect(read(Transformer.toXml(signed), notices(type))).toEqual({ ok: true, value: PAYMENT_READ });
    const req_info = Aes.AesEcb.encrypt(`${inner(REFUND)} `, Hash.md5(API_KEY));
    expect(read(Transformer.toXml({ ...ENVELOPE, req_info }), notices(type))).toEqual({ ok: true, value: REFUND_READ });
  });
});

describe('whatever is posted', () => {
  const piece = fc.oneof(
    fc.constantFrom('<xml>', '</xml>', '<req_info>', '</req_info>', '<![CDATA[', ']]>', '&', '<root>', seal(inner(REFUND)), 'SUCCESS'),
    fc.string({ unit: 'binary' }),
  );
  const by = notices();
  const tell = (body: Uint8Array): string => {
    const notice = read(body, by);
    return notice.ok ? 'ok' : notice.error;
  };

  it('never throws, and says why in a word that is none of its own', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(tell(Buffer.from(pieces.join('')))).toMatch(/^[a-z0-9_]+$/);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => /^[a-z0-9_]+$/.test(tell(bytes))));
  });

  it('a sealed text of any kind is opened or refused', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => seal(`<root><a>${text}</a></root>`)),
          fc.base64String(),
        ),
        (req_info) => {
          expect(tell(Buffer.from(buildXml(new Map(Object.entries({ ...ENVELOPE, req_info })))))).toMatch(/^[a-z0-9_]+$/);
        },
      ),
    );
  });

  it('one byte changed, and a payment report is not believed', () => {
    const sample = Buffer.from(OFFER_SAMPLES.paymentNotice);
    fc.assert(
      fc.property(fc.nat({ max: sample.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by_) => {
        const spoilt = Buffer.from(sample);
        spoilt[at] = (spoilt[at] as number) ^ by_;
        const notice = read(spoilt, by);
        // White space between elements is nobody's word.
        expect(!notice.ok || /\s/.test(String.fromCharCode(sample[at] as number))).toBe(true);
      }),
    );
  });

  it('key and seal never come back', () => {
    const told = [refundReport({ refund_status: API_KEY }), signedAnswer({ ...PAYMENT, total_fee: API_KEY })].map((body) =>
      JSON.stringify(read(body)),
    );
    for (const text of told) expect(text).not.toContain(API_KEY);
  });
});
