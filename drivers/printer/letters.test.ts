import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCIES } from '../../src/money/currency.ts';
import { columnsOf, displayWidth } from '../../src/receipt/display-width.ts';
import type { Profile } from '../../src/receipt/profile.ts';
import { receiptTextIn } from '../../src/receipt/text/receipt-text-in.ts';
import { encodeText } from './letters.ts';

/** Node's own decoders: not the library that wrote the bytes. */
const DECODERS: Readonly<Record<Profile, string>> = { gb18030: 'gb18030', cp949: 'euc-kr', cp437: 'latin1' };

function printed(text: string, profile: Profile): string {
  return new TextDecoder(DECODERS[profile]).decode(encodeText(text, profile));
}

test.each([
  ['gb18030', '微信支付 12.80', '微信支付 12.80'],
  ['gb18030', '龙喆\u{20BB7}', '龙喆\u{20BB7}'], // the last is four bytes
  ['gb18030', '\u00A512.80', '\uFFE512.80'], // the narrow yuan sign is four bytes and misprints
  ['gb18030', '送你😀🇨🇳❤', '送你□□□□'],
  ['gb18030', '1345••7712', '1345··7712'],
  ['cp949', '위챗페이 결제', '위챗페이 결제'],
  ['cp949', '\u00A512', '\uFFE512'],
  ['cp949', '괜찮아요 똠방각하 微信', '괜찮아요 □방각하 微信'], // a syllable beyond KS X 1001
  ['cp949', '付款码', '付款□'], // simplified letters are not Korean ones
  ['cp949', '\u{20BB7}😀', '□□'],
  ['cp437', 'Paid \u00A512', 'Paid Y=12'],
  ['cp437', 'caf\u00E9 微信', 'caf?? ????'],
] as const)('%s prints %s as %s', (profile, text, expected) => expect(printed(text, profile)).toBe(expected));

test.each(['gb18030', 'cp949', 'cp437'] as const)(
  '%s: whatever is written takes as many columns as counted, and no control byte',
  (profile) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const bytes = encodeText(text, profile);
        expect([...bytes].every((byte) => byte >= 0x20)).toBe(true);
        const shown = new TextDecoder(DECODERS[profile]).decode(bytes);
        expect(displayWidth(shown)).toBe(displayWidth(text));
      }),
      { numRuns: 300 },
    );
  },
);

test.each([
  ['gb18030', 'zh-CN'],
  ['gb18030', 'en'],
  ['cp949', 'ko'],
  ['cp437', 'en'],
] as const)('%s has every letter of our words in %s', (profile, language) => {
  const text = receiptTextIn(language);
  const words = JSON.stringify(text) + text.titles.z(1) + CURRENCIES.map((currency) => text.money('1,234.50', currency));
  const missing = [...words].filter((letter) => columnsOf(letter) > 0 && printed(letter, profile) !== letter);
  expect(missing).toEqual([]);
});
