import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandClock } from './hand-clock.ts';

test('what fell due while everything stood still comes late, in its order, and time never goes back', () => {
  const clock = new HandClock();
  const heard: [string, number][] = [];
  clock.after(100, () => heard.push(['first', clock.monotonicMs()]));
  clock.after(200, () => heard.push(['second', clock.monotonicMs()]));
  clock.stall(5_000);
  expect(heard).toEqual([]);
  clock.advance(10);
  expect(heard).toEqual([
    ['first', 5_000],
    ['second', 5_000],
  ]);
  expect(clock.monotonicMs()).toBe(5_010);
});

test('callbacks run in the order of their time, equal times in the order of planning', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 60 }), (delays) => {
      const clock = new HandClock();
      const ran: number[] = [];
      for (const [index, delayMs] of delays.entries()) clock.after(delayMs, () => ran.push(index));
      while (clock.crank());
      const expected = delays.map((delayMs, index) => ({ delayMs, index })).sort((a, b) => a.delayMs - b.delayMs || a.index - b.index);
      expect(ran).toEqual(expected.map(({ index }) => index));
    }),
  );
});

test('a canceled callback never runs, whatever else is planned', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ delayMs: fc.nat({ max: 5 }), canceled: fc.boolean() }), { maxLength: 40 }), (plans) => {
      const clock = new HandClock();
      const ran = new Set<number>();
      const cancels = plans.map(({ delayMs }, index) => clock.after(delayMs, () => ran.add(index)));
      cancels.forEach((cancel, index) => {
        if (plans[index]?.canceled) cancel();
      });
      clock.advance(5);
      expect([...ran].sort((a, b) => a - b)).toEqual(plans.flatMap(({ canceled }, index) => (canceled ? [] : [index])));
      expect(clock.nextDueMs()).toBeNull();
    }),
  );
});

test('each callback sees its own time on both clocks', () => {
  const clock = new HandClock(1_000_000);
  const seen: number[][] = [];
  for (const delayMs of [30, 10, 20]) clock.after(delayMs, () => seen.push([clock.monotonicMs(), clock.wallMs()]));
  clock.advance(25);
  expect(seen).toEqual([
    [10, 1_000_010],
    [20, 1_000_020],
  ]);
  expect(clock.monotonicMs()).toBe(25);
  expect(clock.nextDueMs()).toBe(30);
});

test('what a callback plans within the time that passes also runs', () => {
  const clock = new HandClock();
  const ran: number[] = [];
  const tick = (): void => {
    ran.push(clock.monotonicMs());
    clock.after(10, tick);
  };
  clock.after(10, tick);
  clock.advance(35);
  expect(ran).toEqual([10, 20, 30]);
});

test('a callback may cancel another one that is due at the same time', () => {
  const clock = new HandClock();
  let ran = false;
  clock.after(5, () => cancel());
  const cancel = clock.after(5, () => {
    ran = true;
  });
  clock.advance(5);
  expect(ran).toBe(false);
});

test('canceling twice, or after the fact, does no harm to others', () => {
  const clock = new HandClock();
  const cancel = clock.after(1, () => {});
  clock.advance(1);
  let ran = false;
  clock.after(1, () => {
    ran = true;
  });
  cancel();
  cancel();
  clock.advance(1);
  expect(ran).toBe(true);
});

test('a step of the wall clock moves no callback', () => {
  const clock = new HandClock(1_000);
  let ranAt = -1;
  clock.after(10, () => {
    ranAt = clock.monotonicMs();
  });
  clock.stepWall(-86_400_000);
  expect(clock.monotonicMs()).toBe(0);
  expect(clock.wallMs()).toBe(1_000 - 86_400_000);
  clock.advance(10);
  expect(ranAt).toBe(10);
});

test('a delay below zero runs now, not in the past', () => {
  const clock = new HandClock();
  clock.advance(100);
  clock.after(-50, () => {});
  expect(clock.nextDueMs()).toBe(100);
});

test('nothing planned: no time to come, nothing to crank', () => {
  const clock = new HandClock();
  expect(clock.nextDueMs()).toBeNull();
  expect(clock.crank()).toBe(false);
});
