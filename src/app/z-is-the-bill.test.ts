import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BillLine, linesOf } from '../gateway/bill.ts';
import { type TestShop, TODAY, testShop } from './test-shop.ts';

// Random days over the wire: what the Z reading says of the wallet is what the ledger adds up to, and what the acquirer's bill does.

type Act =
  | { readonly kind: 'pay' | 'decline' | 'lose_answer' | 'reverse'; readonly amountFen: number }
  | { readonly kind: 'refund'; readonly of: number; readonly part: number };

const amountFen = fc.integer({ min: 10, max: 90_000 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('pay' as const), amountFen }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('refund' as const), of: fc.nat(50), part: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('decline', 'lose_answer', 'reverse'), amountFen }) },
);

/** What is planted so that a charge becomes what its act says. */
const FAULTS = {
  pay: null,
  decline: { kind: 'error_code', errCode: 'NOTENOUGH' },
  lose_answer: { kind: 'drop_after' },
} as const;

async function carryOut(shop: TestShop, acts: readonly Act[]): Promise<void> {
  const paid: { readonly id: string; leftFen: number }[] = [];
  for (const one of acts) {
    if (one.kind === 'refund') {
      const charge = paid.length === 0 ? undefined : paid[one.of % paid.length];
      const backFen = charge ? Math.max(1, Math.floor(charge.leftFen * one.part)) : 0;
      if (!charge || charge.leftFen < backFen) continue;
      charge.leftFen -= backFen;
      expect((await shop.refund(charge.id, backFen)).status).toBe('succeeded');
    } else if (one.kind === 'reverse') {
      await shop.phone({ kind: 'password_above', fen: 0 });
      const { id } = shop.begin(one.amountFen);
      await shop.until(() => shop.chargeOf(id).status === 'awaiting_customer');
      shop.now().terminal.cancel(id);
      await shop.settled(id);
      await shop.phone({ kind: 'password_above', fen: 100_000 });
    } else {
      const fault = FAULTS[one.kind];
      if (fault) await shop.strike({ call: 'micropay', ...fault });
      const { id, status } = await shop.pay(one.amountFen);
      if (status === 'paid') paid.push({ id, leftFen: one.amountFen });
    }
  }
}

function sum(lines: readonly BillLine[], kind: BillLine['kind'], of: (line: BillLine) => number): number {
  return lines.filter((line) => line.kind === kind).reduce((all, line) => all + of(line), 0);
}

test('the Z reading, the ledger and the acquirer`s bill of random days say the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 20 }), async (acts) => {
      const ends: (() => void | Promise<void>)[] = [];
      const shop = await testShop((end) => void ends.unshift(end));
      try {
        const { id } = shop.open();
        await carryOut(shop, acts);
        await shop.close(id);
        const { totals, reconciliation } = await shop.reconcile(id);
        const wallet = totals.wallet.reduce((all, { amount }) => all + amount, 0);
        const { journal, gateway } = shop.now();
        const charges = [...journal.chargesOfShift(id)].filter(({ state }) => state.status === 'paid');
        expect(charges.reduce((all, { intent }) => all + intent.amountFen, 0)).toBe(wallet);
        expect(charges.reduce((all, { refundedFen }) => all + refundedFen, 0)).toBe(totals.walletRefunds.amount);
        const lines: BillLine[] = [];
        await gateway.bill(TODAY, (rows) => void lines.push(...linesOf(rows)));
        const reversedFen = sum(lines, 'reversal', (line) => line.amountFen);
        expect(sum(lines, 'payment', (line) => line.amountFen) - reversedFen).toBe(wallet);
        expect(sum(lines, 'refund', (line) => line.refundFen ?? 0)).toBe(totals.walletRefunds.amount);
        expect(reconciliation).toMatchObject({ discrepancies: [], unsettled: [], acquirerBill: 'matched' });
        expect(reconciliation?.totals).toMatchObject({ gross: wallet, refunded: totals.walletRefunds.amount });
        expect(shop.sandbox.acquirer.captured()).toBe(wallet - totals.walletRefunds.amount);
      } finally {
        for (const end of ends) await end();
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
}, 120_000);
