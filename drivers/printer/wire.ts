import type { Result } from '../../src/basics/result.ts';
import type { PrinterProblem } from '../../src/receipt/printer.ts';

/** An open way to a printer. */
export type Line = {
  /** Resolves when the system has taken the bytes; rejects when the printer is gone. May wait for ever: who calls has a deadline. */
  write(bytes: Uint8Array): Promise<void>;
  /** What the printer says from now on; one listener at a time. */
  listen(listener: (bytes: Uint8Array) => void): void;
  /** Lets go of it, whatever it is doing. */
  close(): Promise<void>;
};

/** The way to one printer: opened for each job, so that others can have it between. */
export type Wire = {
  /** Never throws. Says no within a few seconds. */
  open(): Promise<Result<Line, PrinterProblem>>;
};
