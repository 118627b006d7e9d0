import { describe, expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import { barRuns, fitsAsBars } from './bars.ts';
import { displayWidth } from './display-width.ts';
import { layOut } from './lay-out.ts';
import { COLUMNS, type PaperWidth } from './paper.ts';
import { paperText } from './paper-text.ts';
import { languageFor } from './profile.ts';
import { SAMPLE_PRINTED_AT_MS, SAMPLE_RECEIPTS } from './sample-receipts.ts';
import type { Setting } from './sheet.ts';
import { type PaperLanguage, receiptTextIn } from './text/receipt-text-in.ts';

const LANGUAGES: readonly PaperLanguage[] = ['zh-CN', 'en', 'ko'];
const WIDTHS: readonly PaperWidth[] = [58, 80];

function setting(language: PaperLanguage, width: PaperWidth, more: Partial<Setting> = {}): Setting {
  return {
    width,
    text: receiptTextIn(language),
    store: '人民路店',
    terminalId: 'T01',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    isTraining: false,
    isReprint: false,
    printedAtMs: SAMPLE_PRINTED_AT_MS,
    footer: null,
    logo: null,
    ...more,
  };
}

const every = Object.entries(SAMPLE_RECEIPTS).flatMap(([name, receipt]) =>
  LANGUAGES.flatMap((language) => WIDTHS.map((width) => ({ name, receipt, language, width }))),
);

test.each(every)('$name in $language on $width mm: no line is wider than the paper, and it is cut at its end', (sample) => {
  const { parts } = layOut(sample.receipt, setting(sample.language, sample.width));
  for (const part of parts) {
    if (part.kind === 'line') expect(displayWidth(part.text) * part.size, part.text).toBeLessThanOrEqual(COLUMNS[sample.width]);
  }
  expect(parts.at(-1)).toEqual({ kind: 'cut' });
  expect(parts.filter(({ kind }) => kind === 'cut')).toHaveLength(1);
});

test.each(every)('$name in $language on $width mm holds no payment code', ({ receipt, language, width }) => {
  const text = paperText(layOut(receipt, setting(language, width)));
  expect(text).not.toMatch(/(?<!\d)1[0-5]\d{16}(?!\d)/);
});

test.each(every)(
  '$name in $language on $width mm says when it is a reprint, and when no real money moved',
  ({ receipt, language, width }) => {
    const text = receiptTextIn(language);
    const plain = paperText(layOut(receipt, setting(language, width)));
    const marked = paperText(layOut(receipt, setting(language, width, { isReprint: true, isTraining: true })));
    const banner = text.training.split(/[ \u3000]/)[0] ?? '';
    expect(plain).not.toContain(`* ${text.reprint} *`);
    expect(plain).not.toContain(banner);
    expect(marked).toContain(`* ${text.reprint} *`);
    expect(marked.split(banner).length - 1).toBe(2); // at both ends: a torn paper still says so
  },
);

test.each([
  ['payment', 58],
  ['not-known', 58],
  ['refund', 58],
  ['cash', 58],
  ['z', 58],
  ['x', 80],
] as const)('%s on %i mm, in Chinese, as text', (name, width) => {
  const receipt = SAMPLE_RECEIPTS[name];
  if (receipt) expect(`\n${paperText(layOut(receipt, setting('zh-CN', width)))}`).toMatchSnapshot();
});

test('cash back: the change is what was received less the amount', () => {
  const receipt = SAMPLE_RECEIPTS.cash;
  const text = receipt ? paperText(layOut(receipt, setting('en', 58))) : '';
  expect(text).toMatch(/Received +CNY 50\.00\n/);
  expect(text).toMatch(/Change +CNY 13\.50\n/);
});

test('a counted drawer that is short says by how much', () => {
  const receipt = SAMPLE_RECEIPTS.z;
  const text = receipt ? paperText(layOut(receipt, setting('en', 80))) : '';
  expect(text).toMatch(/Difference +-5\.00\n/);
});

test.each([
  ['zh-CN', 'GBP', /￡128\.00/],
  ['zh-CN', 'USD', /＄128\.00/],
  ['zh-CN', 'HKD', /HK＄128\.00/],
  ['zh-CN', 'EUR', /EUR 128\.00/],
  ['en', 'GBP', /GBP 128\.00/],
  ['ko', 'EUR', /EUR 128\.00/],
] as const)('in %s a payment in %s is written so that every printer of the language prints it', (language, currency, written) => {
  const { payment } = SAMPLE_RECEIPTS;
  if (payment?.kind !== 'payment') throw new Error('no sample');
  const text = paperText(layOut({ ...payment, charge: { ...payment.charge, currency } }, setting(language, 58)));
  expect(text).toMatch(written);
  expect(text).not.toMatch(/[¥￥]/);
});

test('what was taken in other currencies stands apart from the sums, and only when there was any', () => {
  const { x } = SAMPLE_RECEIPTS;
  if (x?.kind !== 'x') throw new Error('no sample');
  const otherCurrencies = [{ currency: 'GBP', count: 3, fen: fen(7_470), refundedFen: fen(2_490) }] as const;
  const text = paperText(layOut({ ...x, totals: { ...x.totals, otherCurrencies } }, setting('en', 58)));
  expect(text).toMatch(/Net +CNY 5,338\.70\n-+\nOther currencies\nGBP x3 +GBP 74\.70\nGBP Refunded +GBP -24\.90\n/);
  expect(paperText(layOut(x, setting('en', 58)))).not.toContain('Other currencies');
});

test('the sums of a shop that sold in pounds are pounds, whatever it sells in now', () => {
  const { x } = SAMPLE_RECEIPTS;
  if (x?.kind !== 'x') throw new Error('no sample');
  const text = paperText(layOut({ ...x, totals: { ...x.totals, currency: 'GBP' } }, setting('en', 58)));
  expect(text).toMatch(/Net +GBP 5,338\.70\n/);
  expect(text).not.toContain('CNY');
});

test('the footer of the shop stands in the place of thanks, line by line', () => {
  const receipt = SAMPLE_RECEIPTS.payment;
  const text = receipt ? paperText(layOut(receipt, setting('en', 58, { footer: 'Open 8 to 22\nNo returns on food' }))) : '';
  expect(text).toContain('No returns on food');
  expect(text).not.toContain('Thank you');
});

describe('bars', () => {
  const orderNo = 'T01D261122043000N7K3Q9WZ2';

  test('digits go in pairs, the rest letter by letter', () => {
    expect(barRuns(orderNo)).toEqual([
      { set: 'B', text: 'T01D' },
      { set: 'C', text: '261122043000' },
      { set: 'B', text: 'N7K3Q9WZ2' },
    ]);
    expect(barRuns('12345')).toEqual([
      { set: 'C', text: '1234' },
      { set: 'B', text: '5' },
    ]);
  });

  test('an order number fits on 80 mm and not on 58', () => {
    expect(fitsAsBars(orderNo, 80)).toBe(true);
    expect(fitsAsBars(orderNo, 58)).toBe(false);
  });

  test('what Code 128 does not write has none', () => {
    expect(fitsAsBars('订单', 80)).toBe(false);
    expect(fitsAsBars('a{b', 80)).toBe(false);
    expect(fitsAsBars('', 80)).toBe(false);
  });
});

test('a printer without letters for a language prints English', () => {
  expect(languageFor('zh-CN', 'gb18030')).toBe('zh-CN');
  expect(languageFor('ko', 'gb18030')).toBe('en');
  expect(languageFor('ko', 'cp949')).toBe('ko');
  expect(languageFor('zh-CN', 'cp437')).toBe('en');
});
