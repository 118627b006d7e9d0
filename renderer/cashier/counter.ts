import type { Cancel } from '../../src/basics/clock.ts';
import type { Command, CommandAnswer } from '../../src/contract/command.ts';
import type { DismissalReason } from '../../src/contract/finding.ts';
import type { Stage, TerminalView } from '../../src/contract/view.ts';
import type { Rhythm } from '../wedge/wedge.ts';
import type { Deed, Drawer } from './deeds.ts';
import type { Entry, EntryKey } from './entry.ts';
import type { PressedKey } from './keys.ts';
import type { PlateNews } from './plate-news.ts';
import type { Due } from './shift/sheet.ts';

/** What the counter shows beside the view. */
export type CounterState = {
  readonly stage: Stage; // the view's, but for an end that the cashier has just left
  readonly entry: Entry;
  readonly drawer: Drawer | null;
  readonly isHolding: boolean;
  readonly heldRow: string | null; // the row of a list whose key is being held, or `ATTACHING`
  readonly note: string; // for the sale that is being parked
  readonly isLive: boolean; // false for a moment after a screen change: deeds do nothing
  readonly plate: PlateNews | null;
};

/** The cashier's hand: keys, touches and views go in, commands come out. Knows no rules of payment. */
export type Counter = {
  seen(view: TerminalView): void;
  state(): CounterState;
  onChange(listener: () => void): Cancel;
  /** A key of the keyboard. @returns the deed it stands for here; those on rows are the drawer's to do */
  key(pressed: PressedKey): Deed | null;
  /** A key of the keypad on the screen. */
  press(key: EntryKey): void;
  act(deed: Deed): void;
  release(): void;
  show(chargeId: string): void;
  ask(chargeId: string): void;
  /** Of charges in a list: gives it up, or sets its sale aside. */
  cancel(chargeId: string): void;
  park(chargeId: string): void;
  /** Goes on with a parked sale: by a scan, or by the merchant's QR. */
  collect(parkedId: string, tender: 'wallet' | 'merchant_qr'): void;
  /** Takes cash for a row of the list: a parked sale, or one whose charge has not left. */
  takeCash(id: string): void;
  /** A sale was settled beside the wallet: the counter is free of it. */
  settled(due: Due): void;
  /** Something else was not done, and the counter says so. */
  refused(code: string): void;
  /** Gives a parked sale up when it is held long enough. */
  holdDrop(parkedId: string): void;
  /** Ends a paired display when it is held long enough. */
  holdRevoke(displayId: string): void;
  /** Gives back the later payment of a finding when it is held long enough. */
  holdRefund(findingId: string): void;
  /** Opens the refund of a paid charge, or of one of its refunds; null: asks which sale. */
  refund(chargeId: string | null, refundId?: string): void;
  /** Both payments of a finding are right. */
  dismiss(findingId: string, reason: DismissalReason): void;
  typeNote(note: string): void;
  /** A number that was typed: what became of that payment? */
  inquire(text: string): void;
  /** A burst of keys that a scanner typed, by its rhythm; else what the camera saw or a person pasted. */
  scanned(text: string, from?: Rhythm | 'paste' | 'camera'): void;
  /** Before each key that may turn out to be a scanner's, and to take the last of them back. */
  mark(): void;
  retract(count: number): void;
};

export type CounterParts = {
  readonly view: TerminalView;
  readonly send: (command: Command) => Promise<CommandAnswer>;
  readonly clock: { monotonicMs(): number; after(delayMs: number, callback: () => void): Cancel };
  /** A new request id, 8 to 64 characters. */
  readonly newId: () => string;
  /** Where money goes back. Its screen covers the counter by itself. */
  readonly refund: {
    find(): void;
    open(chargeId: string, refundId?: string): void;
    cancelPaid(chargeId: string, about: string): void;
  };
  /** The camera, on or off. What it reads comes back through `scanned`. */
  readonly toggleCamera: () => void;
  /** Shift and drawer: what is asked for there opens over the counter. */
  readonly desk: { openMenu(): void; takeCash(due: Due): void; printLast(): void };
};

/** Names what is held while a payment is being attached. */
export const ATTACHING = 'attaching';
