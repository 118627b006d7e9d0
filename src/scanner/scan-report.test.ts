import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookAtScan } from './scan-report.ts';

const CODE = '134567890123457712';

test('a payment code with its end, byte by byte: its ends are told and nothing else', () => {
  const look = lookAtScan(came(`${CODE}\r\n`), false);
  expect(look.cells.join(' ')).toBe('1 3 4 5 • • • • • • • • • • 7 7 1 2 CR LF');
  expect(look).toMatchObject({ length: 18, end: 'crlf', symbology: null });
});

test.each([
  ['\x02AB\x03', 'STX A B ETX', 'etx', null],
  ['AB\t', 'A B TAB', 'tab', null],
  ['AB', 'A B', 'none', null],
  ['AB\0', 'A B NUL', 'unknown', null],
  [']C1AB\r', '] C 1 A B CR', 'cr', ']C1'],
  ['\x80A\x7f', 'x80 A x7F', 'unknown', null],
] as const)('%j is shown as %s', (wire, cells, end, symbology) => {
  const look = lookAtScan(came(wire), true);
  expect([look.cells.join(' '), look.end, look.symbology]).toEqual([cells, end, symbology]);
});

test('a device that says itself where a scan ends needs no character for it, and may send one all the same', () => {
  const ends = ['AB', 'AB\r'].map((wire) => {
    const { text, arrival } = came(wire);
    return lookAtScan({ text, arrival: { ...arrival, isWhole: true } }, true).end;
  });
  expect(ends).toEqual(['whole', 'cr']);
});

const secrets: readonly (readonly [string, string])[] = [
  ['printed in groups', '1345 6789 0123 4577 12'],
  ['with noise inside', '1345678901\x0023457712'],
  ['behind an AIM prefix', `]C1${CODE}`],
  ['Alipay', '281234567890123456'],
  ['full-width digits', '１３４５６７８９０１２３４５７７１２'],
  ['in a link', `https://example.com/${CODE}`],
  ['two codes in one', CODE + CODE],
  ['a token with letters', 'wxp://f2f0AbCdEfGhIjKlMnOpQrStUvWx'],
];

test.each(secrets)('no more than four characters at either end are told: %s', (_what, text) => {
  const shown = lookAtScan({ text }, false).cells.join('');
  expect(shown.match(/\p{Nd}/gu)?.length ?? 0).toBeLessThanOrEqual(8);
  expect(/[\p{L}\p{Nd}]{17}/u.test(shown)).toBe(false);
});

test('the two halves of a torn code do not add up to one', () => {
  for (let cut = 1; cut < CODE.length; cut += 1) {
    const told = [CODE.slice(0, cut), CODE.slice(cut)].map((text) => lookAtScan({ text }, false).cells.join('')).join('');
    expect(told.replaceAll('•', '').length).toBeLessThanOrEqual(9);
  }
});

test('whatever is scanned, at most eight digits are told', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 128 }), fc.stringMatching(/^[\d \r-]{0,60}$/));
  fc.assert(
    fc.property(
      text,
      (scan) =>
        (lookAtScan({ text: scan }, false)
          .cells.join('')
          .match(/\p{Nd}/gu)?.length ?? 0) <= 8,
    ),
  );
});

test('how long the characters took', () => {
  const arrival = { bytes: [65, 66, 67, 68, 13], atMs: [0, 2, 4, 70, 72.04] };
  expect(lookAtScan({ text: 'ABCD', arrival }, false).timing).toEqual({ totalMs: 72, medianGapMs: 2, longestGapMs: 66 });
  expect(lookAtScan({ text: 'ABCD' }, false)).toMatchObject({ timing: null, end: 'unknown' });
});

function came(wire: string) {
  const bytes = [...Buffer.from(wire, 'latin1')];
  return { text: wire, arrival: { bytes, atMs: bytes.map((_byte, index) => index) } };
}
