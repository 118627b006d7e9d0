import { expect, test } from 'vitest';
import type { RecordPage, RecordRow } from '../../../src/contract/records.ts';
import { createRecordList } from './record-list.ts';

/** An office with so many charges, newest first, that finds what its text names and looks at so many at a time. */
function office(total: number, { walks = 250 } = {}) {
  const asked: Record<string, string>[] = [];
  const held: (() => void)[] = [];
  let isHolding = false;
  const all = Array.from({ length: total }, (_, index) => ({ id: `c${total - index}` }) as RecordRow);
  async function read(query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<RecordPage> {
    asked.push(query);
    if (isHolding) await new Promise<void>((go) => held.push(go));
    if (signal.aborted) throw new Error('aborted');
    const from = Number(query.cursor ?? 0) + Number(query.skip ?? 0);
    if (!query.text)
      return { items: all.slice(from, from + 100), nextCursor: from + 100 < total ? String(from + 100) : null, top: '0', total };
    const walked = all.slice(from, from + walks);
    const items = walked.filter(({ id }) => id.endsWith(query.text ?? ''));
    return { items, nextCursor: from + walks < total ? String(from + walks) : null, top: '0', total: null };
  }
  const list = createRecordList(read);
  return {
    asked,
    list,
    hold: () => {
      isHolding = true;
    },
    release: () => {
      isHolding = false;
      for (const go of held.splice(0)) go();
    },
    settled: () => new Promise<void>((resolve) => setTimeout(resolve, 5)),
  };
}

test('all charges: the list is as long as the journal, and any stretch of it comes when it is seen', async () => {
  const { list, settled, asked } = office(100_000);
  list.search({});
  await settled();
  expect(list.state()).toMatchObject({ count: 100_000, total: 100_000, isWhole: true, isBusy: false });
  expect(list.state().rowAt(0)?.id).toBe('c100000');
  expect(list.state().rowAt(70_050)).toBeNull();
  list.need(70_040, 70_110);
  list.need(70_045, 70_115); // seen again before the answer: not asked twice
  await settled();
  expect(list.state().rowAt(70_050)?.id).toBe('c29950');
  expect(list.state().rowAt(70_110)?.id).toBe('c29890');
  expect(asked).toHaveLength(3);
});

test('whoever scrolls through all of it keeps sixty pages, the last ones seen', async () => {
  const { list, settled } = office(100_000);
  list.search({});
  await settled();
  for (let first = 0; first < 90_000; first += 900) {
    list.need(first, first + 20);
    await settled();
  }
  expect(list.state().rowAt(89_100)?.id).toBe('c10900');
  expect(list.state().rowAt(0)).toBeNull();
  list.need(0, 20);
  await settled();
  expect(list.state().rowAt(0)?.id).toBe('c100000');
});

test('a search goes on by itself until a screen is full, and then when it is scrolled', async () => {
  const { list, settled, asked } = office(10_000, { walks: 500 });
  list.search({ text: '00' });
  await settled();
  expect(list.state()).toMatchObject({ count: 30, total: null, isWhole: false });
  expect(asked).toHaveLength(6);
  list.need(10, 29);
  await settled();
  expect(list.state()).toMatchObject({ count: 100, total: 100, isWhole: true });
});

test('nothing found: all of it was looked through, and that is said', async () => {
  const { list, settled } = office(1_000);
  list.search({ text: 'x' });
  await settled();
  expect(list.state()).toMatchObject({ count: 0, total: 0, isWhole: true, isBusy: false });
});

test('the next key of a search leaves the answer to the last one unseen', async () => {
  const { list, settled, hold, release } = office(1_000);
  hold();
  list.search({ text: '7' });
  list.search({ text: '77' });
  release();
  await settled();
  expect(list.state().count).toBe(10);
  expect(list.state().rowAt(0)?.id).toBe('c977');
});

test('a line that fails is told, and asked again when it is wanted again', async () => {
  let fails = true;
  const list = createRecordList(async () => {
    if (fails) throw new Error('no answer');
    return { items: [{ id: 'c1' } as RecordRow], nextCursor: null, top: '0', total: 1 };
  });
  list.search({});
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(list.state()).toMatchObject({ hasFailed: true, isBusy: false, isWhole: false });
  fails = false;
  list.refresh();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(list.state()).toMatchObject({ hasFailed: false, count: 1 });
});
