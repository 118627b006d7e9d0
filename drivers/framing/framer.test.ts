import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import type { SerialSuffix } from '../../src/config/config.ts';
import { Framer, LOST_END_MS, SILENCE_GAP_MS } from './framer.ts';

const CODE = '134567890123456789';

const SUFFIXES: readonly (readonly [SerialSuffix, string, string])[] = [
  ['cr', '', '\r'],
  ['lf', '', '\n'],
  ['crlf', '', '\r\n'],
  ['tab', '', '\t'],
  ['etx', '\x02', '\x03'],
  ['auto', '', '\r'],
  ['auto', '', '\n'],
  ['auto', '', '\r\n'],
  ['auto', '', '\t'],
  ['auto', '\x02', '\x03'],
];

const scanText = fc.stringMatching(/^[\x20-\x7e]{1,128}$/);

test.each(SUFFIXES)('%s (%j, %j): any split of any scans gives exactly the scans', (suffix, prefix, end) => {
  const pauseMs = fc.constantFrom(0, 1, 4, 30);
  fc.assert(
    fc.property(fc.array(scanText, { maxLength: 6 }), fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), pauseMs)), (scans, cuts) => {
      const { clock, framer, frames } = gun(suffix);
      let rest = bytes(scans.map((text) => `${prefix}${text}${end}`).join(''));
      for (const [length, ms] of cuts) {
        framer.push(rest.subarray(0, length));
        rest = rest.subarray(length);
        clock.advance(ms);
      }
      framer.push(rest);
      expect(frames).toEqual(scans);
      clock.advance(LOST_END_MS);
      expect(frames).toEqual(scans);
    }),
  );
});

test.each(['none', 'auto'] as const)('%s: a gun without suffix is done when it falls silent, in any pieces', (suffix) => {
  fc.assert(
    fc.property(fc.array(scanText, { maxLength: 5 }), fc.integer({ min: 1, max: 20 }), (scans, length) => {
      const { clock, framer, frames } = gun(suffix);
      for (const text of scans) {
        for (let at = 0; at < text.length; at += length) {
          framer.push(bytes(text.slice(at, at + length)));
          clock.advance(SILENCE_GAP_MS / 2);
        }
        clock.advance(SILENCE_GAP_MS / 2);
      }
      expect(frames).toEqual(scans);
    }),
  );
});

test.each(['cr', 'auto'] as const)('%s: once a code has had an end, a pause inside the next one does not cut it', (suffix) => {
  const { clock, framer, frames } = gun(suffix);
  framer.push(bytes(`${CODE}\r`));
  framer.push(bytes('134567890'));
  clock.advance(LOST_END_MS - 1);
  framer.push(bytes('123456789\r'));
  expect(frames).toEqual([CODE, CODE]);
});

test('auto: a gun whose suffix was turned off is late once, and never loses a scan', () => {
  const { clock, framer, frames } = gun('auto');
  framer.push(bytes(`${CODE}\r`));
  framer.push(bytes('first'));
  clock.advance(SILENCE_GAP_MS);
  expect(frames).toEqual([CODE]);
  clock.advance(LOST_END_MS);
  expect(frames).toEqual([CODE, 'first']);
  framer.push(bytes('second'));
  clock.advance(SILENCE_GAP_MS);
  expect(frames).toEqual([CODE, 'first', 'second']);
});

test('auto: noise alone teaches nothing', () => {
  const { clock, framer, frames } = gun('auto');
  framer.push(bytes('x\0\0'));
  framer.push(bytes(CODE));
  clock.advance(SILENCE_GAP_MS);
  expect(frames).toEqual(['x', CODE]);
});

test('the half of a code that lost its end never meets the next one', () => {
  for (const [suffix, , end] of SUFFIXES) {
    const { clock, framer, frames } = gun(suffix);
    framer.push(bytes('134567890'));
    clock.advance(LOST_END_MS);
    framer.push(bytes(`123456789${end}`));
    expect(frames).toEqual(['134567890', '123456789']);
  }
});

test('a code in the kernel outlives a stall of the process', () => {
  const { clock, framer, frames } = gun('none');
  framer.push(bytes('134567890'));
  // After a stall the first timer runs late, and only then are the waiting bytes handed over.
  clock.crank();
  framer.push(bytes('123456789'));
  clock.advance(SILENCE_GAP_MS);
  expect(frames).toEqual([CODE]);
});

test('a reset forgets half a code and leaves nothing planned', () => {
  const { clock, framer, frames } = gun('auto');
  framer.push(bytes('134567890'));
  framer.reset();
  expect(clock.nextDueMs()).toBeNull();
  clock.advance(LOST_END_MS);
  expect(frames).toEqual([]);
});

function gun(suffix: SerialSuffix): { readonly clock: HandClock; readonly framer: Framer; readonly frames: readonly string[] } {
  const clock = new HandClock();
  const frames: string[] = [];
  return { clock, framer: new Framer(suffix, clock, (text) => frames.push(text)), frames };
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
