import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { codesOf, screen } from './screen-stand-in.ts';
import { createWedge } from './wedge.ts';

const CODE = '134567890123456789';
const ALIPAY = '281234567890123456';

const paymentCode = fc.tuple(fc.integer({ min: 10, max: 15 }), fc.stringMatching(/^\d{16}$/)).map(([prefix, rest]) => `${prefix}${rest}`);

test('two guns at once: what they typed together is no code, and the next scan is whole', () => {
  fc.assert(
    fc.property(paymentCode, paymentCode, fc.array(fc.boolean(), { minLength: 1, maxLength: 38 }), (one, other, turns) => {
      const desk = screen();
      const guns = [one, other].map((code) => [...codesOf(code), 'Enter']);
      const isMixed = turns.slice(0, 19).some((turn) => turn !== turns[0]);
      fc.pre(isMixed);
      desk.wait(300);
      for (const turn of turns) desk.press(guns[Number(turn)]?.shift() ?? guns[Number(!turn)]?.shift() ?? 'ShiftLeft', 2);
      for (const code of guns.flat()) desk.press(code, 2);
      desk.wait(2_000);
      const read = desk.scans.filter((text) => /^1[0-5]\d{16}$/.test(text));
      for (const text of read) expect([one, other]).toContain(text);
      expect(desk.amount()).toBe('');
      desk.typeCodes(codesOf(CODE), [500, ...Array(17).fill(2)]);
      desk.press('Enter', 2);
      expect(desk.scans.at(-1)).toBe(CODE);
    }),
  );
});

test('a second customer scans while the first scan still waits for its suffix: two scans', () => {
  const desk = screen();
  desk.typeCodes(codesOf(CODE), [300, ...Array(17).fill(3)]);
  desk.typeCodes(codesOf(ALIPAY), [120, ...Array(17).fill(3)]);
  desk.wait(1_000);
  expect(desk.scans).toEqual([CODE, ALIPAY]);
});

test('STX before and ETX behind a code, as a gun types them, are no part of it', () => {
  const desk = screen();
  desk.press('ControlLeft');
  desk.press('KeyB', 2, { control: true });
  desk.typeCodes(codesOf(CODE), Array(18).fill(2));
  desk.press('ControlLeft', 2);
  expect(desk.press('KeyC', 2, { control: true })).toBe('scan');
  expect(desk.scans).toEqual([CODE]);
});

test.each(['KeyA', 'KeyC', 'KeyR'])("the cashier's shortcut with %s is the system's", (code) => {
  const desk = screen();
  desk.press('ControlLeft');
  expect(desk.press(code, 40, { control: true })).toBe('typed');
  desk.wait(1_000);
  expect(desk.amount()).toBe('');
});

test('AltGr, as Windows tells it, and Num Lock off change no code', () => {
  const desk = screen();
  desk.press('ControlLeft');
  desk.press('AltRight');
  desk.press('NumLock');
  desk.typeCodes(codesOf(CODE, 'Numpad'), Array(18).fill(4));
  desk.press('NumpadEnter', 4);
  expect(desk.scans).toEqual([CODE]);
});

test('how many keys of a scan were answered as held is told with it', () => {
  const told: number[] = [];
  const clock = new HandClock();
  const wedge = createWedge(
    { onScan: (_text, _rhythm, held) => told.push(held), onTyped: () => {}, onRetract: () => {} },
    (delayMs, callback) => clock.after(delayMs, callback),
  );
  const type = (text: string, gapMs: number): number => {
    clock.advance(2_000);
    let held = 0;
    for (const code of [...codesOf(text), 'Enter']) {
      if (wedge.press({ code, timeStampMs: clock.monotonicMs() }) === 'held') held += 1;
      clock.advance(gapMs);
    }
    return held;
  };
  expect([type(CODE, 2), type(CODE, 50), type('7'.repeat(5_000), 1), type('7'.repeat(300), 50)]).toEqual(told);
  expect(told).toEqual([3, 7, 3, 7]);
});
