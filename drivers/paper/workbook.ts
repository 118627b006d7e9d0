import type { CellObject, Cell as Drawn } from 'write-excel-file/node';
import writeWorkbook from 'write-excel-file/node';
import { createCalendar } from '../../src/report/calendar.ts';
import type { Cell, ColumnKind, Table } from '../../src/report/table.ts';

/** Widths in characters. A moment is 19 long, an order number at most 32. */
const WIDTHS: Readonly<Record<ColumnKind, number>> = { text: 18, name: 34, fen: 14, count: 10, moment: 21 };

/** A sheet's name may hold no more, and none of these. Source: Excel specifications and limits. */
const MOST_NAME = 31;
const FORBIDDEN = /[\\/?*[\]:]/g;
/** Characters that XML cannot carry. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * Writes a table as XLSX: amounts and counts as numbers that can be summed, every word and identifier as text that nothing
 * calculates, a bold first row that stays in sight. All of it is in memory: tables are bounded by whoever makes them.
 */
export async function writeXlsx({ name, columns, rows }: Table, timeZone: string): Promise<Uint8Array> {
  const { written } = createCalendar(timeZone);
  const head = columns.map(({ head: title, kind }): Drawn => ({ value: title, type: String, fontWeight: 'bold', align: alignOf(kind) }));
  const body = rows.map((row) => columns.map(({ kind }, index) => drawn(kind, row[index] ?? null, written)));
  const workbook = writeWorkbook([head, ...body], {
    sheet: name.replaceAll(FORBIDDEN, ' ').slice(0, MOST_NAME),
    columns: columns.map(({ kind }) => ({ width: WIDTHS[kind] })),
    stickyRowsCount: 1,
  });
  return workbook.toBuffer();
}

function drawn(kind: ColumnKind, cell: Cell, written: (ms: number) => string): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'string') return { value: cell.replaceAll(UNWRITABLE, ' '), type: String };
  // Yuan: the nearest double to a whole number of fen is shown, and read back, as exactly that amount.
  if (kind === 'fen') return { value: cell / 100, type: Number, format: '#,##0.00' };
  return kind === 'moment' ? { value: written(cell), type: String } : { value: cell, type: Number, format: '0' };
}

function alignOf(kind: ColumnKind): 'left' | 'right' {
  return kind === 'fen' || kind === 'count' ? 'right' : 'left';
}
