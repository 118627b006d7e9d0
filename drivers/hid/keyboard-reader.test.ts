import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { keyboardReports } from '../testing/hid-reports.ts';
import { keyboardReader } from './keyboard-reader.ts';

const CODE = '134567890123456789';
const UP = report(0);

test.each(['\r', '\t'])('a code ends with %j', (end) => {
  expect(read(keyboardReports(CODE + end))).toEqual([CODE]);
});

test('two equal digits are two by the release between them, one without', () => {
  expect(read(keyboardReports('1122\r'))).toEqual(['1122']);
  expect(read([report(0, 0x1e), report(0, 0x1e), UP, report(0, 0x28)])).toEqual(['1']);
});

const rows: readonly (readonly [string, readonly Uint8Array[], string])[] = [
  ['one key goes down before the last is up', [report(0, 0x1e), report(0, 0x1e, 0x1f), report(0, 0x1f), report(0, 0x1f, 0x20)], '123'],
  ['several keys in one report', [report(0, 0x1e, 0x1f, 0x20)], '123'],
  ['the keypad', [report(0, 0x59), report(0, 0x61), report(0, 0x62), report(0, 0x63)], '190.'],
  ['letters, Shift left and right', [report(0x02, 0x04), report(0x20, 0x05), report(0, 0x06)], 'ABc'],
  ['signs of an address', [report(0x02, 0x33), report(0, 0x38), report(0, 0x37)], ':/.'],
  ['digits with Shift, as a gun set to French types them', [report(0x02, 0x1e), report(0x02, 0x27)], '10'],
  ['a report id before the keys', [Uint8Array.of(1, ...report(0, 0x1e))], '1'],
  ['keys that write nothing', [report(0, 0x39), report(0, 0x3a), report(0, 0x29), report(0, 0x1e)], '1'],
  ['too many keys at once are no keys, and no release', [report(0, 0x1e), report(0, 1, 1, 1, 1, 1, 1), report(0, 0x1e)], '1'],
  ['Alt and the number of a character', [...alt('049'), ...alt('50'), ...alt('0051')], '123'],
  ['an Alt number beyond Latin-1, and Alt alone', [...alt('9999'), report(0x04), UP, report(0, 0x1e)], '1'],
];

test.each(rows)('%s', (_how, reports, text) => {
  expect(read([...reports, UP, report(0, 0x28)])).toEqual([text]);
});

test('keypad Enter and Ctrl+M end a code as well', () => {
  expect(read([report(0, 0x1e), UP, report(0, 0x58)])).toEqual(['1']);
  expect(read([report(0, 0x1e), UP, report(0x01, 0x10)])).toEqual(['1']);
});

test('whatever is typed comes out, in any order of codes', () => {
  const code = fc.stringMatching(/^[0-9A-Za-z ./-]{1,120}$/);
  fc.assert(
    fc.property(fc.array(code, { maxLength: 4 }), (codes) => {
      expect(read(codes.flatMap((text) => keyboardReports(`${text}\r`)))).toEqual(codes);
    }),
  );
});

test('any bytes at all: no crash, no scan longer than the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 200 }), (reports) => {
      expect(read(reports).every(({ length }) => length <= 129)).toBe(true);
    }),
  );
});

test('a gun without an end, 60 ms for each character: silence ends the code', () => {
  const desk = reader();
  for (const each of keyboardReports(CODE)) {
    desk.reader.push(each);
    desk.clock.advance(30);
  }
  expect(desk.scans).toEqual([]);
  desk.clock.advance(500);
  expect(desk.scans).toEqual([CODE]);
});

test('unplugged in mid-code: the half is forgotten, and no key is held down', () => {
  const desk = reader();
  desk.reader.push(report(0, 0x1e));
  desk.reader.reset();
  for (const each of [report(0, 0x1e), UP, report(0, 0x28)]) desk.reader.push(each);
  expect(desk.scans).toEqual(['1']);
});

function report(modifiers: number, ...keys: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8);
  bytes.set([modifiers, 0, ...keys]);
  return bytes;
}

/** Alt held, digits on the keypad, Alt released. */
function alt(digits: string): readonly Uint8Array[] {
  const keys = [...digits].map((digit) => (digit === '0' ? 0x62 : 0x58 + Number(digit)));
  return [...keys.flatMap((key) => [report(0x04, key), report(0x04)]), UP];
}

function reader() {
  const clock = new HandClock();
  const scans: string[] = [];
  return { clock, scans, reader: keyboardReader(clock, (text) => scans.push(text)) };
}

function read(reports: readonly Uint8Array[]): readonly string[] {
  const desk = reader();
  for (const each of reports) desk.reader.push(each);
  return desk.scans;
}
