import type { PrinterCondition, PrinterProblem } from '../../src/receipt/printer.ts';

// What a printer says of itself. DLE EOT is answered at once, whatever the printer is busy with; GS r only when all before it is printed.
// Source: Epson, ESC/POS Command Reference.

export type Question = { readonly bytes: Uint8Array; isAnswer(byte: number): boolean };

const realTime = (n: number): Question => ({ bytes: Uint8Array.of(0x10, 0x04, n), isAnswer: (byte) => (byte & 0x93) === 0x12 });

export const ASK_PRINTER = realTime(1);
export const ASK_OFFLINE = realTime(2);
export const ASK_PAPER = realTime(4);

/** Answered when everything before is on paper. */
export const ASK_WHEN_THROUGH: Question = { bytes: Uint8Array.of(0x1d, 0x72, 1), isAnswer: (byte) => (byte & 0x90) === 0 };

const has = (byte: number | null, bits: number): boolean => byte !== null && (byte & bits) !== 0;

/** What the three answers mean; null: the question was not answered. */
export function conditionOf(answers: {
  readonly printer: number | null;
  readonly offline: number | null;
  readonly paper: number | null;
}): PrinterCondition {
  const problem = problemOf(answers);
  if (problem) return problem;
  return has(answers.paper, 0x0c) ? 'paper_near_end' : 'ready';
}

function problemOf({ printer, offline, paper }: Parameters<typeof conditionOf>[0]): PrinterProblem | null {
  if (has(offline, 0x20) || has(paper, 0x60)) return 'out_of_paper';
  if (has(offline, 0x04)) return 'cover_open';
  if (has(offline, 0x40) || has(printer, 0x08)) return 'stuck';
  return null;
}
