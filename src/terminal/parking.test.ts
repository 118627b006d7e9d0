import { describe, expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import type { FeedEvent, ParkRequest } from './terminal.ts';
import { DECLINED, DONE, PAID, parkingTill } from './test-parking-till.ts';
import { CODE } from './test-terminal.ts';

describe('a sale parked from the keypad', () => {
  test('is on the list with its note, once however often the key is pressed, and over a restart', () => {
    const { park, parked, only, restart } = parkingTill();
    expect([park(8_900, '蓝衣服，去拿鸡蛋'), park(8_900, '蓝衣服，去拿鸡蛋')]).toEqual([DONE, DONE]);
    expect(only()).toMatchObject({ amount: 8_900, note: '蓝衣服，去拿鸡蛋', status: 'parked', parkedBy: 'cashier', chargeId: null });
    const before = parked();
    restart();
    expect(parked()).toEqual(before);
  });

  test('is collected by a scan: its charge carries its name, and it leaves the list with the money', async () => {
    const t = parkingTill();
    const { scan, staged, park, collect, parked, only, restart } = t;
    park();
    const { id } = only();
    expect(collect(id)).toEqual(DONE);
    expect(only()).toMatchObject({ status: 'collecting', chargeId: staged().id });
    expect(t.journal.openCharges()[0]?.intent).toMatchObject({ saleId: id, amountFen: 8_900 });
    scan(CODE);
    await t.gateway.charges[0]?.answer(PAID);
    expect(parked()).toEqual([]);
    expect(t.terminal.findParked(id)).toMatchObject({ status: 'collected', tender: 'wallet', chargeId: staged().id });
    restart();
    expect(parked()).toEqual([]);
  });

  test('whose charge ends without money is parked again', async () => {
    const { gateway, scan, say, staged, park, collect, only } = parkingTill();
    park();
    collect(only().id);
    scan(CODE);
    await gateway.charges[0]?.answer(DECLINED);
    expect(only()).toMatchObject({ status: 'parked', chargeId: null });
    say({ kind: 'next_sale' });
    expect(collect(only().id, 'wallet', 2)).toEqual(DONE);
    say({ kind: 'cancel', chargeId: staged().id });
    expect(only().status).toBe('parked');
  });

  test('is settled in cash by name only, once more is no error, and then neither scanned nor dropped', () => {
    const { terminal, journal, say, park, collect, only } = parkingTill();
    park();
    const { id } = only();
    expect([collect(id, 'cash'), collect(id, 'cash')]).toEqual([DONE, DONE]);
    expect(terminal.findParked(id)).toMatchObject({ status: 'collected', tender: 'cash', chargeId: null });
    expect(collect(id, 'wallet', 2)).toEqual({ ok: false, code: 'not_parked' });
    expect(say({ kind: 'drop_parked', parkedId: id })).toEqual({ ok: false, code: 'not_parked' });
    expect(journal.openCharges()).toEqual([]);
  });

  test('is dropped, and then not collected', () => {
    const { say, park, collect, parked, only } = parkingTill();
    park();
    const { id } = only();
    expect([say({ kind: 'drop_parked', parkedId: id }), say({ kind: 'drop_parked', parkedId: id })]).toEqual([DONE, DONE]);
    expect(parked()).toEqual([]);
    expect(collect(id)).toEqual({ ok: false, code: 'not_parked' });
    expect(collect('nobody')).toEqual({ ok: false, code: 'not_found' });
  });

  test('there are at most 200 of them', () => {
    const { park } = parkingTill();
    for (let n = 1; n <= 200; n += 1) expect(park(n)).toEqual(DONE);
    expect(park(201)).toEqual({ ok: false, code: 'parked_full' });
    expect(park(200)).toEqual(DONE); // the same request: it is parked already
  });

  test('a disk that refuses parks nothing, and says so', () => {
    const { journal, park, parked } = parkingTill();
    journal.failNext(1);
    expect(park()).toEqual({ ok: false, code: 'journal_failed' });
    expect(parked()).toEqual([]);
    expect(park()).toEqual(DONE);
  });
});

describe('the till', () => {
  const asked: ParkRequest = {
    ...{ origin: 'till', amountFen: fen(1_000), description: null, tillReference: 'R1', note: null },
    ...{ idempotencyKey: 'k1', fingerprint: 'f' },
  };

  test('parks once under a key, and one sale of a reference at a time', () => {
    const { terminal } = parkingTill();
    expect(terminal.park(asked)).toMatchObject({ ok: true, value: { created: true, sale: { id: 'till:R1', parkedBy: 'till' } } });
    expect(terminal.park(asked)).toMatchObject({ ok: true, value: { created: false } });
    expect(terminal.park({ ...asked, fingerprint: 'g' })).toEqual({ ok: false, error: 'idempotency_key_reused' });
    expect(terminal.park({ ...asked, idempotencyKey: 'k2' })).toEqual({ ok: false, error: 'already_parked' });
    expect(terminal.dropParked('till:R1')).toMatchObject({ ok: true, value: { status: 'dropped' } });
    expect(terminal.park({ ...asked, idempotencyKey: 'k2' })).toMatchObject({ ok: true, value: { created: true } });
  });

  test('collects with a charge of the same reference', async () => {
    const { gateway, terminal, begin, scan } = parkingTill();
    terminal.park(asked);
    const charge = begin({ tillReference: 'R1' });
    expect(terminal.findParked('till:R1')).toMatchObject({ status: 'collecting', chargeId: charge.id });
    scan(CODE);
    await gateway.charges[0]?.answer(PAID);
    expect(terminal.findParked('till:R1')).toMatchObject({ status: 'collected', chargeId: charge.id });
  });

  test('is not collected by a charge of its reference over less: that is a part of it', async () => {
    const { gateway, terminal, begin, scan } = parkingTill();
    terminal.park(asked);
    begin({ tillReference: 'R1', amountFen: fen(asked.amountFen - 1) });
    scan(CODE);
    await gateway.charges[0]?.answer(PAID);
    expect(terminal.findParked('till:R1')).toMatchObject({ status: 'parked', chargeId: null });
  });

  test('is told each step, and the money and the end of the sale again when it broke off between the two', async () => {
    const t = parkingTill();
    const { scan, park, collect, only, restart } = t;
    park();
    collect(only().id);
    scan(CODE);
    await t.gateway.charges[0]?.answer(PAID);
    const steps = t.told.flatMap(({ type, data }) => (type === 'parked.updated' ? data.status : []));
    expect(steps).toEqual(['parked', 'collecting', 'collected']);
    const charge = t.told.findLast(({ type }) => type === 'charge.updated');
    restart();
    const again: FeedEvent[] = [];
    t.terminal.feed(charge?.id ?? null, (event) => again.push(event));
    expect(again.map(({ type }) => type)).toEqual(['charge.updated', 'parked.updated', 'gateway.updated']);
    expect(again.at(-2)?.data).toMatchObject({ status: 'collected' });
  });
});
