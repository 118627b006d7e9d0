import type { Charge } from '../../src/contract/charge.ts';
import type { Stage } from '../../src/contract/view.ts';
import type { Key } from './keys.ts';

/** What stands on the counter: the keypad, the state of the charge on the stage, or a sale settled with a payment that was shown. */
export type Screen = 'keypad' | 'settled' | Charge['status'];

/** What covers the counter, if anything. */
export type Drawer = 'history' | 'todo' | 'park' | 'inquiry' | 'help' | 'doctor' | 'displays';

/** Everything a cashier can do. Each has one name on every key and button. */
export type Deed =
  | 'type' // a digit of the amount
  | 'start_next' // the first digit after an end: leaves it and begins the next amount
  | 'next_item'
  | 'take_back' // the last digit
  | 'clear'
  | 'charge'
  | 'charge_qr' // by the merchant's QR
  | 'to_qr' // the sale on the stage by the merchant's QR instead, or by the one that was withdrawn
  | 'to_code' // the sale on the stage by a payment code instead
  | 'change_amount'
  | 'cancel'
  | 'hold_cancel' // only after 0.8 s: cancel and reverse
  | 'hold_refund' // what seems to be one payment too many goes back after 0.8 s; else the refund of the sale on the stage opens
  | 'hold_cancel_paid' // only after 0.8 s: gives a paid sale back whole
  | 'open_refund'
  | 'refund_found' // the payment that the inquiry found
  | 'ask_now'
  | 'next_customer' // leaves an open charge on the to-do list
  | 'next_sale'
  | 'scan_again'
  | 'park' // asks for a note first
  | 'park_now'
  | 'toggle_camera'
  | 'open_history'
  | 'open_todo'
  | 'open_help'
  | 'open_doctor'
  | 'open_menu'
  | 'open_displays'
  | 'take_cash' // or another tender than the wallet; while money may be under way, the word why not
  | 'print_last'
  | 'close'
  | 'row_up'
  | 'row_down'
  | 'row_main'
  | 'row_ask'
  | 'row_resume' // goes on with a parked sale, or parks a queued one
  | 'row_cash'
  | 'row_qr' // goes on with a parked sale by the merchant's QR
  | 'row_drop' // of a parked sale or a paired display: only after 0.8 s
  | 'row_refund' // of a payment that seems to be one too many: only after 0.8 s; of others the refund opens
  | 'inquire_again'
  | 'hold_attach' // only after 0.8 s: settles the sale with the payment that was found
  | 'row_test' // the test of scanners, on or off
  | 'pair_display'
  | 'pair_self_service'
  | 'stop_pairing';

type Keys = Readonly<Partial<Record<Key, Deed>>>;

/** The one sale, taken another way: nothing of it was sent, or it took nothing. */
const OTHER_WAY: Keys = { f2: 'to_code', f3: 'to_qr' };
const ALWAYS: Keys = { f1: 'open_help', f8: 'open_history', f10: 'open_menu' };
const AFTER_A_GOOD_END: Keys = {
  ...ALWAYS,
  f11: 'print_last',
  digit: 'start_next',
  enter: 'next_sale',
  f6: 'open_todo',
  f9: 'open_refund',
};

/** The keyboard, screen by screen. An unknown charge (and one being undone) has no Enter on purpose: haste must not dismiss it. */
const ON_SCREEN: Readonly<Record<Screen, Keys>> = {
  keypad: {
    ...ALWAYS,
    f2: 'charge',
    f3: 'charge_qr',
    f4: 'take_cash',
    f11: 'print_last',
    digit: 'type',
    plus: 'next_item',
    backspace: 'take_back',
    delete: 'clear',
    escape: 'clear',
    enter: 'charge',
    f6: 'open_todo',
    f7: 'park',
    f9: 'open_refund',
  },
  awaiting_code: {
    ...ALWAYS,
    f3: 'to_qr',
    f4: 'take_cash',
    backspace: 'change_amount',
    escape: 'cancel',
    f6: 'open_todo',
    f7: 'park',
    f12: 'toggle_camera',
  },
  queued: { ...ALWAYS, f3: 'to_qr', f4: 'take_cash', escape: 'cancel', f6: 'next_customer', f7: 'park' },
  submitting: { ...ALWAYS, f4: 'take_cash', escape: 'hold_cancel' },
  awaiting_customer: { ...ALWAYS, f4: 'take_cash', escape: 'hold_cancel', f5: 'ask_now' },
  unresolved: { ...ALWAYS, f4: 'take_cash', f5: 'ask_now', f6: 'next_customer' },
  reversing: { ...ALWAYS, f4: 'take_cash', f5: 'ask_now', f6: 'next_customer' },
  paid: { ...AFTER_A_GOOD_END, f9: 'hold_refund', delete: 'hold_cancel_paid' },
  reversed: { ...AFTER_A_GOOD_END, ...OTHER_WAY },
  canceled: { ...AFTER_A_GOOD_END, ...OTHER_WAY },
  settled: AFTER_A_GOOD_END,
  declined: { ...ALWAYS, ...OTHER_WAY, f4: 'take_cash', enter: 'scan_again', escape: 'next_sale', f7: 'park' },
};

/** Where an order that the customer pays by himself has keys of its own: nothing was charged, so nothing need be held. */
const ON_AN_OFFER: Readonly<Partial<Record<Screen, Keys>>> = {
  queued: { ...ALWAYS, f2: 'to_code', f4: 'take_cash', escape: 'cancel', f6: 'next_customer', f7: 'park' },
  submitting: { ...ALWAYS, f2: 'to_code', f4: 'take_cash', escape: 'cancel' },
  awaiting_customer: { ...ALWAYS, f2: 'to_code', f4: 'take_cash', f5: 'ask_now', escape: 'cancel' },
  unresolved: { ...ALWAYS, f4: 'take_cash', f5: 'ask_now', f6: 'next_customer' },
  reversing: { ...ALWAYS, ...OTHER_WAY, f4: 'take_cash', f5: 'ask_now', f6: 'next_customer' },
  declined: { ...ALWAYS, ...OTHER_WAY, f4: 'take_cash', enter: 'to_qr', escape: 'next_sale', f7: 'park' },
};

/** What the till asked for is the till's to change or to ask again: a charge begun here would be unknown to it. */
const NOT_FOR_THE_TILL: Keys = { ...OTHER_WAY, backspace: 'change_amount', f4: 'take_cash', f7: 'park' };
const TILL_DECLINED: Keys = { ...ALWAYS, enter: 'next_sale', escape: 'next_sale' };

const IN_DRAWER: Readonly<Record<Drawer, Keys>> = {
  help: { escape: 'close', enter: 'close', f1: 'close' },
  doctor: { escape: 'close', f10: 'close', f1: 'open_help', f5: 'row_test' },
  history: {
    escape: 'close',
    f8: 'close',
    f1: 'open_help',
    up: 'row_up',
    down: 'row_down',
    enter: 'row_main',
    f5: 'row_ask',
    f9: 'row_refund',
  },
  todo: {
    escape: 'close',
    f6: 'close',
    f8: 'open_history',
    f1: 'open_help',
    up: 'row_up',
    down: 'row_down',
    enter: 'row_main',
    f3: 'row_qr',
    f4: 'row_cash',
    f5: 'row_ask',
    f7: 'row_resume',
    f9: 'row_refund',
    delete: 'row_drop',
  },
  displays: {
    ...{ escape: 'close', f10: 'close', f1: 'open_help', up: 'row_up', down: 'row_down', delete: 'row_drop' },
    ...{ f2: 'pair_display', f3: 'pair_self_service', backspace: 'stop_pairing' },
  },
  inquiry: { escape: 'close', enter: 'hold_attach', f5: 'inquire_again', f9: 'refund_found', f8: 'open_history', f1: 'open_help' },
  park: { escape: 'close', enter: 'park_now', f7: 'park_now', f1: 'open_help' },
};

/** The screen of a stage. */
export function screenOf(stage: Stage): Screen {
  if (stage.kind === 'keypad') return 'keypad';
  return stage.settledWith ? 'settled' : stage.charge.status;
}

/** Where a key is pressed. */
export type At = {
  readonly screen: Screen;
  readonly origin: 'cashier' | 'till';
  readonly drawer: Drawer | null;
  readonly isOffer?: boolean; // what stands on the stage is paid by the customer himself
  readonly hasQr?: boolean; // this shop can be paid by the merchant's QR; left out: it can
};

const BY_QR: ReadonlySet<Deed> = new Set<Deed>(['charge_qr', 'to_qr', 'row_qr']);

/** What a key does here, or null for nothing. */
export function deedOf(at: At, key: Key): Deed | null {
  const deed = at.drawer ? IN_DRAWER[at.drawer][key] : onCounter(at, key);
  return deed && (at.hasQr !== false || !BY_QR.has(deed)) ? deed : null;
}

function onCounter({ screen, origin, isOffer }: At, key: Key): Deed | undefined {
  if (origin === 'till' && screen === 'declined') return TILL_DECLINED[key];
  if (origin === 'till' && NOT_FOR_THE_TILL[key]) return undefined;
  return ((isOffer && ON_AN_OFFER[screen]) || ON_SCREEN[screen])[key];
}
