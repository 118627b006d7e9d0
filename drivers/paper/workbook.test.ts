import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/report/calendar.ts';
import { csvHead, csvRow } from '../../src/report/csv.ts';
import type { Table } from '../../src/report/table.ts';
import { writeXlsx } from './workbook.ts';

/** What a spreadsheet would run, or mistake. */
const EVIL = [
  '=1+1',
  '+cmd|x',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =HYPERLINK("http://x")',
  '＝1+1',
  '苹果, "红"\r\n两斤',
  "=cmd|' /C calc'!A0",
];

const TABLE: Table = {
  name: '收款 [2026]',
  columns: [
    { head: '商品', kind: 'text' },
    { head: '商户单号', kind: 'name' },
    { head: '金额', kind: 'fen' },
    { head: '笔数', kind: 'count' },
    { head: '时间', kind: 'moment' },
  ],
  rows: [
    ...EVIL.map((text) => [text, '4200001234202611220000000001', 123_450, 1, Date.parse('2026-11-22T14:32:39+08:00')]),
    [null, '0012', -2_040, null, null],
    ['大额', 'S2611221432', 9_999_999_999, 0, null],
  ],
};

describe('a table as CSV', () => {
  const calendar = createCalendar('Asia/Shanghai');
  const text = csvHead(TABLE.columns) + TABLE.rows.map((row) => csvRow(TABLE.columns, row, calendar)).join('');

  it('is UTF-8 that Excel knows, with lines that end as on Windows', () => {
    expect(text.startsWith('\uFEFF商品,商户单号,金额,笔数,时间\r\n')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('is read back by another reader as it was; what would calculate begins with an apostrophe', () => {
    const rows = parse(text, { bom: true, columns: true, record_delimiter: '\r\n' }) as readonly Readonly<Record<string, string>>[];
    expect(rows).toHaveLength(TABLE.rows.length);
    for (const [index, evil] of EVIL.entries()) {
      const isFormula = evil !== '苹果, "红"\r\n两斤';
      expect(rows[index]?.商品).toBe(isFormula ? `'${evil}` : evil);
      expect(rows[index]).toMatchObject({ 金额: '1234.50', 笔数: '1', 时间: '2026-11-22 14:32:39' });
      expect(rows[index]?.商户单号).toBe('4200001234202611220000000001\t'); // no spreadsheet makes a number of it
    }
    expect(rows.at(-2)).toEqual({ 商品: '', 商户单号: '0012\t', 金额: '-20.40', 笔数: '', 时间: '' });
    expect(rows.at(-1)).toMatchObject({ 金额: '99999999.99', 商户单号: 'S2611221432' });
  });
});

describe('a table as XLSX', () => {
  type Node = Readonly<Record<string, unknown>>;
  const list = (node: unknown): readonly Node[] => (Array.isArray(node) ? node : node === undefined ? [] : [node]) as readonly Node[];

  it('numbers are numbers, names are text, nothing is a formula', async () => {
    const files = unzipSync(await writeXlsx(TABLE, 'Asia/Shanghai'));
    const xml = (name: string) =>
      new XMLParser({ ignoreAttributes: false, trimValues: false, parseTagValue: false }).parse(
        strFromU8(files[name] ?? new Uint8Array()),
      ) as Node;
    const sheetXml = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheetXml).not.toContain('<f>');
    expect(sheetXml).not.toContain('<f ');
    expect(sheetXml).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/);
    expect(sheetXml).toMatch(/<col [^>]*width="34"/);
    expect(JSON.stringify(xml('xl/workbook.xml'))).toContain('收款  2026 ');

    const strings = files['xl/sharedStrings.xml']
      ? list((xml('xl/sharedStrings.xml').sst as Node).si).map((si) => String((si.t as Node)?.['#text'] ?? si.t))
      : [];
    const rows = list(((xml('xl/worksheets/sheet1.xml').worksheet as Node).sheetData as Node).row);
    const cells = rows.map((row) => list(row.c));
    const shown = (cell: Node | undefined) => (cell?.['@_t'] === 's' ? strings[Number(cell.v)] : cell?.v);
    expect(rows).toHaveLength(TABLE.rows.length + 1);
    for (const [index, evil] of EVIL.entries()) {
      const [description, orderNo, amount] = cells[index + 1] ?? [];
      expect(description?.['@_t']).toBe('s');
      expect(String(shown(description)).replaceAll('\r\n', '\n').replaceAll('\r', '\n')).toBe(
        evil.replaceAll('\r\n', '\n').replaceAll('\r', '\n'),
      );
      expect([orderNo?.['@_t'], shown(orderNo)]).toEqual(['s', '4200001234202611220000000001']);
      expect([amount?.['@_t'], shown(amount)]).toEqual([undefined, '1234.5']);
    }
    expect(shown(cells.at(-1)?.[2])).toBe('99999999.99');
  });

  it('ten thousand rows take a second or two', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ['苹果', `S26112214${index}`, index, 1, index * 1_000]);
    const startMs = performance.now();
    expect((await writeXlsx({ ...TABLE, rows }, 'Asia/Shanghai')).length).toBeGreaterThan(100_000);
    expect(performance.now() - startMs).toBeLessThan(6_000); // with room for a busy machine
  });
});
