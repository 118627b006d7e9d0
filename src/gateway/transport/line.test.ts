import * as net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { HandClock } from '../../basics/hand-clock.ts';
import type { LineStatus } from '../gateway.ts';
import { TestNetwork } from '../wechat-v2/test-network.ts';
import { Line, MOST_PROBES, PATIENT_PROBE_TIMEOUT_MS, PROBE_TIMEOUT_MS, RETRY_EVERY_MS, WATCH_EVERY_MS } from './line.ts';

/** The bound that the shop is promised, for a loss and for a return. */
const SHOWN_WITHIN_MS = 3_000;

/** A line before a probe that hangs until its time-out while the cable is out. */
function setting() {
  const clock = new HandClock();
  const seen: { status: LineStatus; atMs: number }[] = [];
  let isCut = false;
  let running = 0;
  let most = 0;
  const line = new Line(clock, (timeoutMs) => {
    running += 1;
    most = Math.max(most, running);
    const swallowed = isCut;
    return new Promise((resolve) => {
      clock.after(swallowed ? timeoutMs : 20, () => {
        running -= 1;
        resolve(!swallowed);
      });
    });
  });
  line.onChange((status) => seen.push({ status, atMs: clock.monotonicMs() }));
  line.open();

  /** Lets time pass, and every promise that it settles. */
  async function pass(ms: number): Promise<void> {
    const endMs = clock.monotonicMs() + ms;
    for (let due = clock.nextDueMs(); due !== null && due <= endMs; due = clock.nextDueMs()) {
      clock.crank();
      await new Promise(setImmediate);
    }
    clock.advance(endMs - clock.monotonicMs());
  }

  return {
    ...{ clock, line, seen, pass },
    cut(next: boolean) {
      isCut = next;
    },
    most: () => most,
  };
}

/** Cut and joined at every moment of a round. */
const OFFSETS = Array.from({ length: 40 }, (_, step) => step * 77);

test.each(OFFSETS)('cut %i ms into a round: the loss and the return are each known within three seconds', async (offsetMs) => {
  const { clock, seen, pass, cut, most } = setting();
  await pass(5_000 + offsetMs);
  cut(true);
  const cutMs = clock.monotonicMs();
  await pass(20_000 + offsetMs * 3);
  cut(false);
  const joinedMs = clock.monotonicMs();
  await pass(10_000);
  expect(seen.map(({ status }) => status)).toEqual(['online', 'offline', 'online']);
  const [, loss, back] = seen;
  expect((loss?.atMs ?? 0) - cutMs).toBeLessThanOrEqual(SHOWN_WITHIN_MS);
  expect((back?.atMs ?? 0) - joinedMs).toBeLessThanOrEqual(SHOWN_WITHIN_MS);
  expect(most()).toBeLessThanOrEqual(MOST_PROBES);
});

test('the waits leave room: a loss is a whole round away, a return one retry', () => {
  expect(WATCH_EVERY_MS + PROBE_TIMEOUT_MS).toBeLessThan(SHOWN_WITHIN_MS);
  expect(MOST_PROBES * RETRY_EVERY_MS).toBeGreaterThanOrEqual(PATIENT_PROBE_TIMEOUT_MS);
});

test('exchanges that fail one after the other do not put off the probe that would see the line come back', async () => {
  const { line, pass, cut } = setting();
  await pass(1_000);
  cut(true);
  line.lost();
  cut(false);
  for (let n = 0; n < 4; n += 1) {
    await pass(RETRY_EVERY_MS / 2);
    if (line.status() === 'offline') line.lost();
  }
  expect(line.status()).toBe('online');
});

test('what left before the line came back, and is given up now, does not take it away again', async () => {
  const { line, seen, pass, cut } = setting();
  await pass(1_000);
  cut(true);
  line.lost();
  await pass(5_000);
  cut(false);
  await pass(2_000);
  line.lost(10_000); // sent in the outage, its deadline is now
  expect(line.status()).toBe('online');
  line.lost(100);
  expect(seen.map(({ status }) => status)).toEqual(['online', 'offline', 'online', 'offline']);
});

describe('before a real server', () => {
  const network = new TestNetwork();
  const cleanUps: (() => void)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) cleanUp();
    await network.cleanUp();
  });

  test('behind a cable that is pulled and put back: connections that stand go silent, new ones hang, and the return is seen at once', async () => {
    const acquirer = await network.acquirer(null);
    const cable = await pullableCable(Number(new URL(acquirer.origin).port));
    cleanUps.push(cable.close);
    const { gateway } = network.gatewayTo([`http://127.0.0.1:${cable.port}`]);
    const becomes = (wanted: LineStatus) => new Promise<void>((resolve) => gateway.onLine((status) => status === wanted && resolve()));
    const online = becomes('online');
    gateway.open();
    await online;
    const offline = becomes('offline');
    cable.pull();
    await offline;
    await cable.swallowed(4); // several probes hang by now
    const back = becomes('online');
    cable.join();
    const joinedMs = performance.now();
    await back;
    expect(performance.now() - joinedMs).toBeLessThan(SHOWN_WITHIN_MS);
    expect((await gateway.query({ orderNo: 'x', amountFen: 1, currency: 'CNY', description: '' } as never)).kind).toBe('unknown'); // answered, about another order
    expect(gateway.line()).toBe('online');
  }, 30_000);
});

/** A way to a server that can go silent: while pulled it takes connections and bytes and passes nothing on, as a dead route does. */
async function pullableCable(target: number) {
  let isPulled = false;
  let swallowed = 0;
  let waiting: (() => void)[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const diedAtBirth = isPulled;
    const far = net.connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    let isDead = diedAtBirth;
    near.on('data', (bytes) => {
      isDead ||= isPulled; // a connection that lost a byte does not come back
      if (!isDead) far.write(bytes);
      else {
        swallowed += 1;
        for (const wake of waiting.splice(0)) wake();
      }
    });
    far.on('data', (bytes) => {
      if (!isDead && !isPulled) near.write(bytes);
    });
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    pull() {
      isPulled = true;
    },
    join() {
      isPulled = false;
    },
    async swallowed(count: number): Promise<void> {
      while (swallowed < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    close() {
      waiting = [];
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
