import { describe, expect, test } from 'vitest';
import { TIMES } from '../payment/story.ts';
import { DECLINED, DONE, PAID, parkingTill } from './test-parking-till.ts';
import { CODE, OTHER_CODE } from './test-terminal.ts';

describe('parking a charge', () => {
  test('that awaits its code: canceled, off the stage, and the sale is on the list', () => {
    const { terminal, say, staged, ring, only } = parkingTill();
    ring();
    const { id } = staged();
    expect(say({ kind: 'park_charge', chargeId: id, note: '去取钱' })).toEqual(DONE);
    expect(terminal.find(id)?.status).toBe('canceled');
    expect(terminal.view().stage.kind).toBe('keypad');
    expect(only()).toMatchObject({ amount: 4_650, note: '去取钱', status: 'parked' });
  });

  test('that is queued: never sent when the line is back, and its code may be used again', async () => {
    const { gateway, scan, say, staged, collect, ring, only } = parkingTill();
    ring();
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    const { id } = staged();
    expect(say({ kind: 'park_charge', chargeId: id })).toEqual(DONE);
    gateway.setLine('online');
    expect(gateway.charges).toHaveLength(1);
    collect(only().id);
    scan(CODE);
    expect(gateway.charges).toHaveLength(2);
  });

  test('that was declined; the sale goes on under one name', async () => {
    const { gateway, journal, scan, say, staged, collect, ring, only } = parkingTill();
    ring();
    scan(CODE);
    await gateway.charges[0]?.answer(DECLINED);
    const declined = staged().id;
    expect(say({ kind: 'park_charge', chargeId: declined })).toEqual(DONE);
    expect(only().id).toBe(declined); // the sale's name is its first charge's
    collect(only().id);
    expect(journal.openCharges()[0]?.intent.saleId).toBe(declined);
  });

  test('that was sent is refused, and so is one of the till, a paid one and one that nobody knows', async () => {
    const { gateway, begin, scan, say, staged, ring, parked } = parkingTill();
    ring();
    scan(CODE);
    const { id } = staged();
    const notNow = { ok: false, code: 'not_now' };
    expect(say({ kind: 'park_charge', chargeId: id })).toEqual(notNow);
    await gateway.charges[0]?.answer(PAID);
    expect(say({ kind: 'park_charge', chargeId: id })).toEqual(notNow);
    expect(say({ kind: 'park_charge', chargeId: begin().id })).toEqual(notNow);
    expect(say({ kind: 'park_charge', chargeId: 'nobody' })).toEqual({ ok: false, code: 'not_found' });
    expect(parked()).toEqual([]);
  });

  test('is refused for an earlier charge of a sale that has gone on', async () => {
    const { gateway, scan, say, staged, ring } = parkingTill();
    ring();
    scan(CODE);
    await gateway.charges[0]?.answer(DECLINED);
    const first = staged().id;
    ring(2, { sameSaleAs: first });
    scan(OTHER_CODE);
    await gateway.charges[1]?.answer(PAID);
    expect(say({ kind: 'park_charge', chargeId: first })).toEqual({ ok: false, code: 'not_now' });
  });

  test('a crash between the park and the cancel: collecting until the armed order is known, then parked', async () => {
    const t = parkingTill();
    const { say, staged, collect, ring, only, restart } = t;
    ring();
    t.journal.append([]); // nothing between
    say({ kind: 'park_charge', chargeId: staged().id });
    const beforeCancel = t.journal.image().slice(0, 2);
    restart(beforeCancel);
    expect(only().status).toBe('collecting');
    expect(collect(only().id, 'cash')).toEqual({ ok: false, code: 'sale_unsettled' });
    t.gateway.setLine('online');
    await t.gateway.queries.at(-1)?.answer({ kind: 'undone', acquirerCode: 'CLOSED' });
    expect(only().status).toBe('parked');
  });
});

/** A till whose charge was not sent, and waits with its code. */
async function queuedTill() {
  const till = parkingTill();
  till.ring();
  till.scan(CODE);
  await till.gateway.charges[0]?.answer({ kind: 'not_sent' });
  return till;
}

describe('a code that dies in the queue', () => {
  test('on the stage asks the cashier', async () => {
    const { clock, staged, ring, parked } = await queuedTill();
    clock.advance(TIMES.codeValidityMs);
    expect(staged()).toMatchObject({ status: 'declined', declineCode: 'code_expired' });
    expect(parked()).toEqual([]);
    expect(ring(2, { sameSaleAs: staged().id })).toEqual(DONE);
  });

  test('where nobody looks leaves its sale on the list', async () => {
    const { clock, say, only } = await queuedTill();
    say({ kind: 'next_sale' });
    clock.advance(TIMES.codeValidityMs);
    expect(only()).toMatchObject({ amount: 4_650, parkedBy: 'expired_code', status: 'parked' });
  });

  test('and so does a power cut', async () => {
    const { only, restart } = await queuedTill();
    restart();
    expect(only()).toMatchObject({ amount: 4_650, parkedBy: 'expired_code' });
  });

  test('of a sale that was parked before does not park it twice', async () => {
    const { gateway, clock, scan, say, park, collect, only } = parkingTill();
    park();
    collect(only().id);
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'not_sent' });
    say({ kind: 'next_sale' });
    clock.advance(TIMES.codeValidityMs);
    expect(only()).toMatchObject({ parkedBy: 'cashier', status: 'parked' });
  });
});
