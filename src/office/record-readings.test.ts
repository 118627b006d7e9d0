import { expect, test } from 'vitest';
import type { RecordPage } from '../contract/records.ts';
import { fen } from '../money/fen.ts';
import { type OrderNo, parseOrderNo } from '../payment/charge.ts';
import { changed, chargeId, created, PAID } from '../store/entries.ts';
import { COUNTER } from './office.ts';
import { staff, type TestOffice, testOffice } from './test-office.ts';

/** What the record answers to the counter, while nobody has been set up. */
async function ask(t: TestOffice, query: Readonly<Record<string, string>> = {}): Promise<RecordPage> {
  const answer = await t.office.read(COUNTER, 'charges', query);
  if ('kind' in answer || !answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value as RecordPage;
}

const ids = ({ items }: RecordPage) => items.map(({ id }) => id);
const day = (text: string) => Date.parse(`${text}+08:00`);

function shop(): TestOffice {
  const t = testOffice();
  t.journal.append([
    created(1, { amountFen: fen(12_800), createdAtMs: day('2026-11-20T14:32:08'), tillReference: 'POS-77' }),
    created(2, { amountFen: fen(500), createdAtMs: day('2026-11-21T09:05:00') }),
    created(3, { amountFen: fen(12_800), createdAtMs: day('2026-11-21T14:32:59') }),
    changed(1, PAID),
    changed(3, PAID),
  ]);
  return t;
}

test('all charges, newest first, counted; any stretch at once, and it stays when others come', async () => {
  const t = shop();
  const all = await ask(t);
  expect(ids(all)).toEqual([3, 2, 1].map(chargeId));
  expect(all).toMatchObject({ total: 3, nextCursor: null });
  t.journal.append([created(4, {})]);
  const later = await ask(t, { cursor: all.top, skip: '1', limit: '1' });
  expect(ids(later)).toEqual([chargeId(2)]);
  expect(later.total).toBe(3);
  expect(ids(await ask(t, { cursor: all.top, skip: '9' }))).toEqual([]);
});

test.each([
  ['an amount', { text: '128' }, [3, 1]],
  ['a till reference', { text: 'POS' }, [1]],
  ['a time of day', { text: '14:32', untilDay: '2026-11-21' }, [3, 1]],
  ['a time on one day', { text: '14:32', fromDay: '2026-11-20', untilDay: '2026-11-20' }, [1]],
  ['a day', { fromDay: '2026-11-21', untilDay: '2026-11-21' }, [3, 2]],
  ['paid', { group: 'paid' }, [3, 1]],
  ['open', { group: 'open' }, [2]],
  ['an amount that is open', { text: '128', group: 'open' }, []],
  ['somebody’s', { cashier: '早班' }, []],
] as const)('%s', async (_, query, found) => {
  const page = await ask(shop(), query);
  expect(ids(page)).toEqual(found.map(chargeId));
  expect(page).toMatchObject({ total: null, nextCursor: null });
});

test('the whole order number, as a receipt has it, and its tail', async () => {
  const t = shop();
  t.journal.append([created(4, { orderNo: parseOrderNo('T01261121090500000042') as OrderNo })]);
  for (const text of ['T01261121090500000042', ' T01261121090500000042 ', '0042'])
    expect(ids(await ask(t, { text }))).toEqual([chargeId(4)]);
  expect(ids(await ask(t, { text: 'T01261121090500000043' }))).toEqual([]);
});

test('a search looks at so many charges in one go, and goes on where it stopped', async () => {
  const t = testOffice();
  t.journal.append(Array.from({ length: 12_000 }, (_, n) => created(n + 1, { amountFen: fen(700) })));
  const first = await ask(t, { group: 'refunded' });
  expect(first.items).toEqual([]);
  const answers = [first];
  t.journal.append([created(12_001, {}), ...Array.from({ length: 12_000 }, (_, n) => changed(n + 1, PAID))]);
  let page = await ask(t, { group: 'refunded' });
  while (page.nextCursor !== null && answers.length < 9) {
    answers.push(page);
    page = await ask(t, { group: 'refunded', cursor: page.nextCursor });
  }
  expect(answers.length).toBe(3); // the empty journal's, and two of three
  expect(page.nextCursor).toBeNull();
});

test('one charge with its way, and none that is not there', async () => {
  const t = shop();
  const answer = await t.office.read(COUNTER, 'charge', { id: chargeId(1) });
  expect(answer).toMatchObject({
    ok: true,
    value: {
      charge: { id: chargeId(1), amount: 12_800, cashier: null },
      steps: [{ what: 'paid' }, { what: 'awaiting_code' }],
      refunds: [],
      acts: [],
    },
  });
  expect(await t.office.read(COUNTER, 'charge', { id: 'nowhere' })).toEqual({ ok: false, code: 'not_found' });
});

test('a cashier does not look through it', async () => {
  const t = shop();
  await staff(t);
  expect(await t.office.read(COUNTER, 'charges', {})).toMatchObject({ ok: false, code: 'not_allowed' });
});
