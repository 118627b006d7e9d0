import { createWedge, type Verdict } from '../../renderer/wedge/wedge.ts';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { compare, type Dice, inventCode, type Tally } from './dice.ts';

/** How far apart a gun's keys lie: quick ones, slow ones, and one on a machine that stumbles. */
const PACES: readonly ((dice: Dice) => number)[] = [
  () => 0,
  (dice) => dice.int(1, 10),
  (dice) => dice.int(8, 20),
  (dice) => dice.int(30, 60),
  (dice) => (dice.chance(1 / 8) ? dice.int(50, 70) : dice.int(2, 14)),
];

/** Guns that type, with a cashier who types amounts in between: scans to the scanner, digits to the amount, nothing to the other. */
export function tortureTyping(dice: Dice, scans: number): Tally {
  const clock = new HandClock();
  const tally = { scans: 0, cutByUnplug: 0, doubleReads: 0 };
  const came: string[] = [];
  const sent: string[] = [];
  const typed: string[] = [];
  const meant: string[] = [];
  const wedge = createWedge(
    {
      onScan: (text) => void came.push(text),
      onTyped: ({ code }) => void typed.push(code.slice(-1)),
      onRetract: (count) => void typed.splice(-count),
    },
    (delayMs, callback) => clock.after(delayMs, callback),
  );

  function press(code: string, gapMs: number, shift = false): Verdict {
    clock.advance(gapMs);
    return wedge.press({ code, timeStampMs: clock.monotonicMs(), shift });
  }

  /** The two may come right after each other, but not at the same moment: a hand is not a gun. */
  function cashierTypes(): void {
    const digits = String(dice.int(1, 99_999));
    for (const digit of digits) press(`${dice.pick(['Digit', 'Numpad'])}${digit}`, dice.int(90, 260));
    meant.push(...digits);
    if (dice.chance(0.5) && press('Enter', dice.int(90, 400)) !== 'typed') throw new Error("a cashier's Enter was taken for a scan's");
  }

  function gunTypes(number: number): void {
    const pace = dice.pick(PACES);
    const pad = dice.pick(['Digit', 'Numpad']);
    const shift = dice.chance(0.1);
    const code = inventCode(dice, number);
    const isCut = dice.chance(0.01);
    // A gun unplugged after fewer keys has typed what any finger could have; one after seventeen, and a cashier's "1" before it, what a stall does.
    const text = isCut ? code.slice(0, dice.int(8, 16)) : code;
    const stillBefore = !isCut && dice.chance(0.05) ? dice.int(1, 17) : null; // the machine stands still before this key
    for (const [index, digit] of [...text].entries()) {
      const gapMs = index === 0 ? dice.int(150, 400) : isCut ? dice.int(1, 10) : pace(dice);
      press(`${pad}${digit}`, index === stillBefore ? dice.int(100, 900) : gapMs, shift);
    }
    sent.push(text); // what an unplug cut is told as it is, and refused as no code
    if (isCut) {
      tally.cutByUnplug += 1;
      clock.advance(1_100); // a code that was begun is given a second for its rest
      return;
    }
    const end = dice.pick(['Enter', 'NumpadEnter', 'Tab', null]);
    if (end === null)
      clock.advance(stillBefore === 1 ? 1_100 : 260); // after its first key alone, a stall looks like a cashier's "1"
    else if (press(end, pace(dice)) !== 'scan') throw new Error(`the ${end} of scan ${number} pressed a button`);
  }

  for (let number = 1; number <= scans; number += 1) {
    if (dice.chance(0.3)) cashierTypes();
    gunTypes(number);
    if (sent.length >= 1_000 || number === scans) check(number);
  }

  function check(number: number): void {
    clock.advance(1_000);
    compare(`typing guns, up to scan ${number}`, came.splice(0), sent.splice(0));
    const amount = typed.splice(0).join('');
    if (amount !== meant.splice(0).join('')) throw new Error(`typing guns, up to scan ${number}: the amount is not what the cashier typed`);
    tally.scans = number;
  }
  return tally;
}
