import { err, ok } from '../basics/result.ts';
import { ReceiptQuery } from '../contract/receipt.ts';
import type { Paper, PaperWidth } from '../receipt/paper.ts';
import { paperText } from '../receipt/paper-text.ts';
import type { DocumentRef } from '../receipt/print-job.ts';
import type { Copy } from '../receipt/receipt.ts';
import type { PaperLanguage } from '../receipt/text/receipt-text-in.ts';
import { type Readings, reading } from './desk.ts';
import type { Doer, OfficeFile, Receipts } from './office.ts';
import type { PaperMakers, ReceiptDesk } from './receipt-desk.ts';

type Format = 'pdf' | 'text' | 'escpos';

const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  text: 'text/plain; charset=utf-8',
  escpos: 'application/octet-stream',
};

const ENDINGS: Readonly<Record<Format, string>> = { pdf: 'pdf', text: 'txt', escpos: 'bin' };

/** Papers as files: for the till, and for a customer who wants none of paper. */
export function createReceiptFiles(
  desk: Pick<ReceiptDesk, 'paper' | 'language'>,
  makers: PaperMakers,
  isToBeCounted: (document: DocumentRef, reader: Doer) => boolean = () => false,
): { readonly receipts: Receipts; readonly readings: Readings } {
  async function bodyOf(paper: Paper, format: Format, language: PaperLanguage): Promise<Uint8Array> {
    if (format === 'pdf') return makers.pdf(paper, language);
    return format === 'text' ? new TextEncoder().encode(paperText(paper)) : makers.escPos(paper, language);
  }

  async function file(
    document: DocumentRef,
    as: { readonly copy: Copy; readonly width: PaperWidth; readonly format: Format; readonly language: PaperLanguage | null },
  ): ReturnType<Receipts['file']> {
    const { format } = as;
    const paper = desk.paper(document, as);
    if (typeof paper === 'string') return err(paper);
    const made: OfficeFile = {
      kind: 'file',
      name: `${document.kind}-${document.id}.${ENDINGS[format]}`,
      contentType: CONTENT_TYPES[format],
      body: await bodyOf(paper, format, as.language ?? desk.language),
    };
    return ok(made);
  }

  return {
    receipts: { file: ({ kind, id, ...as }) => file({ kind, id }, as) },
    readings: {
      receipt: reading('person', ReceiptQuery, async ({ kind, id, format, language = null }, reader) => {
        if (isToBeCounted({ kind, id }, reader)) return { ok: false, code: 'not_counted' };
        const made = await file({ kind, id }, { copy: 'customer', width: 80, format, language });
        return made.ok ? made.value : { ok: false, code: made.error };
      }),
    },
  };
}
