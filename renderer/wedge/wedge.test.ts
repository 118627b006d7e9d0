import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { codesOf, screen } from './screen-stand-in.ts';
import { createWedge, type Rhythm } from './wedge.ts';

const CODE = '134567890123456789';
const ALIPAY = '281234567890123456';

const paymentCode = fc.tuple(fc.integer({ min: 10, max: 15 }), fc.stringMatching(/^\d{16}$/)).map(([prefix, rest]) => `${prefix}${rest}`);
const digits = fc.stringMatching(/^\d{1,8}$/);
const endKey = fc.constantFrom('Enter', 'NumpadEnter', 'Tab');
const keypad = fc.constantFrom('Digit', 'Numpad');

/** Gaps before each key of a scan, as they were measured. The first is a person's pause. */
const scannerGap = fc.integer({ min: 0, max: 10 });
const personGap = fc.integer({ min: 90, max: 150 });
const GUNS: readonly (readonly [string, fc.Arbitrary<number>])[] = [
  ['a gun', scannerGap],
  ['CDP without waiting', fc.constant(0)],
  ['xdotool', fc.integer({ min: 2, max: 9 })],
  // One key in eight after a pause: what Playwright does on a busy machine.
  [
    'Playwright on a busy machine',
    fc.oneof({ weight: 7, arbitrary: fc.integer({ min: 5, max: 14 }) }, { weight: 1, arbitrary: fc.integer({ min: 50, max: 70 }) }),
  ],
];

test.each(GUNS)('%s: every payment code is one scan, and nothing of it stays in the amount', (_name, gap) => {
  fc.assert(
    fc.property(paymentCode, fc.array(gap, { minLength: 18, maxLength: 18 }), endKey, keypad, (code, gaps, end, pad) => {
      fc.pre(median(gaps.slice(1)) < 35);
      const desk = screen();
      desk.typeCodes(codesOf(code, pad), gaps);
      const verdict = desk.press(end, gaps[0]);
      desk.wait(1_000);
      expect(desk.scans).toEqual([code]);
      expect(desk.amount()).toBe('');
      expect(verdict).toBe('scan');
    }),
  );
});

test('a person: every digit is typed, in order, none later than 40 ms, and Enter presses its button', () => {
  fc.assert(
    fc.property(digits, fc.array(personGap, { minLength: 10, maxLength: 10 }), endKey, (text, gaps, end) => {
      const desk = screen();
      for (const [index, digit] of [...text].entries()) {
        desk.wait(gaps[index] ?? 100);
        desk.press(`Digit${digit}`);
        desk.wait(40);
        expect(desk.amount()).toBe(text.slice(0, index + 1));
      }
      expect(desk.press(end, 60)).toBe('typed');
      desk.wait(1_000);
      expect(desk.scans).toEqual([]);
      expect(desk.amount()).toBe(text);
      expect(desk.retracted()).toBe(0);
    }),
  );
});

test('people and guns in turn: amounts to the amount, codes to the scanner', () => {
  const act = fc.oneof(
    fc.record({ by: fc.constant('person' as const), text: digits, gaps: fc.array(personGap, { minLength: 8, maxLength: 8 }) }),
    fc.record({ by: fc.constant('gun' as const), text: paymentCode, gaps: fc.array(scannerGap, { minLength: 18, maxLength: 18 }) }),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 6 }), fc.boolean(), (acts, withSuffix) => {
      const desk = screen();
      for (const { by, text, gaps } of acts) {
        desk.wait(150);
        desk.typeCodes(codesOf(text), gaps);
        if (by === 'gun' && withSuffix) desk.press('Enter', 3);
      }
      desk.wait(1_000);
      expect(desk.scans).toEqual(acts.filter(({ by }) => by === 'gun').map(({ text }) => text));
      expect(desk.amount()).toBe(acts.map(({ by, text }) => (by === 'person' ? text : '')).join(''));
    }),
  );
});

test('any keys at any pace: each is typed once or belongs to a scan, in order', () => {
  const keys = fc.array(
    fc.tuple(fc.constantFrom('Digit1', 'Digit2', 'KeyA', 'Enter', 'Tab', 'F6', 'ShiftLeft'), fc.integer({ min: 0, max: 160 })),
  );
  fc.assert(
    fc.property(keys, (strokes) => {
      const desk = screen();
      let pressed = '';
      for (const [code, gap] of strokes) {
        const verdict = desk.press(code, gap);
        if (code === 'Digit1' || code === 'Digit2' || code === 'KeyA') {
          pressed += code === 'KeyA' ? 'a' : code.slice(-1);
          expect(verdict).not.toBe('typed');
        }
      }
      desk.wait(1_000);
      const told = desk.story().join('');
      expect(told).toBe(pressed);
    }),
  );
});

test('a machine under full load: a long pause inside a burst, and before its Enter', () => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE), [500, ...Array(8).fill(5), 240, ...Array(8).fill(5)]);
  expect(desk.press('Enter', 240)).toBe('scan');
  expect(desk.amount()).toBe('');
  expect(desk.scans).toEqual([CODE]);
});

test('a gun without suffix is done 100 ms after the last key of a code, 250 ms after that of anything else', () => {
  const other = screen();
  other.typeCodes(codesOf('6901234567892'), Array(13).fill(4));
  other.wait(249);
  expect(other.scans).toEqual([]);
  other.wait(1);
  expect(other.scans).toEqual(['6901234567892']);

  const desk = screen();
  desk.typeCodes(codesOf(CODE), Array(18).fill(4));
  desk.wait(99);
  expect(desk.scans).toEqual([]);
  desk.wait(1);
  expect(desk.scans).toEqual([CODE]);
});

test('a pause after the first key: the key shows for a moment, and is taken back', () => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE), [500, 68, ...Array(16).fill(6)]);
  expect(desk.amount()).toBe('1');
  desk.press('Enter', 6);
  expect(desk.amount()).toBe('');
  expect(desk.scans).toEqual([CODE]);
});

test('a digit typed just before a scan stays in the amount', () => {
  const desk = screen();
  desk.press('Digit8');
  desk.typeCodes(codesOf(CODE), [60, ...Array(17).fill(5)]);
  desk.press('Enter', 5);
  expect(desk.amount()).toBe('8');
  expect(desk.scans).toEqual([CODE]);
});

test('four fast keys are a burst, three are a slip of the finger', () => {
  const burst = screen();
  burst.typeCodes(codesOf('1234'), [200, 34, 34, 34]);
  expect(burst.press('Enter', 34)).toBe('scan');
  expect(burst.scans).toEqual(['1234']);

  const slip = screen();
  slip.typeCodes(codesOf('123'), [200, 34, 34]);
  expect(slip.press('Enter', 34)).toBe('typed');
  expect(slip.amount()).toBe('123');
});

test('keys 36 ms apart are a very fast person', () => {
  const desk = screen();
  desk.typeCodes(codesOf('123456'), [200, 36, 36, 36, 36, 36]);
  expect(desk.press('Enter', 36)).toBe('typed');
  expect(desk.amount()).toBe('123456');
  expect(desk.scans).toEqual([]);
});

test('a code torn so often that no burst shows is known by its end, and all of it is taken back', () => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE), [500, ...Array(6).fill([5, 5, 60]).flat()]);
  expect(desk.press('Enter', 5)).toBe('scan');
  expect(desk.amount()).toBe('');
  expect(desk.scans).toEqual([CODE]);
});

test('a code torn more often than not, without an end: still a scan, and all of it is taken back', () => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE), [279, 54, 51, 11, 3, 67, 66, 64, 2, 69, 52, 5, 53, 4, 3, 55, 60, 61]);
  desk.wait(100);
  expect(desk.amount()).toBe('');
  expect(desk.scans).toEqual([CODE]);
});

test('eighteen figures typed by a hand, however quick, are no scan', () => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE), [300, ...Array(17).fill([70, 95, 30, 80, 60]).flat().slice(0, 14), 70, 90, 80]);
  desk.press('Enter', 90);
  expect(desk.scans).toEqual([]);
  expect(desk.amount()).toBe(CODE);
});

test.each(['Enter', 'NumpadEnter', 'Tab'])('the %s that closes a scan presses no button, nor does a second one behind it', (end) => {
  const desk = screen();
  desk.typeCodes(codesOf(ALIPAY), Array(18).fill(5));
  expect(desk.press(end, 5)).toBe('scan');
  expect(desk.press('Enter', 5)).toBe('scan');
  expect(desk.press('Enter', 400)).toBe('typed');
  expect(desk.scans).toEqual([ALIPAY]);
});

test('an Enter that the page hears of late still belongs to the scan', () => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE), Array(18).fill(5));
  desk.wait(300); // the page stood still; the key was pressed in time
  expect(desk.scans).toEqual([CODE]);
  expect(desk.pressAt('Enter', desk.now() - 290)).toBe('scan');
});

test('keys that waited while the page stood still are not cut off by a late timer', () => {
  const desk = screen();
  desk.press('Digit1');
  desk.clock.crank(); // the first half of the wait, late
  desk.typeCodes(codesOf(CODE.slice(1)), Array(17).fill(1));
  desk.press('Enter', 1);
  expect(desk.amount()).toBe('');
  expect(desk.scans).toEqual([CODE]);
});

test('letters, Shift and signs: a link is one scan', () => {
  const desk = screen();
  for (const code of ['KeyH', 'KeyT', 'KeyT', 'KeyP']) desk.press(code, 3);
  desk.press('ShiftLeft', 1);
  desk.press('Semicolon', 1, { shift: true });
  for (const code of ['Slash', 'Slash', 'KeyX']) desk.press(code, 3);
  desk.press('Enter', 3);
  expect(desk.scans).toEqual(['http://x']);
});

test('Caps Lock, and Shift or Control that is stuck, change no code', () => {
  const desk = screen();
  desk.press('CapsLock');
  desk.press('ControlLeft');
  desk.typeCodes(codesOf(CODE), Array(18).fill(4), { shift: true });
  desk.press('Enter', 4, { shift: true });
  expect(desk.scans).toEqual([CODE]);
});

test('a key held down is a person, however fast it repeats', () => {
  const desk = screen();
  desk.press('Digit0');
  desk.wait(500);
  for (let i = 0; i < 30; i += 1) expect(desk.press('Digit0', 33, { repeat: true })).toBe('typed');
  expect(desk.press('Enter', 30)).toBe('typed');
  expect(desk.scans).toEqual([]);
});

test.each(['Escape', 'Backspace', 'F6'])('%s never waits, and what was typed before it comes before it', (code) => {
  const desk = screen();
  desk.press('Digit5');
  expect(desk.press(code, 20)).toBe('typed');
  expect(desk.amount()).toBe('5');
});

test('a scan is at most 128 characters, however long the gun goes on', () => {
  const desk = screen();
  desk.typeCodes(codesOf('7'.repeat(5_000)), Array(5_000).fill(1));
  desk.press('Enter', 1);
  expect(desk.scans).toEqual(['7'.repeat(128)]);
});

test('a long run of quick typing is not kept for ever, and all of it is typed', () => {
  const desk = screen();
  desk.typeCodes(codesOf('12'.repeat(500)), Array(1_000).fill(80));
  desk.wait(1_000);
  expect(desk.amount()).toBe('12'.repeat(500));
});

test('a reset forgets half a scan and leaves nothing planned', () => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE.slice(0, 9)), Array(9).fill(4));
  desk.reset();
  expect(desk.clock.nextDueMs()).toBeNull();
  desk.typeCodes(codesOf(CODE.slice(9)), Array(9).fill(4));
  desk.wait(1_000);
  expect(desk.scans).toEqual([CODE.slice(9)]);
});

test('how the keys came is told with the scan: their times and what closed it', () => {
  const heard: Rhythm[] = [];
  const clock = new HandClock();
  const wedge = createWedge(
    { onScan: (_text, rhythm) => heard.push(rhythm), onTyped: () => {}, onRetract: () => {} },
    (delayMs, callback) => clock.after(delayMs, callback),
  );
  for (const [index, code] of [...codesOf('12345'), 'Tab'].entries()) wedge.press({ code, timeStampMs: 1_000 + index * 3 });
  for (const [index, code] of codesOf('12345').entries()) wedge.press({ code, timeStampMs: 2_000 + index * 2 });
  clock.advance(1_000);
  expect(heard).toEqual([
    { atMs: [0, 3, 6, 9, 12, 15], end: 'tab' },
    { atMs: [0, 2, 4, 6, 8], end: 'none' },
  ]);
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
