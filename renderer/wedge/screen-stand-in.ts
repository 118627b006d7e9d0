import { HandClock } from '../../src/basics/hand-clock.ts';
import { createWedge, type Verdict } from './wedge.ts';

/** A screen that does what its verdicts say: an amount that takes what is typed, and the scans it was told of. */
export function screen() {
  const clock = new HandClock();
  const typed: string[] = [];
  const scans: string[] = [];
  const story: string[] = [];
  let retracted = 0;
  const wedge = createWedge(
    {
      onScan(text) {
        scans.push(text);
        story.push(text);
      },
      onTyped({ code }) {
        const text = /^Key/.test(code) ? code.slice(-1).toLowerCase() : code.slice(-1);
        typed.push(text);
        story.push(text);
      },
      onRetract(count) {
        retracted += count;
        typed.splice(-count);
        story.splice(-count);
      },
    },
    (delayMs, callback) => clock.after(delayMs, callback),
  );

  type Extra = { readonly shift?: boolean; readonly control?: boolean; readonly repeat?: boolean };
  const press = (code: string, gapMs = 0, extra: Extra = {}): Verdict => {
    clock.advance(gapMs);
    return wedge.press({ code, timeStampMs: clock.monotonicMs(), ...extra });
  };
  return {
    clock,
    scans,
    press,
    pressAt: (code: string, timeStampMs: number) => wedge.press({ code, timeStampMs }),
    typeCodes(codes: readonly string[], gaps: readonly number[], extra: Extra = {}) {
      for (const [index, code] of codes.entries()) press(code, gaps[index] ?? 0, extra);
    },
    wait: (ms: number) => clock.advance(ms),
    now: () => clock.monotonicMs(),
    amount: () => typed.join(''),
    story: () => story,
    retracted: () => retracted,
    reset: () => wedge.reset(),
  };
}

/** The keys that type these digits. */
export function codesOf(text: string, pad = 'Digit'): readonly string[] {
  return [...text].map((digit) => `${pad}${digit}`);
}
