import { expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import { created, PAID } from '../store/entries.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { agreeingAcquirer } from './test-acquirer.ts';
import { testOffice } from './test-office.ts';

/** The closing waits for 200 of them: 10 questions a second, 20 seconds. */
const CHARGES = 400;

test('an acquirer that knows none of a day’s payments is told about in few long lists, not in one for each', async () => {
  const gateway = { ...agreeingAcquirer(memoryJournal()), query: async () => ({ kind: 'absent' }) as const };
  const t = testOffice(null, { gateway });
  const opened = t.office.shifts.open({ cashier: '林', openingFloatFen: fen(0), idempotencyKey: null, tillName: 'till' });
  if (!opened.ok) throw new Error(opened.error);
  const { id } = opened.value.shift;
  t.journal.append(Array.from({ length: CHARGES }, (_, n) => created(n, { shiftId: id }, PAID)));
  let tellings = 0;
  t.till.terminal.feed(null, ({ type }) => {
    if (type === 'shift.updated') tellings += 1;
  });
  void t.office.shifts.close(id, null, 'till');
  const reconciliation = () => t.journal.slip('reconciliation', id)?.slip;
  for (let turns = 0; turns < 5_000 && !reconciliation()?.askedAtMs; turns += 1) {
    await new Promise(setImmediate);
    t.clock.advance(50);
  }
  expect(reconciliation()).toMatchObject({ asked: { charges: CHARGES }, discrepancies: { length: CHARGES } });
  expect(tellings).toBeLessThan(10);
});
