import { EventEmitter } from 'node:events';
import type { UtilityProcess } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Core, startCore } from './core-process.ts';

/** A core that does as it is told. */
class FakeCore extends EventEmitter {
  readonly stderr = new EventEmitter();
  readonly heard: unknown[] = [];
  postMessage(message: unknown): void {
    this.heard.push(message);
  }
  kill(): boolean {
    this.emit('exit', 137);
    return true;
  }
  ready(): void {
    this.emit('message', { kind: 'ready', url: 'http://127.0.0.1:7710', practicePages: [] });
  }
}

const cores: FakeCore[] = [];
const readies: string[] = [];
const ends: { code: number; reason: string }[] = [];
let core: Core;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  for (const list of [cores, readies, ends]) list.length = 0;
  core = startCore({
    fork: () => {
      const made = new FakeCore();
      cores.push(made);
      return made as unknown as UtilityProcess;
    },
    ready: ({ url }) => readies.push(url),
    ended: (code, reason) => ends.push({ code, reason }),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const last = () => cores.at(-1) as FakeCore;

test.each([2, 3, 1])('a core that refuses to start ends everything with its own %i and its reason', (code) => {
  last().emit('exit', code);
  last().stderr.emit('data', Buffer.from('saoma: payment.pollIntervalMs is not a number')); // its pipe is slower than its end
  vi.advanceTimersByTime(200);
  expect(ends).toEqual([{ code, reason: 'saoma: payment.pollIntervalMs is not a number' }]);
});

test('a ticket comes from the core, and there is none before it is ready', async () => {
  expect(await core.ticket()).toBeNull();
  last().ready();
  const asked = core.ticket();
  expect(last().heard).toEqual([{ kind: 'ticket', id: 1 }]);
  last().emit('message', { kind: 'ticket', id: 1, ticket: 'a ticket' });
  expect(await asked).toBe('a ticket');
});

test('a core that dies while it is asked for a ticket leaves nobody waiting', async () => {
  last().ready();
  const asked = core.ticket();
  last().emit('exit', 139);
  expect(await asked).toBeNull();
});

test('a dead core is started again, each time later, and given up in the end', () => {
  last().ready();
  for (let death = 0; death < 5; death++) {
    last().emit('exit', 139);
    expect(cores).toHaveLength(death + 1);
    vi.advanceTimersByTime(30_000);
    expect(cores).toHaveLength(death + 2);
  }
  last().emit('exit', 139);
  expect(ends.map(({ code }) => code)).toEqual([1]);
});

test('a core that was well for a minute is not counted as dying again', () => {
  last().ready();
  for (let death = 0; death < 12; death++) {
    vi.advanceTimersByTime(61_000);
    last().emit('exit', 139);
    vi.advanceTimersByTime(300);
    expect(cores).toHaveLength(death + 2);
  }
  expect(ends).toEqual([]);
});

test('a stop is asked for, and made when it is not heard', () => {
  last().ready();
  core.stop();
  expect(last().heard).toEqual([{ kind: 'stop' }]);
  vi.advanceTimersByTime(10_000);
  expect(ends).toEqual([{ code: 1, reason: '' }]);
});

test('a core that stops in order ends everything with 0', () => {
  last().ready();
  core.stop();
  last().emit('exit', 0);
  expect(ends).toEqual([{ code: 0, reason: '' }]);
  vi.advanceTimersByTime(60_000);
  expect(cores).toHaveLength(1);
});
