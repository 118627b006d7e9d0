import fc from 'fast-check';
import { expect, test } from 'vitest';
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
          table.put(high, low, place++, one.owner);
          owners.push(one.owner);
        } else {
          const slot = table.find(high, low);
          const owner = slot < 0 ? -1 : table.take(slot);
          expect(owners.length === 0 ? [-1] : owners).toContain(owner);
          if (owners.length > 0) owners.splice(owners.indexOf(owner), 1);
        }
      }
      expect(table.size).toBe([...expected.values()].flat().length);
      expect(table.places()).toHaveLength(table.size);
    }),
  );
});

test('lines of one fingerprint are told one after the other', () => {
  const table = createWaitingTable();
  for (const place of [10, 11, 12]) table.put(7, -7, place, 0);
  table.put(8, -7, 13, 0);
  const found: number[] = [];
  for (let slot = table.find(7, -7); slot >= 0; slot = table.find(7, -7, slot)) found.push(table.placeIn(slot));
  expect(found).toEqual([10, 11, 12]);
  expect(table.placeIn(table.find(8, -7))).toBe(13);
});

test('a hundred thousand are found again as it grows', () => {
  const table = createWaitingTable();
  const print = (n: number) => [Math.imul(n, 0x5bd1e995), Math.imul(n >> 2, 0x9e3779b1)] as const;
  for (let n = 0; n < 100_000; n++) table.put(...print(n), n, n % 3);
  for (let n = 0; n < 100_000; n += 2) expect(table.take(table.find(...print(n)))).toBe(n % 3);
  expect(table.find(...print(2))).toBe(-1);
  expect(table.places()).toEqual(Array.from({ length: 50_000 }, (_, n) => 2 * n + 1));
});

test('many are found at once as one by one; what was taken out meanwhile is told', () => {
  const table = createWaitingTable();
  for (let n = 0; n < 300; n++) table.put(n, n % 50, n, 1);
  const high = Int32Array.from({ length: 400 }, (_, n) => n);
  const low = high.map((n) => n % 50);
  const slots = new Int32Array(400);
  table.findAll({ high, low }, 0, 400, slots);
  expect([...slots]).toEqual([...high].map((n) => table.find(n, n % 50)));
  expect([(slots[299] as number) >= 0, slots[300]]).toEqual([true, -1]);
  expect([table.take(slots[7] as number), table.take(slots[7] as number), table.size]).toEqual([1, -1, 299]);
});
