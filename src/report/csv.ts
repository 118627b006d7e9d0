import { fen, formatYuan } from '../money/fen.ts';
import type { Calendar } from './calendar.ts';
import type { Cell, ColumnKind, Row, TableColumn } from './table.ts';

/** Tells Excel that what follows is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

/** What a spreadsheet would take for a formula, its full-width forms with it. Source: OWASP, CSV injection. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^\p{Cc}/u;

/** The first line: what each column is. */
export function csvHead(columns: readonly TableColumn[]): string {
  return BYTE_ORDER_MARK + lineOf(columns.map(({ head }) => quoted(defused(head))));
}

/**
 * A row as a line of CSV (RFC 4180, CRLF). Amounts are yuan with two decimals, without grouping. Digits that are a name, such as an
 * order number, end with a tab, as wallets' own bills do: a spreadsheet then leaves them as they are.
 */
export function csvRow(columns: readonly TableColumn[], row: Row, calendar: Pick<Calendar, 'written'>): string {
  return lineOf(columns.map(({ kind }, index) => cellText(kind, row[index] ?? null, calendar)));
}

function cellText(kind: ColumnKind, cell: Cell, calendar: Pick<Calendar, 'written'>): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quoted(kind === 'name' ? named(cell) : defused(cell));
  if (kind === 'fen') return plainYuan(cell);
  return kind === 'moment' ? calendar.written(cell) : String(cell);
}

/** @param amount whole fen of either sign; the minus is the keyboard's, which a spreadsheet reads */
export function plainYuan(amount: number): string {
  return `${amount < 0 ? '-' : ''}${formatYuan(fen(Math.abs(amount))).replaceAll(',', '')}`;
}

/** Makes a text harmless that a spreadsheet would calculate: an apostrophe before it. */
export function defused(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function named(text: string): string {
  return /^[\d.,eE]+$/.test(text) ? `${text}\t` : defused(text);
}

function quoted(text: string): string {
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function lineOf(cells: readonly string[]): string {
  return cells.join(',') + LINE_END;
}
