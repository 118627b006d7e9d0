import { describe, expect, test } from 'vitest';
import type { Status } from '../payment/state.ts';
import { intent } from '../store/entries.ts';
import { isSlipOpen } from '../store/slip.ts';
import { collected, dropped, endedWithoutMoney, isForgotten, mayPark, parkedFrom } from './parking.ts';

/** Status, whether its sale may be set aside, whether it may be asked for once more. */
const TABLE: readonly (readonly [Status, boolean, boolean])[] = [
  ['awaiting_code', true, false],
  ['queued', true, false],
  ['submitting', false, false],
  ['awaiting_customer', false, false],
  ['unresolved', false, false],
  ['reversing', false, false],
  ['paid', false, false],
  ['declined', true, true],
  ['reversed', false, true],
  ['canceled', false, true],
];

test.each(TABLE)('%s: may be parked %s, may be asked again %s', (status, park, again) => {
  expect([mayPark(status), endedWithoutMoney(status)]).toEqual([park, again]);
});

describe('a code that died in the queue', () => {
  const expired = { status: 'declined', code: 'code_expired', acquirerCode: null, message: null } as const;
  const cashiers = intent(1, { origin: 'cashier' });

  test('would take its sale with it where nobody looks', () => {
    expect(isForgotten(cashiers, expired, false)).toBe(true);
  });
  test('is told by the stage, or to the till', () => {
    expect(isForgotten(cashiers, expired, true)).toBe(false);
    expect(isForgotten(intent(1), expired, false)).toBe(false);
  });
  test('is no other end', () => {
    expect(isForgotten(cashiers, { ...expired, code: 'insufficient_funds' }, false)).toBe(false);
    expect(isForgotten(cashiers, { status: 'canceled' }, false)).toBe(false);
  });
});

test('a sale is set aside under its own name, and settled once', () => {
  const charge = intent(1, { tillReference: 'R1', description: '坚果' });
  const sale = parkedFrom(charge, { by: 'cashier', note: '去拿鸡蛋', parkedAtMs: 5 });
  expect(sale).toMatchObject({ id: 'till:R1', amountFen: charge.amountFen, description: '坚果', note: '去拿鸡蛋', status: 'parked' });
  expect([sale, collected(sale, 'cash', null), dropped(sale)].map(isSlipOpen)).toEqual([true, false, false]);
});
