import { expect, test } from 'vitest';
import { createLimiter } from './limiter.ts';

test('whoever comes in the moment a place is free waits behind those who came before: never more at once than allowed', async () => {
  const limit = createLimiter(2);
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
  const limit = createLimiter(1);
  const failing = limit(() => Promise.reject(new Error('no')));
  const next = limit(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
