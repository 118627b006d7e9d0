import * as v from 'valibot';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(96));
const name = v.optional(v.pipe(v.string(), v.maxLength(40)));

/** What can be printed, by what it is about. `x` and `z` are the readings of a shift, `cash` a line of the drawer. */
export const PrintedDocument = v.object({ kind: v.picklist(['charge', 'refund', 'cash', 'x', 'z']), id });
export type PrintedDocument = v.InferOutput<typeof PrintedDocument>;

/**
 * Paper. `print` answers `{ jobIds }`, or `not_found`, `nothing_to_print` (no money moved), `no_printer`, `queue_full`, `disk_refused`;
 * that it was printed before is known here and marked on the paper. A printer that is off holds up nobody: see the view.
 */
export const RECEIPT_COMMANDS = [
  v.object({
    kind: v.literal('print'),
    document: PrintedDocument,
    copy: v.optional(v.picklist(['customer', 'merchant']), 'customer'),
    printer: name, // left out: the first one
    language: v.optional(v.picklist(['zh-CN', 'en', 'ko'])), // left out: the shop's
  }),
  /** Tries a waiting paper, and all before it, at once. */
  v.object({ kind: v.literal('print_again'), jobId: id }),
  v.object({ kind: v.literal('drop_job'), jobId: id }),
  v.object({ kind: v.literal('print_test'), printer: name }),
] as const;

/** How a printer is. `unknown`: nobody has asked it yet. */
export type PrinterStatus =
  | 'unknown'
  | 'ready'
  | 'paper_near_end'
  | 'off'
  | 'wrong_address'
  | 'gone'
  | 'forbidden'
  | 'in_use'
  | 'out_of_paper'
  | 'cover_open'
  | 'stuck'
  | 'failed';

/** A paper that waits. */
export type WaitingPaper = {
  readonly id: string;
  readonly document: { readonly kind: PrintedDocument['kind'] | 'test'; readonly id: string };
  readonly copy: 'customer' | 'merchant';
  readonly isReprint: boolean;
  readonly queuedAt: string; // RFC 3339
};

export type PrinterView = {
  readonly name: string;
  readonly status: PrinterStatus;
  readonly waiting: number;
  readonly papers: readonly WaitingPaper[]; // the oldest twenty that wait
};

/** What the view says of printers. */
export type ReceiptView = { readonly printers: readonly PrinterView[] };

/** `GET /ui/v1/office/read/receipt`: the paper as a file, to keep or to send. */
export const ReceiptQuery = v.object({
  kind: v.picklist(['charge', 'refund', 'cash', 'x', 'z']),
  id,
  format: v.optional(v.picklist(['pdf', 'text']), 'pdf'),
  language: v.optional(v.picklist(['zh-CN', 'en', 'ko'])),
});

/** `GET /till/v1/charges/{id}/receipt` and `/refunds/{id}/receipt`. `escpos`: bytes for a printer of the till's own. */
export const ReceiptFileQuery = v.object({
  format: v.optional(v.picklist(['pdf', 'text', 'escpos']), 'pdf'),
  copy: v.optional(v.picklist(['customer', 'merchant']), 'customer'),
  width: v.optional(
    v.pipe(
      v.picklist(['58', '80']),
      v.transform((width) => (width === '58' ? 58 : 80)),
    ),
    '80',
  ),
  language: v.optional(v.picklist(['zh-CN', 'en', 'ko'])),
});
