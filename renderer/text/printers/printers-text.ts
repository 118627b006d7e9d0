import type { PrinterStatus, WaitingPaper } from '../../../src/contract/receipt.ts';

/** The words about printers: how each is, what waits for it, and what to do. */
export type PrintersText = {
  readonly title: string;
  readonly light: string; // all is well
  readonly lightWaiting: (count: number) => string;
  readonly states: Readonly<Record<PrinterStatus, { readonly what: string; readonly next: string | null }>>;
  readonly waiting: (count: number) => string;
  readonly more: (count: number) => string; // beyond those listed
  readonly none: { readonly what: string; readonly next: string };
  readonly papers: Readonly<Record<WaitingPaper['document']['kind'], string>>;
  readonly copies: Readonly<Record<WaitingPaper['copy'], string>>;
  readonly again: string; // a paper that was printed before
  readonly printAgain: string;
  readonly drop: string;
  readonly hold: string;
  readonly test: string;
  readonly tested: string;
  readonly reprint: string;
  readonly reprinted: string;
  readonly codes: Readonly<Record<string, string>> & { readonly other: string };
};
