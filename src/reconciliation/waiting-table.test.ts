import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeFingerprint } from './fingerprint.ts';
import { createWaitingTable } from './waiting-table.ts';

test('what is put is taken once, however it is mixed with the rest', () => {
  const print = fc.record({ high: fc.integer({ min: 0, max: 3 }), low: fc.integer({ min: -3, max: 3 }) });
  const act = fc.oneof(fc.record({ put: print, owner: fc.nat({ max: 3 }) }), fc.record({ take: print }));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
      const table = createWaitingTable();
      const expected = new Map<string, number[]>(); // owners of what waits, in no order
      let place = 0;
      for (const one of acts) {
        const { high, low } = 'put' in one ? one.put : one.take;
        const owners = expected.get(`${high} ${low}`) ?? [];
        expected.set(`${high} ${low}`, owners);
        if ('put' in one) {
          table.put(one.put, place++, one.owner);
          owners.push(one.owner);
        } else {
          const owner = table.take(one.take);
          expect(owners.length === 0 ? [-1] : owners).toContain(owner);
          if (owners.length > 0) owners.splice(owners.indexOf(owner), 1);
        }
      }
      expect(table.size).toBe([...expected.values()].flat().length);
      expect(table.places()).toHaveLength(table.size);
    }),
  );
});

test('a hundred thousand neighbouring numbers have fingerprints of their own, and all are found again', () => {
  const table = createWaitingTable();
  const print = { high: 0, low: 0 };
  const seen = new Set<string>();
  const numbered = (n: number) =>
    takeFingerprint(print, 'payment', `T01261121${String(n).padStart(9, '0')}`, `4200002026${n % 10}`, 100 + (n % 7));
  for (let n = 0; n < 100_000; n++) {
    numbered(n);
    seen.add(`${print.high} ${print.low}`);
    table.put(print, n, 0);
  }
  expect(seen.size).toBe(100_000);
  for (let n = 0; n < 100_000; n += 2) {
    numbered(n);
    expect(table.take(print)).toBe(0);
    expect(table.take(print)).toBe(-1);
  }
  expect(table.places()).toEqual(Array.from({ length: 50_000 }, (_, n) => 2 * n + 1));
});

test('every part of a line is in its fingerprint', () => {
  const print = { high: 0, low: 0 };
  const taken = (...line: Parameters<typeof takeFingerprint> extends [unknown, ...infer Line] ? Line : never) => {
    takeFingerprint(print, ...line);
    return `${print.high} ${print.low}`;
  };
  const base = taken('payment', 'order-1', '4200', 1_000);
  const others = [
    taken('refund', 'order-1', '4200', 1_000),
    taken('payment', 'order-2', '4200', 1_000),
    taken('payment', 'order-1', '4201', 1_000),
    taken('payment', 'order-14', '200', 1_000),
    taken('payment', 'order-1', '4200', 1_001),
    taken('payment', 'order-1', '4200', 1_000 + 2 ** 32),
  ];
  expect(new Set([base, ...others]).size).toBe(7);
});
