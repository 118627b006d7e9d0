import { expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import { REPORT_TEXTS } from './report-texts.ts';
import { sampleReport } from './sample-report.ts';
import { sampleReading, sampleShift } from './sample-z.ts';
import { reportRows, shiftListRows, zRows } from './tables.ts';

const text = REPORT_TEXTS.en;
const POUNDS = { currency: 'GBP', count: 3, fen: fen(7_470), refundedFen: fen(2_490) } as const;

const plainZ = sampleReading('en');
const mixedZ = sampleReading('en', { shift: sampleShift({ otherCurrencies: [POUNDS] }) });

test('a Z reading as a file has columns of other currencies where there were any, after its own', () => {
  const plain = zRows(plainZ, text);
  const mixed = zRows(mixedZ, text);
  expect(mixed.columns.slice(plain.columns.length).map(({ head }) => head)).toEqual(['GBP', 'GBP Refunded']);
  expect(mixed.rows).toEqual([[...(plain.rows[0] ?? []), 7_470, 2_490]]);
});

test('a list of shifts says what each took in other currencies, in every row as many cells as columns', () => {
  const { columns, row } = shiftListRows(text);
  const open = { ...plainZ.shift, kind: 'shift', status: 'open', closing: null } as const;
  expect(row(mixedZ.shift).slice(-2)).toEqual(['CNY', 'GBP 49.80']);
  for (const shift of [plainZ.shift, open]) expect(row(shift)).toHaveLength(columns.length);
});

test('a report as a file has other currencies under a head of their own', () => {
  const report = sampleReport('2026-11-24');
  const pounds = { currency: 'GBP', taken: { count: 3, fen: fen(7_470) }, refunded: { count: 1, fen: fen(2_490) } } as const;
  const unknown = { count: 1, fen: fen(100) };
  const { rows } = reportRows({ ...report, otherCurrencies: [{ ...pounds, unknown }] }, text);
  expect(rows.filter(([kind]) => kind === 'Other currencies')).toEqual([
    ['Other currencies', 'GBP', 3, 7_470, 2_490],
    ['Other currencies', 'GBP Not known yet', 1, 100, null],
  ]);
});
