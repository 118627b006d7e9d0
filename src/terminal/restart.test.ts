import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE, type TestTerminal } from './test-terminal.ts';

let clock: HandClock;
let journal: MemoryJournal;
let gateway: TestTerminal['gateway'];
let terminal: TestTerminal['terminal'];
let begin: TestTerminal['begin'];
let scan: TestTerminal['scan'];

function boot(from: MemoryJournal): void {
  journal = from;
  ({ gateway, terminal, begin, scan } = bootTerminal(clock, journal));
}

beforeEach(() => {
  clock = new HandClock();
  boot(memoryJournal());
});

describe('over a restart', () => {
  test('an open charge is asked about at once and is on the stage', async () => {
    const { id } = begin({ authCode: new AuthCode(CODE) });
    boot(memoryJournal(journal.image()));
    expect(terminal.view().stage).toMatchObject({ charge: { id, status: 'unresolved' } });
    await gateway.queries[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(terminal.find(id)?.status).toBe('paid');
  });

  test('a scan that comes before the resumption is durable sends nothing', () => {
    begin();
    const image = memoryJournal(journal.image());
    image.failNext(1);
    boot(image);
    scan(CODE);
    expect(gateway.charges).toEqual([]);
    clock.advance(1_000);
    scan(CODE);
    expect([gateway.charges.length, gateway.queries.length]).toEqual([0, 1]);
  });

  test('after a clean stop a waiting charge waits on', async () => {
    const { id } = begin();
    await terminal.stop();
    expect([gateway.closed, gateway.discarded > 0]).toEqual([true, true]);
    boot(memoryJournal(journal.image()));
    expect(terminal.find(id)?.status).toBe('awaiting_code');
    scan(CODE);
    expect(gateway.charges.length).toBe(1);
  });

  test('listeners that come back miss nothing durable', async () => {
    let lastId = '';
    terminal.feed(null, (event) => {
      lastId = event.id;
    });
    begin({ authCode: new AuthCode(CODE) });
    const image = journal.image();
    boot(memoryJournal(image));
    await gateway.queries[0]?.answer({ kind: 'paid', payment: PAYMENT });
    const told: string[] = [];
    terminal.feed(lastId, ({ data }) => told.push((data as Charge).status));
    expect(told).toEqual(['unresolved', 'paid']);
  });
});
