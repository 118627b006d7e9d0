import type { Currency } from '../money/currency.ts';
import { lines, pair } from './lines.ts';
import { type Bitmap, COLUMNS, type Paper, type PaperWidth, type Part } from './paper.ts';
import type { ReceiptText } from './text/receipt-text.ts';

/** What is the same for every paper of a printing. */
export type Setting = {
  readonly width: PaperWidth;
  readonly text: ReceiptText;
  readonly store: string;
  readonly terminalId: string;
  readonly timeZone: string; // IANA
  readonly currency: Currency; // of the store
  readonly isTraining: boolean; // no real money: said at both ends
  readonly isReprint: boolean;
  readonly printedAtMs: number; // wall clock
  readonly footer: string | null; // the shop's own last lines; null: thanks
  readonly logo: Bitmap | null;
};

/** Writes parts in one setting. */
export type Pen = {
  readonly columns: number;
  title(text: string): readonly Part[];
  big(text: string): readonly Part[];
  center(text: string): readonly Part[];
  paragraph(text: string): readonly Part[];
  heading(text: string): readonly Part[];
  row(label: string, value: string | null): readonly Part[]; // nothing without a value
  total(label: string, value: string): readonly Part[];
  time(atMs: number): string;
  readonly rule: Part;
};

export function penFor({ width, timeZone }: Setting): Pen {
  const columns = COLUMNS[width];
  // Swedish writes a time as the standard does.
  const times = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return {
    columns,
    title: (text) => lines(text, columns, { align: 'center', size: 2, bold: true }),
    big: (text) => lines(text, columns, { align: 'center', size: 2, bold: true }),
    center: (text) => lines(text, columns, { align: 'center' }),
    paragraph: (text) => lines(text, columns),
    heading: (text) => lines(text, columns, { bold: true }),
    row: (label, value) => (value === null ? [] : pair(label, value, columns)),
    total: (label, value) => pair(label, value, columns, { bold: true }),
    time: (atMs) => times.format(atMs),
    rule: { kind: 'rule' },
  };
}

/** A whole paper: head, what it is about, foot, cut. What the customer takes along ends with the shop's own words. */
export function sheet(setting: Setting, title: string, body: readonly Part[], reader: 'customer' | 'shop'): Paper {
  const { text, logo, footer } = setting;
  const farewell = reader === 'customer' ? (footer ?? text.thanks).split('\n') : [];
  const pen = penFor(setting);
  const training: readonly Part[] = setting.isTraining ? pen.big(text.training) : [];
  return {
    width: setting.width,
    parts: [
      ...training,
      ...(logo ? [{ kind: 'picture', bitmap: logo } as const] : []),
      ...pen.center(setting.store),
      ...pen.title(title),
      ...(setting.isReprint ? pen.title(`* ${text.reprint} *`) : []),
      pen.rule,
      ...body,
      pen.rule,
      ...pen.row(text.labels.terminal, setting.terminalId),
      ...pen.row(text.labels.printedAt, pen.time(setting.printedAtMs)),
      ...farewell.flatMap((line) => pen.center(line)),
      ...training,
      { kind: 'cut' },
    ],
  };
}
