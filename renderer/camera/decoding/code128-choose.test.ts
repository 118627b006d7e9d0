import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose, nextCostOf } from './code128-choose.ts';
import { PAIRS } from './code128-grid.ts';
import { CHECK_MODULUS, START_PAIRS } from './code128-table.ts';

const checkOf = (pairs: readonly number[]) => pairs.reduce((sum, pair, n) => sum + pair * (n + 1), START_PAIRS) % CHECK_MODULUS;

test('among all rows whose check symbol is right, the cheapest and the next are found', () => {
  const place = fc.tuple(fc.uniqueArray(fc.nat(99), { minLength: 2, maxLength: 2 }), fc.tuple(fc.nat(50), fc.nat(50)));
  const check = fc.array(fc.nat(50), { minLength: CHECK_MODULUS, maxLength: CHECK_MODULUS });
  fc.assert(
    fc.property(fc.array(place, { minLength: PAIRS, maxLength: PAIRS }), check, (places, checks) => {
      const costs = places.map(([symbols, prices]) => {
        const row = new Float32Array(CHECK_MODULUS).fill(10_000);
        symbols.forEach((symbol, n) => {
          row[symbol] = prices[n] as number;
        });
        return row;
      });
      const all = Array.from({ length: 2 ** PAIRS }, (_, bits) => {
        const pairs = places.map(([symbols], n) => symbols[(bits >> n) & 1] as number);
        const paid = pairs.reduce((sum, pair, n) => sum + (costs[n]?.[pair] as number), 0);
        return paid + (checks[checkOf(pairs)] as number);
      }).sort((a, b) => a - b);
      const priced = [...costs, Float32Array.from(checks)];
      const chosen = choose(priced);
      expect([chosen.cost, nextCostOf(priced, chosen)]).toEqual(all.slice(0, 2));
      expect(chosen.symbols[PAIRS]).toBe(checkOf(chosen.symbols.slice(0, PAIRS)));
    }),
    { numRuns: 20 },
  );
});
