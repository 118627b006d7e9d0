import type { Cancel } from '../basics/clock.ts';
import type { Result } from '../basics/result.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand, OfficeView } from '../contract/office-view.ts';
import type { Shift, ShiftPage, ShiftReport } from '../contract/shift.ts';
import type { Fen } from '../money/fen.ts';
import type { Actor } from '../people/person.ts';
import type { ShiftRefusal } from './shift-desk.ts';

/**
 * Where somebody sits: the windows of this terminal share one seat, and each browser elsewhere has its own. Who signed in there
 * acts from there.
 */
export type Seat = string & { readonly seat?: never };

/** The seat of this terminal's own windows. */
export const COUNTER: Seat = 'counter';

/** Who asks for a deed, and what the host knows of where from. */
export type Asker = { readonly seat: Seat };

/** What a desk is told when a command of its own comes in: who does it, already looked up. */
export type Doer = { readonly seat: Seat; readonly actor: Actor; readonly approvedBy: Actor | null };

/** Something to take away: a report as a table or a page. */
export type OfficeFile = {
  readonly kind: 'file';
  readonly name: string; // with its ending; may be Chinese
  readonly contentType: string;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
};

/** Shifts as the till's software asks for them. */
export interface TillShifts {
  /** Durable when this returns. `created` is false when the key had opened it before. */
  open(request: {
    readonly cashier: string; // 1 to 40 characters
    readonly openingFloatFen: Fen;
    readonly idempotencyKey: string | null;
    readonly tillName: string;
  }): Result<{ readonly shift: Shift; readonly created: boolean }, ShiftRefusal>;
  current(): Result<Shift, ShiftRefusal>;
  find(id: string): Result<Shift, ShiftRefusal>;
  /** Newest first. @param limit 1 to 200 */
  page(cursor: string | null, limit: number): Result<ShiftPage, ShiftRefusal | 'bad_cursor'>;
  /** Asks the acquirer for some seconds at most, then closes. @param countedFen null: nobody counted */
  close(id: string, countedFen: Fen | null, tillName: string): Promise<Result<Shift, ShiftRefusal>>;
  /** Compares a closed shift with the acquirer now. */
  reconcile(id: string): Promise<Result<Shift, ShiftRefusal>>;
  report(id: string, format: 'json' | 'csv' | 'pdf'): Promise<Result<ShiftReport | OfficeFile, ShiftRefusal | 'not_implemented'>>;
}

/** Papers as files, to keep or to send. `escpos`: the bytes for a printer of the till's own. */
export interface Receipts {
  file(wanted: {
    readonly kind: 'charge' | 'refund';
    readonly id: string;
    readonly copy: 'customer' | 'merchant';
    readonly width: 58 | 80;
    readonly format: 'pdf' | 'text' | 'escpos';
    readonly language: 'zh-CN' | 'en' | 'ko' | null;
  }): Promise<Result<OfficeFile, 'not_found' | 'nothing_to_print'>>;
}

/** What happens behind the counter, as its hosts know it: people, shifts, cash, refunds, reconciliation, reports, receipts. */
export interface Office {
  view(seat: Seat): OfficeView;
  /** Calls back after each change of any view, at most once per turn of the event loop. */
  onView(listener: () => void): Cancel;
  /** Waits for a PIN to be checked, never for an acquirer. */
  command(seat: Seat, command: OfficeCommand): Promise<OfficeAnswer>;
  /**
   * A list or a report, by the name under which its desk offers it. `not_found`: nobody offers it; `invalid_request`: not so;
   * `sign_in_first`, `not_allowed`: not for whoever sits there.
   * @param query what stands after the `?`, unchecked
   */
  read(seat: Seat, name: string, query: Readonly<Record<string, string>>): Promise<OfficeAnswer | OfficeFile>;
  readonly shifts: TillShifts;
  /** A paper as a file; for the till, within its scopes. */
  readonly receipts: Receipts;
  /** Takes nothing from now on. Resolves when what is being printed is through, or after two seconds. */
  stop(): Promise<void>;
}
