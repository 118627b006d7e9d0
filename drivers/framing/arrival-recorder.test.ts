import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_ARRIVAL } from '../../src/scanner/scanner.ts';
import { ArrivalRecorder } from './arrival-recorder.ts';
import { FrameParser } from './frame-parser.ts';

const wires: readonly (readonly [string, string, readonly string[]])[] = [
  ['a return', 'AB\rCD\r', ['AB\r', 'CD\r']],
  ['return and line feed', 'AB\r\nCD\r\n', ['AB\r\n', 'CD\r\n']],
  ['STX and ETX', '\x02AB\x03\x02CD\x03', ['\x02AB\x03', '\x02CD\x03']],
  ['noise before', '\0\0AB\r', ['\0\0AB\r']],
];

test.each(wires)('what stands around the text is kept with it: %s', (_what, wire, expected) => {
  expect(new ArrivalRecorder().push(bytes(wire), 0).map(({ bytes: came }) => text(came))).toEqual(expected);
});

test('times run from the first byte', () => {
  const recorder = new ArrivalRecorder();
  recorder.push(bytes('A'), 100);
  recorder.push(bytes('B'), 104);
  expect(recorder.push(bytes('\r'), 109)).toEqual([{ bytes: [65, 66, 13], atMs: [0, 4, 9] }]);
});

test('any bytes in any pieces: one arrival for each frame, and its text inside', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 20 }), (pieces) => {
      const parser = new FrameParser();
      const recorder = new ArrivalRecorder();
      for (const piece of pieces) {
        const frames = parser.push(piece);
        const arrivals = recorder.push(piece, 0).map(({ bytes: came }) => textOf(came));
        expect(arrivals).toHaveLength(frames.length);
        for (const [index, frame] of frames.entries()) expect(arrivals[index]?.startsWith(frame)).toBe(true);
      }
      const last = parser.end();
      expect(textOf(recorder.end().bytes).startsWith(last ?? '')).toBe(true);
    }),
  );
});

test('an endless stream is not kept', () => {
  const recorder = new ArrivalRecorder();
  recorder.push(new Uint8Array(100_000).fill(0x31), 0);
  expect(recorder.end().bytes).toHaveLength(MAX_ARRIVAL);
});

function bytes(wire: string): Uint8Array {
  return Buffer.from(wire, 'latin1');
}

/** The text in it: without what stands around. */
function textOf(came: readonly number[]): string {
  return text(came.filter((byte) => byte >= 0x20 && byte !== 0x7f));
}

function text(came: readonly number[]): string {
  return Buffer.from(came).toString('latin1');
}
