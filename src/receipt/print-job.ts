import type { Copy } from './receipt.ts';
import type { PaperLanguage } from './text/receipt-text-in.ts';

/** What is to be printed, by its name in the journal. The paper is made from there when it is printed: nothing of it lies in a queue. */
export type DocumentRef =
  | { readonly kind: 'charge' | 'refund' | 'cash' | 'x' | 'z'; readonly id: string }
  | { readonly kind: 'test'; readonly id: '' };

/** One paper that is owed. */
export type PrintJob = {
  readonly id: string; // 1 to 40 of [0-9A-Za-z_-]
  readonly printer: string; // its name in the configuration
  readonly document: DocumentRef;
  readonly copy: Copy;
  readonly language: PaperLanguage | null; // null: the shop's
  readonly isReprint: boolean; // it was printed before
  readonly began: boolean; // some of it may be on paper: what comes next is marked as a reprint
  readonly queuedAtMs: number; // wall clock
};

/** What of printing outlives the process. */
export type KeptPrinting = {
  readonly jobs: readonly PrintJob[]; // oldest first
  readonly position: number | null; // the last entry of the journal that was looked at; null: nothing was kept yet
  readonly printed: readonly string[]; // keys of what was printed, oldest first; the newest few thousand
};

/** The port of the print queue. What it promised is on disk when its promise resolves; it rejects when the disk refuses. */
export interface PrintQueue {
  load(): Promise<KeptPrinting>;
  keep(job: PrintJob): Promise<void>;
  drop(id: string): Promise<void>;
  keepPosition(seq: number): Promise<void>;
  notePrinted(key: string): Promise<void>;
}

/** What a paper is known by when it is asked whether it was printed before. */
export function printedKey({ document, copy }: Pick<PrintJob, 'document' | 'copy'>): string {
  return `${document.kind} ${document.id} ${copy}`;
}
