import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScan } from '../../src/scanner/read-scan.ts';
import { FrameParser } from './frame-parser.ts';

const CODE = '134567890123456789';
const OTHER = '101234567890123456';

const wires: readonly (readonly [string, string, readonly string[]])[] = [
  ['CR', `${CODE}\r`, [CODE]],
  ['LF', `${CODE}\n`, [CODE]],
  ['CR LF is one end', `${CODE}\r\n${OTHER}\r\n`, [CODE, OTHER]],
  ['TAB', `${CODE}\t`, [CODE]],
  ['STX and ETX', `\x02${CODE}\x03\x02${OTHER}\x03`, [CODE, OTHER]],
  ['STX, ETX and CR LF', `\x02${CODE}\x03\r\n`, [CODE]],
  ['two scans as one event', `${CODE}\r\n\x02${OTHER}\r`, [CODE, OTHER]],
  ['the same code twice', `${CODE}\r${CODE}\r`, [CODE, CODE]],
  ['an AIM prefix is left to the reader', `]Q1${CODE}\r`, [`]Q1${CODE}`]],
  ['ends without text', '\r\n\r\n\t\x03', []],
  ['NULs around a code', `\0\0${CODE}\0\r\0`, [CODE]],
  ['a NUL inside a code', '134567890\x00123456789\r', ['134567890', '123456789']],
  ['a byte above ASCII', 'caf\xe9\r', ['caf\xe9']],
];

test.each(wires)('%s', (_name, wire, frames) => {
  expect(new FrameParser().push(bytes(wire))).toEqual(frames);
  const parser = new FrameParser();
  expect([...bytes(wire)].flatMap((byte) => parser.push(Uint8Array.of(byte)))).toEqual(frames);
});

test('text without an end is kept until the gun falls silent', () => {
  const parser = new FrameParser();
  expect(parser.push(bytes(CODE))).toEqual([]);
  expect(parser.isPending()).toBe(true);
  expect(parser.end()).toBe(CODE);
  expect(parser.isPending()).toBe(false);
  expect(parser.end()).toBeNull();
});

test('what is too long is refused as too long, and the next code is read', () => {
  const parser = new FrameParser();
  const [long, next] = parser.push(bytes(`${'7'.repeat(1_000_000)}\r${CODE}\r`));
  expect(long).toHaveLength(129);
  expect(readScan(long ?? '').ok).toBe(false);
  expect(next).toBe(CODE);
});

test('a half code from before a reset is gone', () => {
  const parser = new FrameParser();
  parser.push(bytes('134567890'));
  parser.reset();
  expect(parser.push(bytes('123456789\r'))).toEqual(['123456789']);
});

test('noise never makes a code out of two halves', () => {
  const noise = fc.uint8Array({ minLength: 1, maxLength: 12 }).filter((raw) => raw.some((byte) => byte !== 0x20 && !isDigit(byte)));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 17 }), noise, fc.boolean(), (cut, between, endsFirst) => {
      const wire = Uint8Array.of(...bytes(CODE.slice(0, cut)), ...between, ...bytes(CODE.slice(cut)), ...(endsFirst ? [13] : []));
      const parser = new FrameParser();
      const frames = [...parser.push(wire), parser.end()].filter((frame) => frame !== null);
      return frames.every((frame) => {
        const read = readScan(frame);
        return !read.ok || read.value.reveal() !== CODE;
      });
    }),
  );
});

test('after any noise, the first end brings the parser back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
      const parser = new FrameParser();
      parser.push(noise);
      expect(parser.push(bytes(`\r${CODE}\r`)).at(-1)).toBe(CODE);
    }),
  );
});

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
