import { describe, expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import type { ParkRequest } from './terminal.ts';
import { DECLINED, DONE, PAID, parkingTill } from './test-parking-till.ts';
import { CODE, OTHER_CODE } from './test-terminal.ts';

const UNKNOWN = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false } as const;

describe('never two captures', () => {
  test('while a charge of it is not known it is neither collected nor dropped, over a restart too', async () => {
    const t = parkingTill();
    const { scan, say, park, collect, parked, only, restart } = t;
    park();
    const { id } = only();
    collect(id);
    scan(CODE);
    await t.gateway.charges[0]?.answer(UNKNOWN);
    say({ kind: 'next_sale' });
    const refused = { ok: false, code: 'sale_unsettled' };
    const tries = () => [collect(id, 'wallet', 2), collect(id, 'cash'), say({ kind: 'drop_parked', parkedId: id })];
    expect(tries()).toEqual([refused, refused, refused]);
    restart();
    expect(only().status).toBe('collecting');
    expect(tries()).toEqual([refused, refused, refused]);
    expect(t.journal.openCharges()).toHaveLength(1);
    await t.gateway.queries[0]?.answer(PAID);
    expect(parked()).toEqual([]);
    expect(t.terminal.findParked(id)).toMatchObject({ status: 'collected', tender: 'wallet' });
  });

  test('the money and the end of the sale become durable together, or not at all', async () => {
    const { gateway, journal, clock, scan, park, collect, parked, only } = parkingTill();
    park();
    const { id } = only();
    collect(id);
    scan(CODE);
    const before = journal.lastSeq();
    journal.failNext(1);
    await gateway.charges[0]?.answer(PAID);
    expect([journal.lastSeq(), only().status]).toEqual([before, 'collecting']);
    clock.advance(1_000);
    expect(journal.changesAfter(before, 10).map(({ kind }) => kind)).toEqual(['charge', 'slip']);
    expect(parked()).toEqual([]);
  });

  test('the key pressed twice collects once, and an old request brings its charge back', async () => {
    const { gateway, terminal, scan, say, staged, park, collect, only } = parkingTill();
    park();
    const { id } = only();
    expect([collect(id), collect(id)]).toEqual([DONE, DONE]);
    expect(terminal.list({}, null, 10)).toMatchObject({ value: { items: [{ status: 'awaiting_code' }] } });
    scan(CODE);
    await gateway.charges[0]?.answer(PAID);
    say({ kind: 'next_sale' });
    expect(collect(id)).toEqual(DONE);
    expect(staged().status).toBe('paid');
    expect(terminal.view().today.paidCount).toBe(1);
  });
});

describe('scan again', () => {
  test('is a charge of the same sale, with its amount, and only after an end without money', async () => {
    const { gateway, journal, scan, staged, ring } = parkingTill();
    ring();
    scan(CODE);
    const first = staged().id;
    const notNow = { ok: false, code: 'not_now' };
    expect(ring(2, { sameSaleAs: first })).toEqual(notNow);
    await gateway.charges[0]?.answer(DECLINED);
    expect(ring(3, { sameSaleAs: first, amount: 1 })).toEqual(notNow);
    expect([ring(4, { sameSaleAs: first }), ring(4, { sameSaleAs: first })]).toEqual([DONE, DONE]);
    expect(journal.openCharges().map(({ intent }) => intent.saleId)).toEqual([first]);
    scan(OTHER_CODE);
    await gateway.charges[1]?.answer(PAID);
    expect(ring(5, { sameSaleAs: first })).toEqual(notNow);
    expect(ring(6, { sameSaleAs: staged().id })).toEqual(notNow);
  });

  test('carries the till’s reference of a collected sale on', async () => {
    const { gateway, terminal, scan, staged, collect, ring } = parkingTill();
    const asked: ParkRequest = {
      ...{ origin: 'till', amountFen: fen(1_000), description: '坚果', tillReference: 'R7', note: null },
      ...{ idempotencyKey: 'k1', fingerprint: 'f' },
    };
    terminal.park(asked);
    collect('till:R7');
    scan(CODE);
    await gateway.charges[0]?.answer(DECLINED);
    expect(ring(2, { sameSaleAs: staged().id, amount: 1_000 })).toEqual(DONE);
    expect(staged()).toMatchObject({ tillReference: 'R7', description: '坚果' });
  });

  test('of a sale that was settled in cash meanwhile is refused', async () => {
    const { gateway, scan, say, staged, collect, ring, only } = parkingTill();
    ring();
    scan(CODE);
    await gateway.charges[0]?.answer(DECLINED);
    const first = staged().id;
    say({ kind: 'park_charge', chargeId: first });
    collect(only().id, 'cash');
    expect(ring(2, { sameSaleAs: first })).toEqual({ ok: false, code: 'not_now' });
  });
});
