import { expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { createLimiter } from './limiter.ts';
import { createPace } from './pace.ts';

const fast = createPace(new HandClock(), 1_000);

test('whoever comes in the moment a place is free waits behind those who came before: never more at once than allowed', async () => {
  const limit = createLimiter(2, fast);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const task = (number: number) => async () => {
    order.push(number);
    running += 1;
    most = Math.max(most, running);
    await null;
    running -= 1;
  };
  const first = [1, 2, 3, 4].map((number) => limit(task(number)));
  const late = first[0]?.then(() => limit(task(5)));
  await Promise.all([...first, late]);
  expect([most, order]).toEqual([2, [1, 2, 3, 4, 5]]);
});

test('a task that throws gives its place on', async () => {
  const limit = createLimiter(1, fast);
  const failing = limit(() => Promise.reject(new Error('no')));
  const next = limit(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});

test('in no second more begin than the pace allows, in the order they came', async () => {
  const clock = new HandClock();
  const limit = createLimiter(100, createPace(clock, 3));
  const begun: { readonly number: number; readonly atMs: number }[] = [];
  const ask = (number: number) => limit(async () => void begun.push({ number, atMs: clock.monotonicMs() }));
  const first = [1, 2, 3, 4, 5].map(ask);
  clock.advance(400);
  const later = [6, 7, 8].map(ask);
  for (let step = 0; step < 30; step += 1) clock.advance(100);
  await Promise.all([...first, ...later]);
  expect(begun.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const { atMs } of begun)
    expect(begun.filter((other) => other.atMs > atMs - 1_000 && other.atMs <= atMs).length).toBeLessThanOrEqual(3);
  expect(begun.at(-1)?.atMs).toBe(2_000);
});

test('who is waited for goes before the backlog, whatever the pace, and never beside more than allowed', async () => {
  const clock = new HandClock();
  const limit = createLimiter(1, createPace(clock, 1));
  const order: string[] = [];
  const ask = (name: string, isUrgent: boolean) => limit(async () => void order.push(name), isUrgent);
  const all = [ask('old 1', false), ask('old 2', false), ask('customer', true)];
  await Promise.race([all[2]]);
  expect(order).toEqual(['old 1', 'customer']);
  clock.advance(1_000);
  await Promise.all(all);
  expect(order).toEqual(['old 1', 'customer', 'old 2']);
});
