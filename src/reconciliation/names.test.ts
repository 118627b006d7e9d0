import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BillLine } from '../gateway/bill.ts';
import { areSameNames, numberOf, orderNoOf } from './names.ts';
import { packBill } from './pack-rows.ts';
import { createRecentNames } from './recent-names.ts';
import { makeDeal } from './test-deal.ts';

const [PAID] = makeDeal({ n: 1, amountFen: 100, minute: 0, second: 0, refunds: 0, skewMs: 0 }).theirs as readonly [BillLine];
const named = (names: readonly (readonly [string, string])[]) =>
  packBill(names.map(([orderNo, transactionId]) => ({ ...PAID, orderNo, transactionId }))).names;

const name = fc.string({ unit: fc.constantFrom('a', 'b', '号'), maxLength: 9 });
const pair = fc.tuple(name, name);

test('names are the same when both texts are, wherever they stand', () => {
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 5 }), fc.array(pair, { minLength: 1, maxLength: 5 }), (some, others) => {
      const [ours, theirs] = [named(some), named([...others, ...some])];
      for (const [row, mine] of some.entries()) {
        expect([orderNoOf(ours, row), numberOf(ours, row)]).toEqual(mine);
        expect(areSameNames(ours, row, theirs, others.length + row)).toBe(true);
        for (const [at, other] of others.entries()) expect(areSameNames(ours, row, theirs, at)).toBe(`${other}` === `${mine}`);
      }
    }),
  );
});

test('a recent line is known by its names; one that is long gone, or has endless names, is not told to be another', () => {
  const recent = createRecentNames();
  const names = named([
    ['order-1', '4200001'],
    ['order-1', '4200002'],
    ['order-14', '200001'],
    ['o'.repeat(100), '4'.repeat(29)],
  ]);
  recent.put(5, names, 0);
  expect([0, 1, 2].map((row) => recent.isOther(5, names, row))).toEqual([false, true, true]);
  expect(recent.isOther(6, names, 1)).toBe(false);
  recent.put(7, names, 3);
  expect(recent.isOther(7, names, 1)).toBe(false);
  recent.put(5 + 2 ** 20, names, 1);
  expect(recent.isOther(5, names, 1)).toBe(false);
});
