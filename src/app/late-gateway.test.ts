import { beforeEach, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Gateway, LineStatus, Order } from '../gateway/gateway.ts';
import { type ScriptedGateway, scriptedGateway } from '../gateway/scripted-gateway.ts';
import { fen } from '../money/fen.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { orderNo } from '../store/entries.ts';
import { lateGateway } from './late-gateway.ts';

const ORDER: Order = { orderNo: orderNo(1), amountFen: fen(100), currency: 'CNY', description: 'tea' };
const CODE = new AuthCode('134567890123456789');

let real: ScriptedGateway;
let arrive: (loaded: Result<Gateway, string>) => Promise<void>;
let gateway: Gateway;
const clock = new HandClock();

beforeEach(() => {
  real = scriptedGateway();
  const { promise, resolve } = Promise.withResolvers<Result<Gateway, string>>();
  arrive = async (loaded) => {
    resolve(loaded);
    await new Promise(setImmediate);
  };
  gateway = lateGateway(promise, clock);
});

test('a charge submitted too early waits and goes out once', async () => {
  const answer = gateway.prepare(ORDER).submit(CODE);
  expect(real.prepared).toEqual([]);
  await arrive(ok(real));
  expect(real.prepared).toEqual([ORDER]);
  await real.charges[0]?.answer({ kind: 'customer_paying', acquirerCode: 'USERPAYING' });
  expect((await answer).outcome.kind).toBe('customer_paying');
  expect(real.charges).toHaveLength(1);
});

test('what a code waited here is taken from its life', async () => {
  const answer = gateway.prepare(ORDER).submit(CODE, 60_000);
  clock.advance(50_000);
  await arrive(ok(real));
  expect(real.charges[0]?.leaveWithinMs).toBe(10_000);
  await real.charges[0]?.answer({ kind: 'not_sent' });
  expect((await answer).outcome.kind).toBe('not_sent');
});

test('questions asked too early wait', async () => {
  const queried = gateway.query(ORDER);
  const reversed = gateway.reverse(ORDER);
  await arrive(ok(real));
  await real.queries[0]?.answer({ kind: 'not_paid' });
  await real.reversals[0]?.answer({ kind: 'reversed' });
  expect(await Promise.all([queried, reversed])).toEqual([{ kind: 'not_paid' }, { kind: 'reversed' }]);
});

test('an armed charge that was let go too early is let go', async () => {
  gateway.prepare(ORDER).discard();
  await arrive(ok(real));
  expect(real.discarded).toBe(1);
});

test('once it is there nothing stands between', async () => {
  await arrive(ok(real));
  gateway.prepare(ORDER);
  expect(real.prepared).toEqual([ORDER]); // at once, not a turn later
});

test('the line is unknown, then told', async () => {
  const heard: LineStatus[] = [];
  const deaf: LineStatus[] = [];
  gateway.onLine((status) => heard.push(status));
  gateway.onLine((status) => deaf.push(status))();
  expect(gateway.line()).toBe('unknown');
  await arrive(ok(real));
  real.setLine('offline');
  expect({ heard, deaf, line: gateway.line() }).toEqual({ heard: ['offline'], deaf: [], line: 'offline' });
});

test('closed too early it closes what comes', async () => {
  const closed = gateway.close();
  await arrive(ok(real));
  await closed;
  expect(real.closed).toBe(true);
});

test('when there is none to come, nothing was sent and nothing is known', async () => {
  const submitted = gateway.prepare(ORDER).submit(CODE);
  const queried = gateway.query(ORDER);
  const lookedUp = gateway.lookUp({ kind: 'order', orderNo: ORDER.orderNo }, 2_000);
  await arrive(err('gateway.ca cannot be read'));
  expect((await submitted).outcome).toEqual({ kind: 'not_sent' });
  expect(await queried).toEqual({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null });
  expect(await lookedUp).toMatchObject({ kind: 'unknown', doubt: 'no_answer' });
  await gateway.close();
});
