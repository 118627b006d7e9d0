import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import type { FeedEvent } from './terminal.ts';
import { bootTerminal, CODE, OTHER_CODE, REQUEST, type TestTerminal } from './test-terminal.ts';

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

describe('a charge', () => {
  test('is durable and armed before anyone can scan', () => {
    const charge = begin();
    expect(charge).toMatchObject({ status: 'awaiting_code', amount: 1280, currency: 'CNY', description: '人民路店', codeHint: null });
    expect(journal.chargeByOrderNo(gateway.prepared[0]?.orderNo as never)?.state).toEqual({ status: 'awaiting_code', armed: true });
  });

  test('with a code is durable as submitting before it is sent', () => {
    const append = journal.append;
    let submittedBeforeDurable = false;
    journal.append = (entries) => {
      submittedBeforeDurable ||= gateway.charges.length > 0;
      return append(entries);
    };
    begin({ authCode: new AuthCode(CODE) });
    expect([submittedBeforeDurable, gateway.charges.length]).toEqual([false, 1]);
  });

  test('is paid: durable first, told afterwards, the code nowhere but its hint', async () => {
    const told: FeedEvent[] = [];
    terminal.feed(null, (event) => told.push(event));
    const { id } = begin();
    scan(`${CODE}\r`);
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    const charge = terminal.find(id);
    expect(charge).toMatchObject({
      status: 'paid',
      wallet: 'wechat',
      transactionId: PAYMENT.transactionId,
      codeHint: '1345••••••••••6789',
    });
    expect(told.map(({ data }) => (data as Charge).status)).toEqual(['awaiting_code', 'submitting', 'paid']);
    expect(JSON.stringify([journal.image(), told, terminal.view()])).not.toContain(CODE);
  });

  test('needs at most three writes, with a password too', async () => {
    begin();
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'customer_paying', acquirerCode: 'USERPAYING' });
    clock.advance(5_000);
    await gateway.queries[0]?.answer({ kind: 'customer_paying' });
    clock.advance(5_000);
    await gateway.queries[1]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(journal.lastSeq()).toBe(3);
  });

  test('that the disk does not take is not begun', () => {
    journal.failNext(1);
    expect(terminal.charge(REQUEST)).toEqual({ ok: false, error: 'journal_failed' });
    expect(gateway.prepared).toEqual([]);
  });

  test('whose payment the disk does not take is not shown as paid until it does', async () => {
    const { id } = begin({ authCode: new AuthCode(CODE) });
    journal.failNext(2);
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(terminal.find(id)?.status).toBe('submitting');
    clock.advance(1_000);
    expect(terminal.find(id)?.status).toBe('submitting');
    clock.advance(1_000);
    expect(terminal.find(id)?.status).toBe('paid');
  });
});

describe('the same key', () => {
  test('with the same request answers the same charge, over a restart too', () => {
    const { id } = begin();
    boot(memoryJournal(journal.image()));
    const again = terminal.charge(REQUEST);
    expect(again).toMatchObject({ ok: true, value: { created: false, charge: { id } } });
  });

  test('with another request is refused', () => {
    begin();
    expect(terminal.charge({ ...REQUEST, fingerprint: 'other' })).toEqual({ ok: false, error: 'idempotency_key_reused' });
  });

  test('of the screen is not the till’s', () => {
    begin({ authCode: new AuthCode(CODE) });
    expect(terminal.charge({ ...REQUEST, origin: 'cashier' })).toMatchObject({ ok: true, value: { created: true } });
  });
});

describe('the line', () => {
  test('a charge that could not leave goes out when it is back, under the same number', async () => {
    const { orderNo } = begin({ authCode: new AuthCode(CODE) });
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    gateway.setLine('offline');
    expect(terminal.view().stage).toMatchObject({ charge: { status: 'queued' }, endsInMs: 60_000 });
    gateway.setLine('online');
    expect(gateway.charges.map(({ order }) => order.orderNo)).toEqual([orderNo, orderNo]);
  });

  test('more than twenty unsent charges are not kept', async () => {
    for (let number = 0; number < 21; number++) {
      const authCode = new AuthCode(String(130_000_000_000_000_000n + BigInt(number)));
      begin({ authCode, idempotencyKey: `key-${number}`, tillReference: `R${number}` });
      await gateway.charges.at(-1)?.answer({ kind: 'not_sent' });
    }
    const declined = terminal.list({ statuses: ['declined'] }, null, 10);
    expect(declined.ok && declined.value.items.map(({ declineCode }) => declineCode)).toEqual(['offline']);
  });
});

describe('giving up', () => {
  test('what is final stays final; what is unknown to us is not found', async () => {
    const { id } = begin({ authCode: new AuthCode(CODE) });
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(terminal.cancel(id)).toEqual({ ok: false, error: 'already_final' });
    expect(terminal.cancel('ch_nothing')).toEqual({ ok: false, error: 'not_found' });
    expect(terminal.giveCode(id, new AuthCode(OTHER_CODE))).toEqual({ ok: false, error: 'already_final' });
  });

  test('a stopping terminal takes no new charge', async () => {
    await terminal.stop();
    expect(terminal.charge(REQUEST)).toEqual({ ok: false, error: 'stopping' });
  });
});
