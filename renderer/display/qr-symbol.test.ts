import { expect, test } from 'vitest';
import { modulePx, qrSymbol } from './qr-symbol.ts';

const CODE_URL = 'weixin://wxpay/bizpayurl?pr=p9lBvkdzz';

test('a code URL of WeChat Pay fits 29 modules', () => {
  expect(qrSymbol(CODE_URL).modules).toBe(29);
});

test('the finder’s seven modules are one run, and the gap beside it stays white', () => {
  expect(qrSymbol(CODE_URL).path.startsWith('M0 0h7v1h-7z')).toBe(true);
  expect(qrSymbol(CODE_URL).path).toContain('M0 1h1v1h-1zM6 1h1v1h-1z');
});

test('modules are whole pixels, with the quiet zone in the room', () => {
  expect(modulePx(430, 29)).toBe(11);
  expect(modulePx(37 * 11, 29)).toBe(11);
  expect(modulePx(37 * 11 - 1, 29)).toBe(10);
});
