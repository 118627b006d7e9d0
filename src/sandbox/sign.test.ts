import { describe, expect, test } from 'vitest';
import { type SignType, sign } from './sign.ts';

const KEY = '192006250b4c09247ec02edce69f6a2d';
const OFFICIAL = { appid: 'wxd930ea5d5a258f4f', mch_id: '10000100', device_info: '1000', body: 'test', nonce_str: 'ibuaiVcKdpRxkhJA' };
const { device_info: _, ...WITHOUT_DEVICE } = OFFICIAL;
const SPECIAL = { ...WITHOUT_DEVICE, attach: '', body: '咖啡 & <拿铁>' };

const VECTORS: readonly [string, Record<string, string>, SignType, string][] = [
  ['published, MD5', OFFICIAL, 'MD5', '9A0A8659F005D6984697E2CA0A9CF3B7'],
  ['published, HMAC', OFFICIAL, 'HMAC-SHA256', '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6'],
  [
    'sign_type is signed, HMAC',
    { ...OFFICIAL, sign_type: 'HMAC-SHA256' },
    'HMAC-SHA256',
    '2C9DF1156522C0B2B03B4DBF3BCA5CACB602CBD5CA0F9E112458CF3E9855303B',
  ],
  ['sign_type is signed, MD5', { ...OFFICIAL, sign_type: 'MD5' }, 'MD5', '6B4978B16793D0C2604CD59C47425A27'],
  ['empty field, special characters, MD5', SPECIAL, 'MD5', 'F20376753C09CA80AE4CC815C0411A8C'],
  ['empty field, special characters, HMAC', SPECIAL, 'HMAC-SHA256', 'EAB0BEADB567678EFC0FDBC7E92186379E18926B3F363F6F400032949FFB2634'],
];

describe('signature', () => {
  test.each(VECTORS)('%s', (_name, fields, type, expected) => {
    expect(sign(new Map(Object.entries(fields)), KEY, type)).toBe(expected);
  });

  test('an old signature in the message is left out', () => {
    expect(sign(new Map(Object.entries({ ...OFFICIAL, sign: 'x' })), KEY, 'MD5')).toBe('9A0A8659F005D6984697E2CA0A9CF3B7');
  });
});
