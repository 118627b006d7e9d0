import { describe, expect, it } from 'vitest';
import { type Beliefs, believe, readPayment } from './believe.ts';
import { createSigner } from './sign.ts';
import { CONFIG, ENVELOPE, ORDER, PAID, PAYMENT, signedAnswer } from './test-setting.ts';
import { API_KEY, SAMPLES } from './testing/samples.ts';
import { parseXml } from './xml.ts';

const BELIEFS: Beliefs = { signer: createSigner(API_KEY, 'HMAC-SHA256'), identity: CONFIG, order: ORDER };

function judge(xml: string, beliefs = BELIEFS) {
  const message = parseXml(Buffer.from(xml));
  if (!message.ok) throw new Error(message.error);
  const believed = believe(message.value, beliefs);
  return believed.ok ? readPayment(believed.value, beliefs) : believed;
}
const untrusted = (why: string) => ({ ok: false, error: { doubt: 'untrusted', why } });

describe('whether an answer is believed', () => {
  it('reads the payment of the sample messages', () => {
    expect(judge(SAMPLES.micropayPaid)).toEqual({ ok: true, value: PAYMENT });
    expect(judge(SAMPLES.queryPaid)).toEqual({ ok: true, value: PAYMENT });
  });

  it.each(Object.entries(PAID))('one field that is not the signed one, %s: untrusted', (name, value) => {
    const signed = signedAnswer(PAID);
    const forged = signed
      .replace(`<![CDATA[${value}]]></${name}>`, `<![CDATA[${value}0]]></${name}>`)
      .replace(`>${value}</${name}>`, `>${value}0</${name}>`);
    expect(forged).not.toBe(signed);
    expect(judge(forged).ok).toBe(false);
  });

  it.each([
    ['no signature', SAMPLES.micropayPaid.replace(/<sign>.*<\/sign>/, '')],
    ['an empty signature', SAMPLES.micropayPaid.replace(/<sign>.*<\/sign>/, '<sign></sign>')],
    ['signed with the other sign type', signedAnswer(PAID, 'MD5')],
    ['signed with another key', signedAnswer(PAID, 'HMAC-SHA256', 'f'.repeat(32))],
    ['claiming another sign type', signedAnswer({ ...PAID, sign_type: 'MD5' }, 'MD5')],
  ])('%s: untrusted', (_, xml) => {
    expect(judge(xml)).toEqual(untrusted('sign'));
  });

  it.each([
    ['appid', { appid: 'wx0000000000000000' }],
    ['mch_id', { mch_id: '10000101' }],
    ['out_trade_no', { out_trade_no: 'POS0731T04202611220002' }],
    ['total_fee', { total_fee: '2351' }],
    ['total_fee', { total_fee: '02350' }],
    ['total_fee', { total_fee: '' }],
    ['fee_type', { fee_type: 'USD' }],
    ['transaction_id', { transaction_id: '' }],
    ['transaction_id', { transaction_id: '4200 2719' }],
    ['transaction_id', { transaction_id: '4'.repeat(33) }],
    ['time_end', { time_end: '' }],
    ['time_end', { time_end: '20260230103412' }],
  ])('rightly signed, but with another %s: untrusted', (why, other) => {
    expect(judge(signedAnswer({ ...PAID, ...other }))).toEqual(untrusted(why));
  });

  it.each(['appid', 'mch_id', 'out_trade_no', 'total_fee', 'transaction_id', 'time_end'] as const)(
    'rightly signed without %s: untrusted',
    (why) => {
      const { [why]: _, ...rest } = PAID as Record<string, string>;
      expect(judge(signedAnswer(rest as Record<string, string>))).toEqual(untrusted(why));
    },
  );

  it('takes an answer without fee_type as CNY, and one of another trade_type', () => {
    const { fee_type: _, ...rest } = PAID;
    expect(judge(signedAnswer({ ...rest, trade_type: 'FACE' }))).toEqual({ ok: true, value: PAYMENT });
  });

  it('believes a value that ends in a space, and elements it never heard of', () => {
    expect(judge(signedAnswer({ ...PAID, attach: 'x ', coupon_id_0: '1' })).ok).toBe(true);
  });

  it('a communication failure carries no signature and decides nothing', () => {
    expect(judge(SAMPLES.micropayRefused)).toEqual({ ok: false, error: { doubt: 'refused', why: '签名错误' } });
  });

  it('a refusal that names no order is believed; one that names another is not', () => {
    const refusal = { ...ENVELOPE, result_code: 'FAIL', err_code: 'NOTENOUGH' };
    const heard = (fields: Record<string, string>) => {
      const message = parseXml(Buffer.from(signedAnswer(fields)));
      return message.ok && believe(message.value, BELIEFS).ok;
    };
    expect(heard(refusal)).toBe(true);
    expect(heard({ ...refusal, out_trade_no: 'SOMEBODY-ELSE' })).toBe(false);
  });

  it('a message without a return code is none of this protocol', () => {
    expect(judge('<xml><a>1</a></xml>')).toMatchObject({ error: { doubt: 'no_answer' } });
  });

  it('for a sub-merchant, another one is not believed, and a payment must name it', () => {
    const provider = { ...BELIEFS, identity: { ...CONFIG, subAppId: 'wx1111111111111111', subMchId: '1900000109' } };
    const own = { ...PAID, sub_mch_id: '1900000109', sub_appid: 'wx1111111111111111' };
    expect(judge(signedAnswer(own), provider)).toEqual({ ok: true, value: PAYMENT });
    expect(judge(signedAnswer({ ...own, sub_mch_id: '1900000110' }), provider)).toEqual(untrusted('sub_mch_id'));
    expect(judge(signedAnswer({ ...own, sub_appid: 'wx2' }), provider)).toEqual(untrusted('sub_appid'));
    expect(judge(signedAnswer(PAID), provider)).toEqual(untrusted('sub_mch_id'));
  });
});
