import { expect, test } from 'vitest';
import { refusalOf, strangerIn } from './scanned.ts';

test.each([
  ['134512345678907712', 'payment_code'],
  ['281234567890123456', 'alipay'],
  ['https://qr.alipay.com/fkx00000invented', 'alipay'],
  ['HTTPS://QR.ALIPAY.COM/FKX00000INVENTED', 'alipay'],
  ['6212345678901234567', 'unionpay'],
  ['https://qr.95516.com/00010000/invented', 'unionpay'],
  ['wxp://f2f0invented', 'wechat_person'],
])('%s is known by sight', (text, stranger) => {
  expect(strangerIn(text)).toBe(stranger);
});

test.each([
  'weixin://wxpay/bizpayurl?pr=p8Nf2Kzzz',
  'https://notalipay.com/pay',
  'https://shop.example/?to=https://qr.alipay.com/1',
  'http://127.0.0.1:40123/pay/1',
  'a table number',
])('%s may be asked for', (text) => {
  expect(strangerIn(text)).toBeNull();
});

test('a refusal that has no words of its own was not delivered', () => {
  expect(refusalOf('order_over')).toBe('order_over');
  expect(refusalOf('invalid_field')).toBe('failed');
});
