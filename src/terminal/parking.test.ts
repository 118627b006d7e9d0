import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { Command } from '../contract/command.ts';
import { fen } from '../money/fen.ts';
import { PAYMENT, TIMES } from '../payment/story.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import type { FeedEvent, ParkRequest } from './terminal.ts';
import { bootTerminal, CODE, OTHER_CODE, type TestTerminal } from './test-terminal.ts';

const UNKNOWN = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false } as const;
const DECLINED = {
  kind: 'declined',
  decline: { code: 'insufficient_funds', acquirerCode: 'NOTENOUGH', message: null },
  askFirst: false,
} as const;
const PAID = { kind: 'paid', payment: PAYMENT } as const;
const DONE = { ok: true };

let clock: HandClock;
let journal: MemoryJournal;
let t: TestTerminal;
let told: FeedEvent[];

beforeEach(() => {
  clock = new HandClock();
  journal = memoryJournal();
  boot();
});

function boot(): void {
  t = bootTerminal(clock, journal);
  told = [];
  t.terminal.feed(null, (event) => told.push(event));
}

/** A power cut, and the next start. */
function restart(): void {
  journal = memoryJournal(journal.image());
  boot();
}

const say = (command: Command) => t.terminal.command(command);
const park = (amount = 8_900, note?: string) => say({ kind: 'park', requestId: `park-${amount}`, amount, ...(note && { note }) });
const collect = (parkedId: string, tender: 'wallet' | 'cash' = 'wallet', n = 1) =>
  say({ kind: 'collect', requestId: `collect-${n}`, parkedId, tender });
const ring = (n = 1, more: Partial<Extract<Command, { kind: 'charge' }>> = {}) =>
  say({ kind: 'charge', requestId: `charge-${n}`, amount: 4_650, ...more });
const parked = () => t.terminal.view().parked;
const only = () => {
  const [sale, ...others] = parked();
  if (!sale || others.length > 0) throw new Error(`${parked().length} sales are parked`);
  return sale;
};
const staged = () => {
  const { stage } = t.terminal.view();
  if (stage.kind !== 'charge') throw new Error('nothing is on the stage');
  return stage.charge;
};

describe('a sale parked from the keypad', () => {
  test('is on the list with its note, once however often the key is pressed, and over a restart', () => {
    expect([park(8_900, '蓝衣服，去拿鸡蛋'), park(8_900, '蓝衣服，去拿鸡蛋')]).toEqual([DONE, DONE]);
    expect(only()).toMatchObject({ amount: 8_900, note: '蓝衣服，去拿鸡蛋', status: 'parked', parkedBy: 'cashier', chargeId: null });
    const before = parked();
    restart();
    expect(parked()).toEqual(before);
  });

  test('is collected by a scan: its charge carries its name, and it leaves the list with the money', async () => {
    park();
    const { id } = only();
    expect(collect(id)).toEqual(DONE);
    expect(only()).toMatchObject({ status: 'collecting', chargeId: staged().id });
    expect(journal.openCharges()[0]?.intent).toMatchObject({ saleId: id, amountFen: 8_900 });
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(PAID);
    expect(parked()).toEqual([]);
    expect(t.terminal.findParked(id)).toMatchObject({ status: 'collected', tender: 'wallet', chargeId: staged().id });
    restart();
    expect(parked()).toEqual([]);
  });

  test('whose charge ends without money is parked again', async () => {
    park();
    collect(only().id);
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(DECLINED);
    expect(only()).toMatchObject({ status: 'parked', chargeId: null });
    say({ kind: 'next_sale' });
    expect(collect(only().id, 'wallet', 2)).toEqual(DONE);
    say({ kind: 'cancel', chargeId: staged().id });
    expect(only().status).toBe('parked');
  });

  test('is settled in cash by name only, once more is no error, and then neither scanned nor dropped', () => {
    park();
    const { id } = only();
    expect([collect(id, 'cash'), collect(id, 'cash')]).toEqual([DONE, DONE]);
    expect(t.terminal.findParked(id)).toMatchObject({ status: 'collected', tender: 'cash', chargeId: null });
    expect(collect(id, 'wallet', 2)).toEqual({ ok: false, code: 'not_parked' });
    expect(say({ kind: 'drop_parked', parkedId: id })).toEqual({ ok: false, code: 'not_parked' });
    expect(journal.openCharges()).toEqual([]);
  });

  test('is dropped, and then not collected', () => {
    park();
    const { id } = only();
    expect([say({ kind: 'drop_parked', parkedId: id }), say({ kind: 'drop_parked', parkedId: id })]).toEqual([DONE, DONE]);
    expect(parked()).toEqual([]);
    expect(collect(id)).toEqual({ ok: false, code: 'not_parked' });
    expect(collect('nobody')).toEqual({ ok: false, code: 'not_found' });
  });

  test('there are at most 200 of them', () => {
    for (let n = 1; n <= 200; n += 1) expect(park(n)).toEqual(DONE);
    expect(park(201)).toEqual({ ok: false, code: 'parked_full' });
    expect(park(200)).toEqual(DONE); // the same request: it is parked already
  });

  test('a disk that refuses parks nothing, and says so', () => {
    journal.failNext(1);
    expect(park()).toEqual({ ok: false, code: 'journal_failed' });
    expect(parked()).toEqual([]);
    expect(park()).toEqual(DONE);
  });
});

describe('never two captures', () => {
  test('while a charge of it is not known it is neither collected nor dropped, over a restart too', async () => {
    park();
    const { id } = only();
    collect(id);
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(UNKNOWN);
    say({ kind: 'next_sale' });
    const refused = { ok: false, code: 'sale_unsettled' };
    const tries = () => [collect(id, 'wallet', 2), collect(id, 'cash'), say({ kind: 'drop_parked', parkedId: id })];
    expect(tries()).toEqual([refused, refused, refused]);
    restart();
    expect(only().status).toBe('collecting');
    expect(tries()).toEqual([refused, refused, refused]);
    expect(journal.openCharges()).toHaveLength(1);
    await t.gateway.queries[0]?.answer(PAID);
    expect(parked()).toEqual([]);
    expect(t.terminal.findParked(id)).toMatchObject({ status: 'collected', tender: 'wallet' });
  });

  test('the money and the end of the sale become durable together, or not at all', async () => {
    park();
    const { id } = only();
    collect(id);
    t.scan(CODE);
    const before = journal.lastSeq();
    journal.failNext(1);
    await t.gateway.charges[0]?.answer(PAID);
    expect([journal.lastSeq(), only().status]).toEqual([before, 'collecting']);
    clock.advance(1_000);
    expect(journal.changesAfter(before, 10).map(({ kind }) => kind)).toEqual(['charge', 'slip']);
    expect(parked()).toEqual([]);
  });

  test('the key pressed twice collects once, and an old request brings its charge back', async () => {
    park();
    const { id } = only();
    expect([collect(id), collect(id)]).toEqual([DONE, DONE]);
    expect(t.terminal.list({}, null, 10)).toMatchObject({ value: { items: [{ status: 'awaiting_code' }] } });
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(PAID);
    say({ kind: 'next_sale' });
    expect(collect(id)).toEqual(DONE);
    expect(staged().status).toBe('paid');
    expect(t.terminal.view().today.paidCount).toBe(1);
  });
});

describe('parking a charge', () => {
  test('that awaits its code: canceled, off the stage, and the sale is on the list', () => {
    ring();
    const { id } = staged();
    expect(say({ kind: 'park_charge', chargeId: id, note: '去取钱' })).toEqual(DONE);
    expect(t.terminal.find(id)?.status).toBe('canceled');
    expect(t.terminal.view().stage.kind).toBe('keypad');
    expect(only()).toMatchObject({ amount: 4_650, note: '去取钱', status: 'parked' });
  });

  test('that is queued: never sent when the line is back, and its code may be used again', async () => {
    ring();
    t.scan(CODE);
    await t.gateway.charges[0]?.answer({ kind: 'not_sent' });
    const { id } = staged();
    expect(say({ kind: 'park_charge', chargeId: id })).toEqual(DONE);
    t.gateway.setLine('online');
    expect(t.gateway.charges).toHaveLength(1);
    collect(only().id);
    t.scan(CODE);
    expect(t.gateway.charges).toHaveLength(2);
  });

  test('that was declined; the sale goes on under one name', async () => {
    ring();
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(DECLINED);
    const declined = staged().id;
    expect(say({ kind: 'park_charge', chargeId: declined })).toEqual(DONE);
    expect(only().id).toBe(declined); // the sale's name is its first charge's
    collect(only().id);
    expect(journal.openCharges()[0]?.intent.saleId).toBe(declined);
  });

  test('that was sent is refused, and so is one of the till, a paid one and one that nobody knows', async () => {
    ring();
    t.scan(CODE);
    const { id } = staged();
    const notNow = { ok: false, code: 'not_now' };
    expect(say({ kind: 'park_charge', chargeId: id })).toEqual(notNow);
    await t.gateway.charges[0]?.answer(PAID);
    expect(say({ kind: 'park_charge', chargeId: id })).toEqual(notNow);
    expect(say({ kind: 'park_charge', chargeId: t.begin().id })).toEqual(notNow);
    expect(say({ kind: 'park_charge', chargeId: 'nobody' })).toEqual({ ok: false, code: 'not_found' });
    expect(parked()).toEqual([]);
  });

  test('is refused for an earlier charge of a sale that has gone on', async () => {
    ring();
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(DECLINED);
    const first = staged().id;
    ring(2, { sameSaleAs: first });
    t.scan(OTHER_CODE);
    await t.gateway.charges[1]?.answer(PAID);
    expect(say({ kind: 'park_charge', chargeId: first })).toEqual({ ok: false, code: 'not_now' });
  });

  test('a crash between the park and the cancel: collecting until the armed order is known, then parked', async () => {
    ring();
    journal.append([]); // nothing between
    say({ kind: 'park_charge', chargeId: staged().id });
    const beforeCancel = journal.image().slice(0, 2);
    journal = memoryJournal(beforeCancel);
    boot();
    expect(only().status).toBe('collecting');
    expect(collect(only().id, 'cash')).toEqual({ ok: false, code: 'sale_unsettled' });
    t.gateway.setLine('online');
    await t.gateway.queries.at(-1)?.answer({ kind: 'undone', acquirerCode: 'CLOSED' });
    expect(only().status).toBe('parked');
  });
});

describe('scan again', () => {
  test('is a charge of the same sale, with its amount, and only after an end without money', async () => {
    ring();
    t.scan(CODE);
    const first = staged().id;
    const notNow = { ok: false, code: 'not_now' };
    expect(ring(2, { sameSaleAs: first })).toEqual(notNow);
    await t.gateway.charges[0]?.answer(DECLINED);
    expect(ring(3, { sameSaleAs: first, amount: 1 })).toEqual(notNow);
    expect([ring(4, { sameSaleAs: first }), ring(4, { sameSaleAs: first })]).toEqual([DONE, DONE]);
    expect(journal.openCharges().map(({ intent }) => intent.saleId)).toEqual([first]);
    t.scan(OTHER_CODE);
    await t.gateway.charges[1]?.answer(PAID);
    expect(ring(5, { sameSaleAs: first })).toEqual(notNow);
    expect(ring(6, { sameSaleAs: staged().id })).toEqual(notNow);
  });

  test('carries the till’s reference of a collected sale on', async () => {
    const asked: ParkRequest = {
      ...{ origin: 'till', amountFen: fen(1_000), description: '坚果', tillReference: 'R7', note: null },
      ...{ idempotencyKey: 'k1', fingerprint: 'f' },
    };
    t.terminal.park(asked);
    collect('till:R7');
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(DECLINED);
    expect(ring(2, { sameSaleAs: staged().id, amount: 1_000 })).toEqual(DONE);
    expect(staged()).toMatchObject({ tillReference: 'R7', description: '坚果' });
  });

  test('of a sale that was settled in cash meanwhile is refused', async () => {
    ring();
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(DECLINED);
    const first = staged().id;
    say({ kind: 'park_charge', chargeId: first });
    collect(only().id, 'cash');
    expect(ring(2, { sameSaleAs: first })).toEqual({ ok: false, code: 'not_now' });
  });
});

describe('a code that dies in the queue', () => {
  async function queue(): Promise<void> {
    ring();
    t.scan(CODE);
    await t.gateway.charges[0]?.answer({ kind: 'not_sent' });
  }

  test('on the stage asks the cashier', async () => {
    await queue();
    clock.advance(TIMES.codeValidityMs);
    expect(staged()).toMatchObject({ status: 'declined', declineCode: 'code_expired' });
    expect(parked()).toEqual([]);
    expect(ring(2, { sameSaleAs: staged().id })).toEqual(DONE);
  });

  test('where nobody looks leaves its sale on the list', async () => {
    await queue();
    say({ kind: 'next_sale' });
    clock.advance(TIMES.codeValidityMs);
    expect(only()).toMatchObject({ amount: 4_650, parkedBy: 'expired_code', status: 'parked' });
  });

  test('and so does a power cut', async () => {
    await queue();
    restart();
    expect(only()).toMatchObject({ amount: 4_650, parkedBy: 'expired_code' });
  });

  test('of a sale that was parked before does not park it twice', async () => {
    park();
    collect(only().id);
    t.scan(CODE);
    await t.gateway.charges[0]?.answer({ kind: 'not_sent' });
    say({ kind: 'next_sale' });
    clock.advance(TIMES.codeValidityMs);
    expect(only()).toMatchObject({ parkedBy: 'cashier', status: 'parked' });
  });
});

describe('the till', () => {
  const asked: ParkRequest = {
    ...{ origin: 'till', amountFen: fen(1_000), description: null, tillReference: 'R1', note: null },
    ...{ idempotencyKey: 'k1', fingerprint: 'f' },
  };

  test('parks once under a key, and one sale of a reference at a time', () => {
    expect(t.terminal.park(asked)).toMatchObject({ ok: true, value: { created: true, sale: { id: 'till:R1', parkedBy: 'till' } } });
    expect(t.terminal.park(asked)).toMatchObject({ ok: true, value: { created: false } });
    expect(t.terminal.park({ ...asked, fingerprint: 'g' })).toEqual({ ok: false, error: 'idempotency_key_reused' });
    expect(t.terminal.park({ ...asked, idempotencyKey: 'k2' })).toEqual({ ok: false, error: 'already_parked' });
    expect(t.terminal.dropParked('till:R1')).toMatchObject({ ok: true, value: { status: 'dropped' } });
    expect(t.terminal.park({ ...asked, idempotencyKey: 'k2' })).toMatchObject({ ok: true, value: { created: true } });
  });

  test('collects with a charge of the same reference', async () => {
    t.terminal.park(asked);
    const charge = t.begin({ tillReference: 'R1' });
    expect(t.terminal.findParked('till:R1')).toMatchObject({ status: 'collecting', chargeId: charge.id });
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(PAID);
    expect(t.terminal.findParked('till:R1')).toMatchObject({ status: 'collected', chargeId: charge.id });
  });

  test('is told each step, and the money and the end of the sale again when it broke off between the two', async () => {
    park();
    collect(only().id);
    t.scan(CODE);
    await t.gateway.charges[0]?.answer(PAID);
    const steps = told.flatMap(({ type, data }) => (type === 'parked.updated' ? data.status : []));
    expect(steps).toEqual(['parked', 'collecting', 'collected']);
    const charge = told.findLast(({ type }) => type === 'charge.updated');
    restart();
    const again: FeedEvent[] = [];
    t.terminal.feed(charge?.id ?? null, (event) => again.push(event));
    expect(again.map(({ type }) => type)).toEqual(['charge.updated', 'parked.updated']);
    expect(again.at(-1)?.data).toMatchObject({ status: 'collected' });
  });
});
