import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '../money/fen.ts';
import type { ChargeId, SaleId } from '../payment/charge.ts';
import { findingId, type PaidCharge, pairOf, SAME_SALE_WITHIN_MS, TWICE_WITHIN_MS } from './paid-twice.ts';

const NOON = Date.UTC(2026, 10, 22, 4);

function paid(name: string, changes: Partial<PaidCharge> = {}): PaidCharge {
  return {
    chargeId: name as string as ChargeId,
    saleId: `sale of ${name}` as string as SaleId,
    amountFen: fen(1280),
    currency: 'CNY',
    payer: 'aaaaaaaaaaaaaaaa',
    paidAtMs: NOON,
    ...changes,
  };
}

const ONE = paid('one');
const SALE = ONE.saleId;

describe('a payment after another one', () => {
  it.each<[string, Partial<PaidCharge>, string | null]>([
    ['same payer, same amount, a minute later', { paidAtMs: NOON + 60_000 }, 'same_payer'],
    ['in the same second', {}, 'same_payer'],
    ['at the very end of the five minutes', { paidAtMs: NOON + TWICE_WITHIN_MS }, 'same_payer'],
    ['just after them', { paidAtMs: NOON + TWICE_WITHIN_MS + 1 }, null],
    ['another amount', { amountFen: fen(1281) }, null],
    ['the same figures of another currency', { currency: 'GBP' }, null],
    ['another payer', { payer: 'bbbbbbbbbbbbbbbb' }, null],
    ['no payer known', { payer: null }, null],
    ['of the same sale, by another payer', { saleId: SALE, payer: 'bbbbbbbbbbbbbbbb' }, 'same_sale'],
    ['of the same sale, of another amount', { saleId: SALE, amountFen: fen(99) }, 'same_sale'],
    ['of the same sale, an hour later', { saleId: SALE, paidAtMs: NOON + 3_600_000 }, 'same_sale'],
    ['of the same sale by the same payer: the stronger reason', { saleId: SALE }, 'same_sale'],
    ['of the same reference on another day', { saleId: SALE, payer: null, paidAtMs: NOON + SAME_SALE_WITHIN_MS + 1 }, null],
  ])('%s', (_, changes, evidence) => {
    const two = paid('two', changes);
    expect(pairOf(two, [ONE])).toEqual(evidence && { evidence, earlier: ONE, later: two });
  });

  it('nobody is like a payer whom nobody knows', () => {
    expect(pairOf(paid('two', { payer: null }), [paid('one', { payer: null })])).toBeNull();
  });

  it('a payment that becomes known late was the earlier one all the same: the other is given back', () => {
    const late = paid('late', { paidAtMs: NOON - 60_000 });
    expect(pairOf(late, [ONE])).toEqual({ evidence: 'same_payer', earlier: late, later: ONE });
  });

  it('is paired with its neighbour, not with the first of the row', () => {
    const two = paid('two', { paidAtMs: NOON + 60_000 });
    const three = paid('three', { paidAtMs: NOON + 90_000 });
    expect(pairOf(three, [ONE, two])).toMatchObject({ earlier: two, later: three });
  });

  it('is not one too many beside itself', () => {
    expect(pairOf(ONE, [ONE])).toBeNull();
  });
});

it('a pair has one name, whoever was first', () => {
  expect(findingId('b' as ChargeId, 'a' as ChargeId)).toBe(findingId('a' as ChargeId, 'b' as ChargeId));
  expect(findingId(null, 'a' as ChargeId)).toBe('a+cash');
});

describe('whatever is paid, in whatever order it becomes known', () => {
  const payments = fc
    .array(
      fc.record({
        saleId: fc.constantFrom('s1', 's2', 's3', 's4'),
        amountFen: fc.constantFrom(100, 200),
        payer: fc.constantFrom('aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', null),
        paidAtMs: fc.integer({ min: 0, max: 1_200 }).map((seconds) => NOON + seconds * 1000),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((list) => list.map((one, index) => paid(`c${index}`, { ...one, saleId: one.saleId as SaleId, amountFen: fen(one.amountFen) })));

  function told(list: readonly PaidCharge[]) {
    return list.flatMap((one, index) => pairOf(one, list.slice(0, index)) ?? []);
  }

  it('a pair is of two charges, in the order of their payments, and is found once', () => {
    fc.assert(
      fc.property(payments, (list) => {
        const pairs = told(list);
        for (const { earlier, later } of pairs) {
          expect(earlier.chargeId).not.toBe(later.chargeId);
          expect(earlier.paidAtMs).toBeLessThanOrEqual(later.paidAtMs);
        }
        const names = pairs.map(({ earlier, later }) => findingId(earlier.chargeId, later.chargeId));
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it('nothing is found exactly when no two are of one sale, or of one payer and amount within minutes', () => {
    fc.assert(
      fc.property(payments, (list) => {
        const isAlike = (a: PaidCharge, b: PaidCharge) =>
          a.saleId === b.saleId ||
          (a.payer !== null && a.payer === b.payer && a.amountFen === b.amountFen && Math.abs(a.paidAtMs - b.paidAtMs) <= 300_000);
        const some = list.some((a, index) => list.slice(index + 1).some((b) => isAlike(a, b)));
        expect(told(list).length > 0).toBe(some);
      }),
    );
  });

  it('of one sale all but one are to be given back, each once', () => {
    fc.assert(
      fc.property(payments, (list) => {
        const ofOneSale = list.map((one, index) => ({ ...one, saleId: SALE, paidAtMs: NOON + ((index * 7) % 5) * 1000 }));
        const later = told(ofOneSale).map((pair) => pair.later.chargeId);
        expect(later).toHaveLength(list.length - 1);
        expect(new Set(later).size).toBe(later.length);
      }),
    );
  });
});
