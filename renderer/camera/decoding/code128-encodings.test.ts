import bwipjs from 'bwip-js/node';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodingsOf } from './code128-encodings.ts';
import { STOP_WIDTHS, widthsOf } from './code128-table.ts';

/** What another program draws. */
function drawn(text: string, encoded: object): string {
  const [symbol] = bwipjs.raw({ bcid: 'code128', text, ...encoded });
  return symbol && 'sbs' in symbol ? Array.from(symbol.sbs).join('') : '';
}

function widths(text: string): readonly string[] {
  return encodingsOf(text).map((symbols) => [...symbols.flatMap(widthsOf), ...STOP_WIDTHS].join(''));
}

test('a payment code is drawn in pairs, as others draw it', () => {
  expect(widths('134512345678907712')[0]).toBe(drawn('134512345678907712', {}));
});

test('what others draw of any number of digits is among the encodings', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: 30 });
  fc.assert(fc.property(digits, (text) => widths(text).includes(drawn(text, {}))));
});

test('digits one by one are an encoding too', () => {
  const singles = '^104'.concat(...Array.from('134512345678907712', (digit) => `^0${16 + Number(digit)}`));
  expect(widths('134512345678907712')).toContain(drawn(singles, { raw: true }));
});
