import { expect, test } from 'vitest';
import { live } from './live.ts';

/** Two hours before the shop closes: few sales, every cut of the line, windows and streams that come and go. */
const EVENING = { hours: 2, from: 13 };
/** Connections of the last minutes that are on their way out. */
const SOME = 12;

test('hours of trade on the real terminal end with ledger and acquirer equal, nothing open and nothing held', {
  timeout: 120_000,
}, async () => {
  const { readings, tally, openAtEnd, ledgerFen, acquirerFen } = await live(EVENING);
  expect(tally).toMatchObject({ sales: 110, errors: [] });
  expect(tally.events).toBeGreaterThan(100);
  expect({ openAtEnd, ledgerFen }).toEqual({ openAtEnd: 0, ledgerFen: acquirerFen });
  const [first, last] = readings;
  expect((last?.handles ?? 0) - (first?.handles ?? 0)).toBeLessThan(SOME);
  expect((last?.files ?? 0) - (first?.files ?? 0)).toBeLessThan(SOME);
});
