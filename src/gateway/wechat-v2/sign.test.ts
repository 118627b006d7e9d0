import { describe, expect, it } from 'vitest';
import { createSigner, type SignType, textToSign } from './sign.ts';
import { OFFER_SAMPLES } from './testing/offer-samples.ts';
import { API_KEY, SAMPLES } from './testing/samples.ts';
import { parseXml } from './xml.ts';

const OFFICIAL = { appid: 'wxd930ea5d5a258f4f', mch_id: '10000100', device_info: '1000', body: 'test', nonce_str: 'ibuaiVcKdpRxkhJA' };
const { device_info: _, ...SPECIAL } = { ...OFFICIAL, attach: '', body: '咖啡 & <拿铁>' };

const VECTORS: readonly [string, Record<string, string>, SignType, string][] = [
  ['published, MD5', OFFICIAL, 'MD5', '9A0A8659F005D6984697E2CA0A9CF3B7'],
  ['published, HMAC-SHA256', OFFICIAL, 'HMAC-SHA256', '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6'],
  [
    'the sign type is signed itself, HMAC-SHA256',
    { ...OFFICIAL, sign_type: 'HMAC-SHA256' },
    'HMAC-SHA256',
    '2C9DF1156522C0B2B03B4DBF3BCA5CACB602CBD5CA0F9E112458CF3E9855303B',
  ],
  ['the sign type is signed itself, MD5', { ...OFFICIAL, sign_type: 'MD5' }, 'MD5', '6B4978B16793D0C2604CD59C47425A27'],
  ['empty field and special characters, MD5', SPECIAL, 'MD5', 'F20376753C09CA80AE4CC815C0411A8C'],
  [
    'empty field and special characters, HMAC-SHA256',
    SPECIAL,
    'HMAC-SHA256',
    'EAB0BEADB567678EFC0FDBC7E92186379E18926B3F363F6F400032949FFB2634',
  ],
];

describe('signature', () => {
  it.each(VECTORS)('%s', (_, fields, type, expected) => {
    const signer = createSigner(API_KEY, type);
    const named = new Map(Object.entries(fields));
    expect(signer.sign(textToSign(named))).toBe(expected);
    expect(signer.verifies(new Map([...named, ['sign', expected]]))).toBe(true);
  });

  it('signs the text the platform prescribes', () => {
    expect(textToSign(new Map(Object.entries(SPECIAL)))).toBe(
      'appid=wxd930ea5d5a258f4f&body=咖啡 & <拿铁>&mch_id=10000100&nonce_str=ibuaiVcKdpRxkhJA',
    );
  });

  it('sorts by code, an underscore after digits and a shorter name first', () => {
    const fields = new Map([
      ['coupon_id_0', '3'],
      ['coupon_fee_0', '2'],
      ['coupon_fee', '1'],
      ['Z', '0'],
    ] as const);
    expect(textToSign(fields)).toBe('Z=0&coupon_fee=1&coupon_fee_0=2&coupon_id_0=3');
  });

  const unsigned: readonly string[] = [SAMPLES.micropayRefused];
  const messages = Object.entries({ ...SAMPLES, ...OFFER_SAMPLES }).filter(([, xml]) => !unsigned.includes(xml));
  it.each(messages)('verifies the sample message %s, and none of its neighbours', (_, xml) => {
    const signer = createSigner(API_KEY, 'HMAC-SHA256');
    const parsed = parseXml(Buffer.from(xml));
    if (!parsed.ok) throw new Error(parsed.error);
    expect(signer.verifies(parsed.value)).toBe(true);
    for (const [name, value] of parsed.value) {
      expect(signer.verifies(new Map([...parsed.value, [name, `${value} `]])), name).toBe(false);
    }
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['lower case', '6a9ae1657590fd6257d693a078e1c3e4bb6ba4dc30b23e0ee2496e54170dacd6'],
    ['of the other sign type', '9A0A8659F005D6984697E2CA0A9CF3B7'],
    ['with another key', createSigner('0'.repeat(32), 'HMAC-SHA256').sign(textToSign(new Map(Object.entries(OFFICIAL))))],
  ])('refuses a signature that is %s', (_, sign) => {
    const fields = new Map(Object.entries(OFFICIAL));
    if (sign !== undefined) fields.set('sign', sign);
    expect(createSigner(API_KEY, 'HMAC-SHA256').verifies(fields)).toBe(false);
  });

  it('verifies a value that ends in a space and elements it never heard of', () => {
    const signer = createSigner(API_KEY, 'MD5');
    const fields = new Map([...Object.entries(OFFICIAL), ['attach', ' end '], ['brand_new_field', '1']] as [string, string][]);
    expect(signer.verifies(new Map([...fields, ['sign', signer.sign(textToSign(fields))]]))).toBe(true);
  });

  it('shows no key to whoever prints it', () => {
    expect(JSON.stringify(createSigner(API_KEY, 'MD5'))).not.toContain(API_KEY);
  });
});

it.each(['MD5', 'HMAC-SHA256'] as const)('a signature begun before the rest is known is the same, %s', (type) => {
  const signer = createSigner(API_KEY, type);
  expect(signer.begin('appid=wx&auth_code=')('1345&body=咖啡')).toBe(signer.sign('appid=wx&auth_code=1345&body=咖啡'));
});
