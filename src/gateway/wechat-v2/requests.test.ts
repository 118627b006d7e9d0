import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AuthCode } from '../../scanner/auth-code.ts';
import { chargeForm, fitBody, orderBody, type Terms } from './requests.ts';
import { createSigner, type SignType } from './sign.ts';
import { CODE, CONFIG, ORDER, realRandom } from './test-setting.ts';
import { API_KEY } from './testing/samples.ts';
import { parseXml } from './xml.ts';

const terms = (type: SignType = 'HMAC-SHA256', identity: Terms['identity'] = CONFIG): Terms => ({
  identity,
  signer: createSigner(API_KEY, type),
  random: realRandom,
  terminalId: 'T01',
  spbillCreateIp: '10.20.4.17',
});
const read = (xml: string) => {
  const parsed = parseXml(Buffer.from(xml));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
};

describe('the submission', () => {
  it.each(['MD5', 'HMAC-SHA256'] as const)('is complete, signed and as long as it was said to be, %s', (type) => {
    const template = chargeForm(terms(type))(ORDER);
    const xml = template.complete(CODE);
    const fields = read(xml);
    expect(Buffer.byteLength(xml)).toBe(template.bodyBytes);
    expect(createSigner(API_KEY, type).verifies(fields)).toBe(true);
    const { nonce_str, sign: _, ...rest } = Object.fromEntries(fields);
    expect(nonce_str).toMatch(/^[0-9a-f]{32}$/);
    expect(rest).toEqual({
      appid: CONFIG.appId,
      mch_id: CONFIG.mchId,
      sign_type: type,
      device_info: 'T01',
      body: ORDER.description,
      out_trade_no: ORDER.orderNo,
      total_fee: '2350',
      fee_type: 'CNY',
      spbill_create_ip: '10.20.4.17',
      auth_code: '134567890123456789',
    });
    expect(xml).toContain('<total_fee>2350</total_fee>');
  });

  it('never repeats a nonce', () => {
    const form = chargeForm(terms());
    const nonces = Array.from({ length: 50 }, () => read(form(ORDER).complete(CODE)).get('nonce_str'));
    expect(new Set(nonces).size).toBe(50);
  });

  it('stays right for every description, code and amount', () => {
    const form = chargeForm(terms());
    const digits = fc.stringMatching(/^1[0-5]\d{16}$/);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), digits, (description, code) => {
        const template = form({ ...ORDER, description });
        const xml = template.complete(new AuthCode(code));
        const fields = read(xml);
        expect(Buffer.byteLength(xml)).toBe(template.bodyBytes);
        expect(fields.get('auth_code')).toBe(code);
        expect(fields.get('body')).toBe(fitBody(description));
        expect(createSigner(API_KEY, 'HMAC-SHA256').verifies(fields)).toBe(true);
      }),
    );
  });
});

it('a provider names the sub-merchant in every request, under the signature', () => {
  const provider = terms('MD5', { ...CONFIG, subAppId: 'wx1111111111111111', subMchId: '1900000109' });
  for (const xml of [chargeForm(provider)(ORDER).complete(CODE), orderBody(ORDER, provider)]) {
    const fields = read(xml);
    expect(fields.get('sub_mch_id')).toBe('1900000109');
    expect(fields.get('sub_appid')).toBe('wx1111111111111111');
    expect(provider.signer.verifies(fields)).toBe(true);
  }
});

it('a question names the order and nothing else of it', () => {
  const fields = read(orderBody(ORDER, terms()));
  expect([...fields.keys()].sort()).toEqual(['appid', 'mch_id', 'nonce_str', 'out_trade_no', 'sign', 'sign_type']);
  expect(createSigner(API_KEY, 'HMAC-SHA256').verifies(fields)).toBe(true);
});

describe('what the customer is shown', () => {
  it.each([
    ['as it is', '咖啡 & <拿铁> 😀'.slice(0, 9), '咖啡 & <拿铁>'.slice(0, 9)],
    ['without emoji', '奶茶🧋👨‍👩‍👧🇨🇳❤️1️⃣', '奶茶1'],
    ['control characters as one space', 'a\r\n\tb\u0000c', 'a b c'],
    ['without half characters', 'a\uD83Db', 'ab'],
    ['never empty', '😀', '商品'],
    ['never empty, for blanks', ' \n ', '商品'],
  ])('%s', (_, description, body) => expect(fitBody(description)).toBe(body));

  it('at most 127 bytes, cut between characters', () => {
    expect(fitBody('汉'.repeat(60))).toBe('汉'.repeat(42));
    expect(fitBody(`a${'汉'.repeat(60)}`)).toBe(`a${'汉'.repeat(42)}`);
    expect(Buffer.byteLength(fitBody('𠮷'.repeat(60)))).toBe(124);
  });
});
