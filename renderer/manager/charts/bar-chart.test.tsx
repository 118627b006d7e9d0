import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { fen } from '../../../src/money/fen.ts';
import { moneyText } from '../../text/amount-text.ts';
import { BarChart } from './bar-chart.tsx';

/** What stands at the lines and on the highest bar. */
function figures(...amounts: readonly number[]): readonly string[] {
  const bars = amounts.map((amount, hour) => ({ name: `${hour} 点`, label: '', fen: amount, beforeFen: null, isUnfinished: false }));
  const heads = { name: '时间', now: '今天', before: '上周' };
  const drawn = renderToStaticMarkup(<BarChart {...{ bars, heads }} title="收款" yuan={(amount) => moneyText(fen(amount), 'CNY')} />);
  return [...drawn.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text ?? '');
}

test.each([
  ['before the first sale', [0, 0, 0], []],
  ['less than a yuan was taken', [0, 60], ['¥0.60']],
  ['a yuan and a half', [150, 0], ['¥1', '¥1']],
  ['an ordinary day', [128_050, 40_000], ['¥500', '¥1,000', '¥1,500', '¥1,280']],
])('%s: lines at whole yuan alone', (_day, amounts, shown) => {
  expect(figures(...amounts)).toEqual(shown);
});
