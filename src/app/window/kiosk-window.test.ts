import { expect, test } from 'vitest';
import { HandClock } from '../../basics/hand-clock.ts';
import { silent } from '../../log/log.ts';
import type { AppWindow } from './app-window.ts';
import { openKioskWindow } from './kiosk-window.ts';

type End = { readonly code: number | null; readonly failure: string | null };

function kiosk() {
  const clock = new HandClock();
  const ends: ((end: End) => void)[] = [];
  let closed = 0;
  const open = (): AppWindow => ({
    ended: new Promise((resolve) => ends.push(resolve)),
    async close() {
      closed += 1;
    },
  });
  const window = openKioskWindow({ open, clock, log: silent });
  async function die(end: End = { code: 0, failure: null }): Promise<void> {
    ends.at(-1)?.(end);
    await new Promise(setImmediate); // until it is heard
  }
  return { clock, window, die, opened: () => ends.length, closed: () => closed };
}

test('whatever ends it, it comes back, each time later', async () => {
  const { clock, die, opened } = kiosk();
  for (const [at, waitMs] of [500, 1_000, 3_000, 10_000, 30_000, 30_000].entries()) {
    await die(at % 2 ? { code: 0, failure: null } : { code: null, failure: 'no such file' });
    clock.advance(waitMs - 1);
    expect(opened()).toBe(at + 1);
    clock.advance(1);
    expect(opened()).toBe(at + 2);
  }
});

test('one that stayed for a minute comes back at once', async () => {
  const { clock, die, opened } = kiosk();
  await die();
  clock.advance(500);
  clock.advance(60_000);
  await die();
  clock.advance(500);
  expect(opened()).toBe(3);
});

test('closed, it stays away', async () => {
  const { clock, window, die, opened, closed } = kiosk();
  await window.close();
  await die();
  clock.advance(60_000);
  expect([opened(), closed()]).toEqual([1, 1]);
  const waiting = kiosk();
  await waiting.die();
  await waiting.window.close();
  waiting.clock.advance(60_000);
  expect(waiting.opened()).toBe(1);
});
