import { expect, test } from 'vitest';
import { mayDo, refundDeed } from './may-do.ts';
import type { Deed } from './person.ts';

const DEEDS: readonly Deed[] = [
  'refund',
  'refund_above_limit',
  'cancel_paid',
  'correct_count',
  'pay_out',
  'settle_discrepancy',
  'manage_people',
  'see_reports',
];

test('a manager may everything', () => expect(DEEDS.filter((deed) => !mayDo('manager', deed))).toEqual([]));

test('a cashier may give back a little, and nothing else that needs a word', () => {
  expect(DEEDS.filter((deed) => mayDo('cashier', deed))).toEqual(['refund']);
});

test.each([
  [1, 'refund'],
  [10_000, 'refund'],
  [10_001, 'refund_above_limit'],
] as const)('%i fen back of one sale is %s where the limit is 100 yuan', (backFen, deed) => expect(refundDeed(backFen, 10_000)).toBe(deed));

test('with a limit of nothing every refund needs a word', () => expect(refundDeed(1, 0)).toBe('refund_above_limit'));
