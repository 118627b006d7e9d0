import type { Cancel } from '../../src/basics/clock.ts';
import type { Charge } from '../../src/contract/charge.ts';
import type { Command, CommandAnswer } from '../../src/contract/command.ts';
import type { DismissalReason } from '../../src/contract/finding.ts';
import type { ScanNotice, Stage, TerminalView } from '../../src/contract/view.ts';
import { fen } from '../../src/money/fen.ts';
import { yuan } from '../text/amount-text.ts';
import { createTakeBack } from '../wedge/take-back.ts';
import type { Rhythm } from '../wedge/wedge.ts';
import { isGoodEnd } from './charge-state.ts';
import { type Deed, type Drawer, deedOf, type Screen, screenOf } from './deeds.ts';
import { type Entry, type EntryKey, entryOf, NOTHING, pressKey, totalOf } from './entry.ts';
import { findingOnStage } from './finding-words.ts';
import type { PressedKey } from './keys.ts';
import type { Due } from './shift/sheet.ts';

/** A second tap meant for the old screen does nothing on the new one. */
export const GUARD_MS = 400;
/** What cannot be undone is held this long. */
export const HOLD_MS = 800;
/** A plate is read by then. */
const PLATE_MS = 6_000;

/** A short word about something that was not done. */
export type PlateNews = { readonly kind: 'scan'; readonly notice: ScanNotice } | { readonly kind: 'command'; readonly code: string };

/** What the counter shows beside the view. */
export type CounterState = {
  readonly stage: Stage; // the view's, but for an end that the cashier has just left
  readonly entry: Entry;
  readonly drawer: Drawer | null;
  readonly isHolding: boolean;
  readonly heldRow: string | null; // the parked sale or the finding whose key is being held, or `ATTACHING`
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
  /** Goes on with a parked sale by a scan. */
  collect(parkedId: string): void;
  /** Takes cash for a row of the list: a parked sale, or one whose charge has not left. */
  takeCash(id: string): void;
  /** A sale was settled beside the wallet: the counter is free of it. */
  settled(due: Due): void;
  /** Something else was not done, and the counter says so. */
  refused(code: string): void;
  /** Gives a parked sale up when it is held long enough. */
  holdDrop(parkedId: string): void;
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

/** Never guarded: they change nothing but the amount, or only cover the counter. */
const UNGUARDED: ReadonlySet<Deed> = new Set<Deed>([
  'type',
  'take_back',
  'clear',
  'next_item',
  'close',
  'open_history',
  'open_todo',
  'open_help',
  'open_doctor',
  'open_refund',
  'open_menu',
  'print_last',
]);

/** Unsent or declined: its sale can be set aside. The terminal decides; this only spares a question about a note. */
const PARKABLE: ReadonlySet<Screen> = new Set<Screen>(['awaiting_code', 'queued', 'declined']);

/** Names what is held while a payment is being attached. */
export const ATTACHING = 'attaching';

type Own = { readonly entry: Entry; readonly leftId: string | null };

export function createCounter({ view: firstView, send, clock, newId, refund: refunds, toggleCamera, desk }: CounterParts): Counter {
  const listeners = new Set<() => void>();
  const typedKeys = createTakeBack<Own>();
  let view = firstView;
  let own: Own = { entry: NOTHING, leftId: null };
  let kept: Entry = NOTHING; // what the charge on the stage was made of, to change it
  let requestId = newId(); // renewed with each new wish, so that a second press of the same one is the same
  let drawer: Drawer | null = view.inquiry ? 'inquiry' : null;
  let plate: PlateNews | null = null;
  let stopPlate: Cancel = () => undefined;
  let stopHold: Cancel | null = null;
  let heldRow: string | null = null;
  let note = '';
  let guarded = false;
  let stopGuard: Cancel = () => undefined;
  let shown = snapshot();

  function stage(): Stage {
    const seen = view.stage;
    const isLeft = seen.kind === 'charge' && seen.charge.id === own.leftId && (isGoodEnd(seen.charge) || seen.charge.status === 'declined');
    return isLeft ? { kind: 'keypad' } : seen;
  }

  function snapshot(): CounterState {
    const isHolding = stopHold !== null && heldRow === null;
    return { stage: stage(), entry: own.entry, drawer, isHolding, heldRow, note, isLive: !guarded, plate };
  }

  function changed({ byDigit = false } = {}): void {
    const before = shown;
    shown = snapshot();
    if (screenKey(before.stage) !== screenKey(shown.stage)) {
      // An end on the stage is worth more than a list over it.
      cover(null);
      requestId = newId();
      release();
      if (!byDigit) guard();
      shown = snapshot();
    }
    for (const listener of listeners) listener();
  }

  /** What lies over the counter from now on. An inquiry that gives way to something else is over. */
  function cover(next: Drawer | null): void {
    if (drawer === 'inquiry' && next !== 'inquiry' && view.inquiry) void command({ kind: 'close_inquiry' });
    drawer = next;
  }

  function guard(): void {
    stopGuard();
    guarded = true;
    stopGuard = clock.after(GUARD_MS, () => {
      guarded = false;
      changed();
    });
  }

  function tell(news: PlateNews | null): void {
    stopPlate();
    plate = news;
    if (news) stopPlate = clock.after(PLATE_MS, () => tell(null));
    changed();
  }

  async function command(asked: Command): Promise<boolean> {
    const answer = await send(asked);
    if (!answer.ok) tell({ kind: 'command', code: answer.code });
    return answer.ok;
  }

  function typed(key: EntryKey): void {
    const here = stage();
    const byDigit = here.kind === 'charge';
    if (here.kind === 'charge') {
      // The first digit after a good end begins the next sale; nothing else does anything there.
      if (!isOver(here) || !/^[\d.]+$/.test(key)) return;
      own = { entry: NOTHING, leftId: here.charge.id };
      void command({ kind: 'next_sale' });
    }
    own = { ...own, entry: pressKey(own.entry, key) };
    requestId = newId();
    changed({ byDigit });
  }

  async function charge(): Promise<void> {
    const entry = own.entry;
    const amount = totalOf(entry);
    if (amount === 0) return;
    kept = entry;
    if (!(await command({ kind: 'charge', requestId, amount }))) return;
    own = { ...own, entry: NOTHING };
    changed();
  }

  async function changeAmount({ id: chargeId, amount }: Charge): Promise<void> {
    if (!(await command({ kind: 'cancel', chargeId }))) return;
    own = { entry: totalOf(kept) === amount ? kept : entryOf(fen(amount)), leftId: chargeId };
    await command({ kind: 'next_sale' });
    changed();
  }

  function hold(asked: Command | (() => void), row: string | null = null): void {
    if (stopHold) return;
    heldRow = row;
    stopHold = clock.after(HOLD_MS, () => {
      release();
      if (typeof asked === 'function') asked();
      else void command(asked);
    });
    changed();
  }

  function holdRefund(findingId: string): void {
    hold({ kind: 'refund_finding', findingId }, findingId);
  }

  function refund(chargeId: string | null, refundId?: string): void {
    open(null);
    if (chargeId === null) refunds.find();
    else refunds.open(chargeId, refundId);
  }

  function release(): void {
    if (!stopHold) return;
    stopHold();
    stopHold = null;
    heldRow = null;
    shown = snapshot();
    for (const listener of listeners) listener();
  }

  /** Asks for a note, where there is something to park; else shows what is parked. */
  function askNote(staged: Charge | null): void {
    if (staged && !PARKABLE.has(staged.status)) return;
    note = '';
    open(staged || totalOf(own.entry) > 0 ? 'park' : 'todo');
  }

  async function parkNow(staged: Charge | null): Promise<void> {
    const noted = note.trim() ? { note: note.trim() } : {};
    const asked: Command = staged
      ? { kind: 'park_charge', chargeId: staged.id, ...noted }
      : { kind: 'park', requestId, amount: totalOf(own.entry), ...noted };
    const isParked = await command(asked);
    drawer = null;
    if (isParked) {
      requestId = newId();
      if (!staged) own = { ...own, entry: NOTHING };
    }
    changed();
  }

  function open(next: Drawer | null): void {
    release();
    cover(next);
    changed();
  }

  /** What cash may be taken for: the typed amount, or the sale of a charge that has taken nothing. */
  function dueOf(charge: Charge | null): Due | null {
    if (!charge) return totalOf(own.entry) > 0 ? { amount: totalOf(own.entry), of: { kind: 'typed' } } : null;
    return PARKABLE.has(charge.status) ? { amount: charge.amount, of: { kind: 'charge', chargeId: charge.id } } : null;
  }

  function takeCash(due: Due | null): void {
    release();
    if (due) desk.takeCash(due);
  }

  /** What each deed does. Those on digits and rows need to know which one, and are done elsewhere. */
  const deeds: Readonly<Partial<Record<Deed, (staged: Charge | null) => void>>> = {
    open_history: () => open('history'),
    open_todo: () => open('todo'),
    open_help: () => open('help'),
    open_doctor: () => open('doctor'),
    open_menu() {
      release();
      desk.openMenu();
    },
    take_cash(staged) {
      if (staged && !PARKABLE.has(staged.status)) tell({ kind: 'command', code: 'sale_unsettled' });
      else takeCash(dueOf(staged));
    },
    print_last: desk.printLast,
    close: () => open(null),
    clear: () => typed('clear'),
    take_back: () => typed('backspace'),
    next_item: () => typed('+'),
    charge: () => void charge(),
    next_customer: () => void command({ kind: 'next_sale' }),
    next_sale(staged) {
      own = { ...own, leftId: staged?.id ?? null };
      void command({ kind: 'next_sale' });
      changed();
    },
    toggle_camera: toggleCamera,
    change_amount: (staged) => void (staged && changeAmount(staged)),
    cancel: (staged) => void (staged && command({ kind: 'cancel', chargeId: staged.id })),
    hold_cancel: (staged) => staged && hold({ kind: 'cancel', chargeId: staged.id }),
    hold_refund(staged) {
      const finding = findingOnStage(stage(), view.findings);
      if (finding) holdRefund(finding.id);
      else if (staged) refund(staged.id);
    },
    hold_cancel_paid: (staged) => staged && hold(() => refunds.cancelPaid(staged.id, `¥${yuan(staged.amount - staged.refundedAmount)}`)),
    open_refund: () => refund(null),
    refund_found() {
      const charge = view.inquiry?.answer?.charge;
      if (charge?.status === 'paid') refund(charge.id);
    },
    ask_now: (staged) => void (staged && command({ kind: 'ask_now', chargeId: staged.id })),
    scan_again: (staged) => void (staged && command({ kind: 'charge', requestId, amount: staged.amount, sameSaleAs: staged.id })),
    inquire_again: () => void command({ kind: 'inquire_again' }),
    hold_attach() {
      const attach = view.inquiry?.attach;
      if (attach?.may === 'free' || attach?.may === 'second_use') hold({ kind: 'attach_payment', chargeId: attach.chargeId }, ATTACHING);
    },
    park: askNote,
    park_now: (staged) => void parkNow(staged),
  };

  function act(deed: Deed): void {
    if (guarded && !UNGUARDED.has(deed)) return;
    const here = stage();
    deeds[deed]?.(here.kind === 'charge' ? here.charge : null);
  }

  return {
    seen(next) {
      const notice = next.notice;
      const isNews = notice !== null && notice.id !== view.notice?.id;
      const isAsked = next.inquiry !== null && next.inquiry.id !== view.inquiry?.id;
      view = next;
      if (isAsked) {
        release();
        drawer = 'inquiry';
      } else if (drawer === 'inquiry' && !next.inquiry) drawer = null;
      if (isNews) tell({ kind: 'scan', notice: notice.notice });
      else changed();
    },
    state: () => shown,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    key(pressed) {
      const here = stage();
      const screen: Screen = screenOf(here);
      const deed = deedOf({ screen, origin: here.kind === 'charge' ? here.origin : 'cashier', drawer }, pressed.key);
      if (deed === null) return null;
      if (pressed.key === 'digit' && (deed === 'type' || deed === 'start_next')) {
        if (!guarded || deed === 'type') typed(pressed.types);
      } else act(deed);
      return deed;
    },
    press(key) {
      if (drawer || (guarded && stage().kind === 'charge')) return;
      typed(key);
    },
    act,
    release,
    show(chargeId) {
      own = { ...own, leftId: null };
      cover(null);
      void command({ kind: 'show', chargeId });
      changed();
    },
    ask(chargeId) {
      void command({ kind: 'ask_now', chargeId });
    },
    cancel(chargeId) {
      void command({ kind: 'cancel', chargeId });
    },
    park(chargeId) {
      void command({ kind: 'park_charge', chargeId });
    },
    collect(parkedId) {
      own = { ...own, leftId: null };
      void command({ kind: 'collect', requestId, parkedId, tender: 'wallet' });
    },
    takeCash(id) {
      const sale = view.parked.find((parked) => parked.id === id);
      takeCash(
        sale ? { amount: sale.amount, of: { kind: 'parked', parkedId: id } } : dueOf(view.todo.find((charge) => charge.id === id) ?? null),
      );
    },
    settled({ of }) {
      const here = stage();
      if (of.kind === 'typed') own = { ...own, entry: NOTHING };
      requestId = newId();
      if (of.kind === 'charge' && here.kind === 'charge' && here.charge.id === of.chargeId) {
        own = { entry: NOTHING, leftId: of.chargeId };
        void command({ kind: 'next_sale' });
      }
      changed();
    },
    refused: (code) => tell({ kind: 'command', code }),
    holdRefund,
    refund,
    dismiss(findingId, reason) {
      void command({ kind: 'dismiss_finding', findingId, reason });
    },
    holdDrop: (parkedId) => hold({ kind: 'drop_parked', parkedId }, parkedId),
    typeNote(next) {
      note = next;
      changed();
    },
    inquire: (text) => void command({ kind: 'inquire', text }),
    scanned(text, from = 'camera') {
      const how = typeof from === 'string' ? { device: from } : { device: 'keyboard' as const, atMs: [...from.atMs], end: from.end };
      void command({ kind: 'scan', text, ...how });
    },
    mark: () => typedKeys.mark(own),
    retract(count) {
      own = typedKeys.take(count) ?? own;
      changed();
    },
  };
}

function screenKey(stage: Stage): string {
  return stage.kind === 'keypad' ? 'keypad' : `${stage.charge.id} ${screenOf(stage)}`;
}

/** An end that a digit may leave. */
function isOver({ charge, settledWith }: Extract<Stage, { kind: 'charge' }>): boolean {
  return isGoodEnd(charge) || settledWith !== null;
}
