import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { ChargeId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE, OTHER_CODE, REQUEST, type TestTerminal } from './test-terminal.ts';

let clock: HandClock;
let journal: MemoryJournal;
let gateway: TestTerminal['gateway'];
let terminal: TestTerminal['terminal'];
let begin: TestTerminal['begin'];
let scan: TestTerminal['scan'];

beforeEach(() => {
  clock = new HandClock();
  journal = memoryJournal();
  ({ gateway, terminal, begin, scan } = bootTerminal(clock, journal));
});

describe('what once went wrong', () => {
  test('the line came back while the disk did not take "queued": the charge lay there until its code was dead', async () => {
    begin({ authCode: new AuthCode(CODE) });
    journal.failNext(1);
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    gateway.setLine('online');
    expect(gateway.charges.length).toBe(1);
    clock.advance(2_000);
    expect(gateway.charges.length).toBe(2);
  });

  test('a line that is there and is not: sent again once a second, not in a loop', async () => {
    begin({ authCode: new AuthCode(CODE) });
    for (let second = 0; second < 5; second++) {
      gateway.line = () => 'online';
      await gateway.charges.at(-1)?.answer({ kind: 'not_sent' });
      clock.advance(1_000);
    }
    expect(gateway.charges.length).toBe(6);
  });

  test('the code of a queued charge could be given to a second one: both went out with it', async () => {
    begin({ authCode: new AuthCode(CODE) });
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    const second = begin({ authCode: new AuthCode(CODE), idempotencyKey: 'key-2', tillReference: 'R2' });
    expect([second.status, second.declineCode]).toEqual(['declined', 'code_invalid']);
    gateway.setLine('online');
    expect(gateway.charges.length).toBe(2);
  });

  test('a code that left the queue in its last second went out when it was dead', async () => {
    begin({ authCode: new AuthCode(CODE) });
    clock.advance(3_000);
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    clock.advance(56_000);
    gateway.setLine('online');
    expect(gateway.charges.map(({ leaveWithinMs }) => leaveWithinMs)).toEqual([60_000, 1_000]);
  });

  test('each press of cancel on a full disk began a row of attempts of its own', async () => {
    const { id } = begin();
    journal.failNext(1_000);
    for (let press = 0; press < 50; press++) terminal.cancel(id);
    const append = journal.append;
    let attempts = 0;
    journal.append = (entries) => {
      attempts += 1;
      return append(entries);
    };
    clock.advance(10_000);
    expect(attempts).toBe(10);
    journal.failNext(0);
    clock.advance(1_000);
    expect(terminal.find(id)?.status).toBe('canceled');
  });

  test('a bug after the write was told as "nothing was begun"', () => {
    gateway.prepare = () => {
      throw new Error('a bug');
    };
    expect(() => terminal.charge(REQUEST)).toThrow('a bug');
    expect(journal.chargeByIdempotencyKey('till:key-1')).not.toBeNull();
  });

  test('a bug while a charge is prepared left it submitting for ever', async () => {
    gateway.prepare = () => {
      throw new Error('a bug');
    };
    const { id } = begin({ authCode: new AuthCode(CODE) });
    await new Promise(setImmediate);
    expect(terminal.find(id)?.status).toBe('unresolved');
  });

  test('a button press that came twice, late, cleared its own unknown charge off the stage', async () => {
    const press = { kind: 'charge', requestId: 'request-1', amount: 100 } as const;
    terminal.command(press);
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
    expect(terminal.command(press)).toEqual({ ok: true });
    expect(terminal.view().stage).toMatchObject({ kind: 'charge', charge: { status: 'unresolved' } });
  });

  test('a sale was paid, the disk did not take the end of its other charge, and a code handed over in that second was sent', async () => {
    const first = begin({ authCode: new AuthCode(CODE) });
    const waiting = begin({ idempotencyKey: 'key-2' });
    terminal.feed(
      null,
      ({ type }) => type === 'charge.updated' && terminal.find(waiting.id)?.status === 'awaiting_code' && journal.failNext(1),
    );
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect([first, waiting].map(({ id }) => terminal.find(id)?.status)).toEqual(['paid', 'awaiting_code']);
    scan(OTHER_CODE);
    expect(terminal.giveCode(waiting.id, new AuthCode(OTHER_CODE))).toEqual({ ok: false, error: 'no_code_awaited' });
    clock.advance(1_000);
    expect([terminal.find(waiting.id)?.status, gateway.charges.length]).toEqual(['canceled', 1]);
  });

  test('a queued charge was given up, the disk did not take that, and its code was sent when the line came back', async () => {
    const { id } = begin({ authCode: new AuthCode(CODE) });
    gateway.setLine('offline');
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    journal.failNext(1);
    terminal.cancel(id);
    gateway.setLine('online');
    expect([terminal.find(id)?.status, gateway.charges.length]).toEqual(['canceled', 1]);
  });

  test('a charge was given up, the disk did not take that, and the next process awaited its code', async () => {
    const { id } = begin();
    journal.failNext(1);
    terminal.cancel(id);
    await terminal.stop();
    expect(journal.charge(id as ChargeId)?.state.status).toBe('canceled');
  });

  test('a charge was given up before the disk had taken it up again after a restart, and awaited its code all the same', async () => {
    const { id } = begin();
    await terminal.stop();
    journal.failNext(1);
    ({ terminal, gateway, scan } = bootTerminal(clock, journal, 2));
    terminal.cancel(id);
    clock.advance(1_000);
    scan(CODE);
    expect([terminal.find(id)?.status, gateway.charges.length]).toEqual(['canceled', 0]);
  });

  test('an order that may have left before a crash was given up before the disk took anything: it is undone, not forgotten', async () => {
    const { id } = begin();
    journal = memoryJournal(journal.image()); // killed
    journal.failNext(1);
    ({ terminal, gateway } = bootTerminal(clock, journal, 2));
    terminal.cancel(id);
    clock.advance(1_000);
    expect(terminal.find(id)?.status).toBe('reversing');
  });
});
