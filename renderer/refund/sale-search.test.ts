import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { createSaleSearch } from './sale-search.ts';

/** A search whose office answers when the test says so. */
function search() {
  const clock = new HandClock();
  const asked: string[] = [];
  const found: string[] = [];
  const answers: ((ids: readonly string[]) => void)[] = [];
  const screen = { isShown: true, isSending: false };
  const sales = createSaleSearch({
    read<T>(_name: string, query: Readonly<Record<string, string>>) {
      asked.push(query.text ?? '');
      return new Promise<{ ok: true; value: T }>((resolve) => {
        answers.push((ids) => resolve({ ok: true, value: { items: ids.map((id) => ({ id })) } as T }));
      });
    },
    ...{ clock, send: async () => undefined, isPaymentCode: (text: string) => /^1[0-5]\d{16}$/.test(text) },
    ...{ isShown: () => screen.isShown, isSending: () => screen.isSending },
    ...{ found: (id: string) => void found.push(id), changed: () => undefined },
  });
  return {
    ...{ clock, asked, found, screen, sales },
    async answer(at: number, ...ids: readonly string[]) {
      answers[at]?.(ids);
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
    },
    items: () => sales.state().items.map(({ id }) => id),
  };
}

test('a quick hand asks once, for what it typed last; what was asked before comes too late', async () => {
  const { sales, asked, clock, answer, items } = search();
  sales.begin();
  for (const text of ['8', '88', '881']) sales.look(text);
  clock.advance(140);
  expect(asked).toEqual(['', '881']);
  await answer(1, 'searched');
  await answer(0, 'newest');
  expect(items()).toEqual(['searched']);
});

test('an answer that comes when the sales are not on the screen any more is dropped', async () => {
  const { sales, screen, answer, items } = search();
  sales.begin();
  screen.isShown = false;
  await answer(0, 'newest');
  expect([items(), sales.state().status]).toEqual([[], 'looking']);
});

test('a scanned receipt is the sale if it is one alone; while money is on its way it is none', async () => {
  const { sales, screen, found, answer } = search();
  void sales.scanned(' 4200008813 ');
  await answer(0, 'c1', 'c2');
  expect([found, sales.state().heard]).toEqual([[], 'not_ours']);
  void sales.scanned('4200008813');
  await answer(1, 'c1');
  expect(found).toEqual(['c1']);
  void sales.scanned('4200008814');
  screen.isSending = true;
  await answer(2, 'c2');
  expect(found).toEqual(['c1']);
});

test('what was asked about a receipt before the screen was left, or another was scanned, comes too late', async () => {
  const { sales, found, answer } = search();
  void sales.scanned('4200008813');
  sales.forget();
  await answer(0, 'c1');
  void sales.scanned('4200008814');
  void sales.scanned('4200008815');
  await answer(2, 'c3');
  await answer(1, 'c2');
  expect([found, sales.state().heard]).toEqual([['c3'], null]);
});

test('a payment code that was scanned for a receipt is not asked for', () => {
  const { sales, asked } = search();
  void sales.scanned('134567890123456789');
  expect([asked, sales.state().heard]).toEqual([[], 'is_code']);
});
