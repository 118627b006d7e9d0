import type { Cancel } from '../basics/clock.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand, OfficeView } from '../contract/office-view.ts';
import type { Actor } from '../people/person.ts';

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

/** What happens behind the counter, as its hosts know it: people, shifts, cash, refunds, reconciliation, reports, receipts. */
export interface Office {
  view(seat: Seat): OfficeView;
  /** Calls back after each change of any view, at most once per turn of the event loop. */
  onView(listener: () => void): Cancel;
  /** Waits for a PIN to be checked, never for an acquirer. */
  command(seat: Seat, command: OfficeCommand): Promise<OfficeAnswer>;
  /** Takes nothing from now on. */
  stop(): void;
}
