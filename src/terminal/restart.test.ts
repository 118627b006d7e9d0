import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE, OTHER_CODE, type TestTerminal } from './test-terminal.ts';

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

/** From now on the disk takes what is written of one charge alone. */
function takingOnly(chargeId: string, from: MemoryJournal): MemoryJournal {
  const { append } = from;
  from.append = (entries) => {
    if (entries.some((entry) => entry.kind === 'charge_changed' && entry.chargeId !== chargeId)) throw new Error('disk is full');
    return append(entries);
  };
  return from;
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

  test('a sale paid while the resumption of its other charge was not durable: after the next start its code was awaited again', async () => {
    const { id: paidId } = begin({ authCode: new AuthCode(CODE) });
    await gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
    const { id } = begin({ idempotencyKey: 'key-2' });
    await terminal.stop();

    boot(takingOnly(paidId, memoryJournal(journal.image())));
    await gateway.queries[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect([terminal.find(paidId)?.status, terminal.find(id)?.status]).toEqual(['paid', 'awaiting_code']);

    const image = journal.image(); // killed before the disk is asked again
    boot(memoryJournal(image));
    expect(terminal.find(id)?.status).toBe('canceled');

    const full = memoryJournal(image);
    full.failNext(1);
    boot(full);
    scan(OTHER_CODE); // before the cancellation is durable
    expect(gateway.charges).toEqual([]);
    clock.advance(1_000);
    expect(terminal.find(id)?.status).toBe('canceled');
  });

  test('one that lay armed beside a charge that paid its sale may have been sent: it is asked about', async () => {
    const { id: paidId } = begin({ authCode: new AuthCode(CODE) });
    await gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: true });
    const { id } = begin({ idempotencyKey: 'key-2' });
    takingOnly(paidId, journal);
    await gateway.queries[0]?.answer({ kind: 'paid', payment: PAYMENT });
    boot(memoryJournal(journal.image()));
    expect([terminal.find(paidId)?.status, terminal.find(id)?.status]).toEqual(['paid', 'unresolved']);
  });

  test('a charge asked for once the sale was paid waits on over a clean stop', async () => {
    begin({ authCode: new AuthCode(CODE) });
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    const { id } = begin({ idempotencyKey: 'key-2' });
    await terminal.stop();
    boot(memoryJournal(journal.image()));
    expect(terminal.find(id)?.status).toBe('awaiting_code');
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
    expect(told).toEqual(['unresolved', 'paid', 'online']); // the line's own state comes last
  });
});
