import type { Result } from '../basics/result.ts';
import type { Paper } from './paper.ts';

/** Why nothing comes out. */
export type PrinterProblem =
  | 'off' // nobody answers at its address: switch it on, look at the cable
  | 'wrong_address' // there is such a machine, and no printer on it; or no machine of that name
  | 'gone' // it was there and is not: unplugged, or its device is missing
  | 'forbidden' // this user may not open it
  | 'in_use' // another program holds it
  | 'out_of_paper'
  | 'cover_open'
  | 'stuck' // it is there and takes nothing: a jam, an error lamp, a full buffer
  | 'failed'; // the system's own words are in the log

/** How a printer is, as far as it says. Many say nothing. */
export type PrinterCondition = 'ready' | 'paper_near_end' | PrinterProblem;

/** Not printed. `began`: some of it may be on paper, so what comes next is marked as a reprint. */
export type NotPrinted = { readonly problem: PrinterProblem; readonly began: boolean };

/** One printer. Nothing here throws; every wait has an end. */
export interface Printer {
  /** Prints one paper. Resolves when the printer has it all: where it answers, when it says that it is through. */
  print(paper: Paper): Promise<Result<PrinterCondition, NotPrinted>>;
  /** Opens the drawer that hangs on it. */
  kick(): Promise<Result<null, PrinterProblem>>;
  /** Asks how it is, or tries whether it can be reached. */
  condition(): Promise<PrinterCondition>;
}
