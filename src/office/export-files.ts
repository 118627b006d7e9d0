import type { StoreConfig } from '../config/config.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { Calendar } from '../report/calendar.ts';
import { csvHead, csvRow } from '../report/csv.ts';
import type { Whose } from '../report/lines-of.ts';
import type { Press, ReportSheet } from '../report/press.ts';
import type { Stretch } from '../report/report.ts';
import type { ReportText } from '../report/report-text.ts';
import type { Row, TableColumn } from '../report/table.ts';
import { cashRows, chargeRows, discrepancyRows, type RowsOf, refundRows, reportRows, shiftListRows, zRows } from '../report/tables.ts';
import type { ZReading } from '../report/z-reading.ts';
import type { Journal, LedgerItems, LedgerPart, Span } from '../store/journal.ts';
import { type WalkParts, walkLedger } from './ledger-walk.ts';
import type { OfficeFile } from './office.ts';
import { walkSlips } from './slip-walk.ts';

export type FileParts = Omit<WalkParts, 'journal'> & {
  readonly journal: Pick<Journal, 'ledger' | 'slips'>;
  readonly press: Press;
  readonly store: StoreConfig;
  readonly text: ReportText;
  readonly calendar: Calendar;
  readonly whose: () => Whose;
};

export type RowsExport = 'charges' | 'refunds' | 'cash' | 'shifts' | 'discrepancies';

/** Rows of a workbook: more would be more memory than a till should spend. */
export const MOST_XLSX_ROWS = 20_000;

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

type Format = keyof typeof TYPES;
type Slices = AsyncIterable<readonly Row[]>;
type Rows = { readonly columns: readonly TableColumn[]; readonly slices: Slices };

/** Files to take away. CSV is made as it is fetched, however long; a workbook and a page are made whole, by the press. */
export type Files = {
  rows(what: RowsExport, stretch: Stretch, span: Span, format: 'csv' | 'xlsx'): Promise<OfficeFile | OfficeAnswer>;
  report(made: Pick<ReportSheet, 'report' | 'before' | 'isTraining' | 'madeAtMs'>, format: Format): Promise<OfficeFile>;
  z(reading: ZReading, format: 'csv' | 'pdf'): Promise<OfficeFile>;
};

export function createFiles(parts: FileParts): Files {
  const { press, store, text, calendar, whose } = parts;
  const { terminalId, timeZone } = store;

  function file(name: string, format: Format, body: OfficeFile['body']): OfficeFile {
    return { kind: 'file', name: `${name}.${format}`, contentType: TYPES[format], body };
  }

  async function* csv({ columns, slices }: Rows): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    yield encoder.encode(csvHead(columns));
    for await (const rows of slices) yield encoder.encode(rows.map((row) => csvRow(columns, row, calendar)).join(''));
  }

  async function workbook(name: string, { columns, slices }: Rows): Promise<Uint8Array | null> {
    const all: Row[] = [];
    for await (const rows of slices) {
      all.push(...rows);
      if (all.length > MOST_XLSX_ROWS) return null;
    }
    return press.make({ kind: 'xlsx', table: { name, columns, rows: all }, timeZone });
  }

  function ledgerRows<Part extends LedgerPart>(part: Part, span: Span, { columns, row }: RowsOf<LedgerItems[Part]>): Rows {
    return { columns, slices: mapped(walkLedger(parts, part, span), row) };
  }

  function rowsOf(what: RowsExport, span: Span): Rows {
    const of = whose();
    const [shifts, discrepancies] = [shiftListRows(text), discrepancyRows(text)];
    const table: Readonly<Record<RowsExport, () => Rows>> = {
      charges: () => ledgerRows('charge', span, chargeRows(text, of)),
      refunds: () => ledgerRows('refund', span, refundRows(text, of)),
      cash: () => ledgerRows('cash_entry', span, cashRows(text, of)),
      shifts: () => ({
        columns: shifts.columns,
        slices: mapped(
          walkSlips(parts, 'shift', span, (slip) => slip.openedAtMs),
          shifts.row,
        ),
      }),
      discrepancies: () => ({
        columns: discrepancies.columns,
        slices: mapped(
          walkSlips(parts, 'discrepancy', span, (slip) => slip.foundAtMs),
          discrepancies.row,
        ),
      }),
    };
    return table[what]();
  }

  const nameOf = (what: keyof ReportText['files'], { from, to }: Stretch) =>
    `${terminalId}-${text.files[what]}-${from === to ? from : `${from}_${to}`}`;

  return {
    async rows(what, stretch, span, format) {
      const name = nameOf(what, stretch);
      const rows = rowsOf(what, span);
      if (format === 'csv') return file(name, 'csv', csv(rows));
      const made = await workbook(text.files[what], rows);
      return made === null ? { ok: false, code: 'too_many_rows' } : file(name, 'xlsx', made);
    },
    async report(made, format) {
      const name = nameOf('report', made.report);
      const sheet = { locale: store.locale, store: { name: store.name, terminalId, timeZone }, ...made };
      if (format === 'pdf') return file(name, 'pdf', await press.make({ kind: 'report', sheet }));
      const { columns, rows } = reportRows(made.report, text);
      if (format === 'csv') return file(name, 'csv', csv({ columns, slices: once(rows) }));
      return file(name, 'xlsx', await press.make({ kind: 'xlsx', table: { name: text.files.report, columns, rows }, timeZone }));
    },
    async z(reading, format) {
      const { number, atMs } = reading.shift.closing;
      const name = `${terminalId}-${number === null ? 'X' : `${text.files.z}-${number}`}-${calendar.dayOf(atMs)}`;
      if (format === 'pdf') return file(name, 'pdf', await press.make({ kind: 'z', reading }));
      const { columns, rows } = zRows(reading, text);
      return file(name, 'csv', csv({ columns, slices: once(rows) }));
    },
  };
}

async function* mapped<Item>(slices: AsyncIterable<readonly Item[]>, row: (item: Item) => Row): AsyncGenerator<readonly Row[]> {
  for await (const items of slices) yield items.map((item) => row(item));
}

async function* once(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}
