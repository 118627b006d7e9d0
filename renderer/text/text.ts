import type { Locale, ScanNotice, UndoReason } from '../../src/contract/view.ts';
import type { CameraText } from './camera/camera-text.ts';
import type { CashText } from './cash/cash-text.ts';
import type { DoctorText } from './doctor/doctor-text.ts';
import type { FindingText } from './finding/finding-text.ts';
import type { InquiryText } from './inquiry/inquiry-text.ts';
import type { OfferText } from './offer/offer-text.ts';
import type { PairingText } from './pairing/pairing-text.ts';
import type { PeopleText } from './people/people-text.ts';
import type { ShiftText } from './shift/shift-text.ts';
import type { TodoText } from './todo/todo-text.ts';

/** A state in the cashier's voice: the word, then the truth about the money and what to do; `strong` is the part not to be missed. */
export type Words = { readonly word: string; readonly plain: string; readonly strong: string };

/** Why, and what to do next. */
export type Advice = { readonly what: string; readonly next: string };

/** Decline codes that have a sentence of their own; every other one is `other`. */
export type KnownDecline =
  | 'code_expired'
  | 'code_invalid'
  | 'insufficient_funds'
  | 'card_not_supported'
  | 'payment_error'
  | 'not_received'
  | 'configuration_error'
  | 'offline';

export type Wallet = Extract<ScanNotice, { kind: 'foreign_wallet' }>['wallet'];

/** Every word that a person reads on the cashier's screen. A language that misses one does not compile. */
export type Text = {
  readonly locale: Locale;
  readonly title: string;

  readonly bar: {
    readonly online: string;
    readonly offline: (time: string) => string;
    readonly connecting: string;
    readonly scanner: string;
    readonly scannerSome: (ready: number, all: number) => string; // some read, some do not
    readonly scannerGone: string; // none reads
    readonly scannerFailed: string; // none reads, and plugging it in again does not help
    readonly scannerOpening: string;
    readonly todo: (count: number) => string;
    readonly history: string;
    readonly manager: string; // to the manager's page
    readonly help: string;
    readonly training: string;
    readonly phone: string;
    readonly faults: string;
  };

  readonly stage: {
    readonly due: string;
    readonly received: string;
    readonly items: (count: number) => string;
    readonly item: string;
    readonly earlierItems: (count: number) => string;
    readonly idle: string;
    readonly typed: string;
    readonly idleOffline: string;
    readonly today: (count: number) => string;
    readonly taken: (amount: string) => string; // with its sign
    readonly hint: (hint: string) => string;
    readonly tail: (tail: string) => string;
    readonly scannerReady: string;
    readonly pasteCode: string; // training without a scanner
    readonly sentAt: (time: string) => string;
    readonly endsByItself: string;
    readonly asksWhenBack: string;
    readonly keepsAsking: string;
    readonly reverseAfter: (seconds: number) => string;
    readonly seconds: string;
    readonly secondsLeft: (seconds: number) => string;
    readonly longWait: string;
  };

  readonly states: {
    readonly awaiting_code: Words;
    readonly awaiting_code_till: Words;
    readonly queued: (secondsLeft: number) => Words;
    readonly queued_dead: Words;
    readonly submitting: Words;
    readonly awaiting_customer: Words;
    readonly unresolved: Words;
    readonly reversing: Words;
    readonly paid: { readonly word: string; readonly wallet: string };
    readonly declined: { readonly word: string; readonly nothingTaken: string; readonly separator: string };
    readonly reversed: Words;
    readonly reversed_no_password: Words;
    readonly canceled: Words;
  };

  /** One word per status, for rows and lists. */
  readonly rowWords: {
    readonly awaiting_code: string;
    readonly queued: string;
    readonly submitting: string;
    readonly awaiting_customer: string;
    readonly reversing: string;
    readonly unresolved: string;
    readonly paid: string;
    readonly declined: string;
    readonly reversed: string;
    readonly canceled: string;
  };

  readonly declines: Readonly<Record<KnownDecline, Advice>> & { readonly other: (code: string) => Advice };
  readonly undo: Readonly<Record<UndoReason, string>>;

  readonly hand: {
    readonly label: string;
    readonly next: string;
    readonly tellCustomer: string;
    readonly charge: string;
    readonly nextSale: string;
    readonly scanAgain: string;
    readonly changeAmount: string;
    readonly cancelSale: string;
    readonly cancelAndReverse: string;
    readonly reverseThis: string;
    readonly reverseWhenOnline: string;
    readonly askNow: string;
    readonly nextCustomer: string;
    readonly staysOnList: string;
    readonly queuedStaysOnList: string;
    readonly againAtTill: string;
    readonly hold: (key: string) => string;
    readonly clear: string;
    readonly backspace: string;
    readonly nextItem: string;
    readonly point: string;
    readonly keypad: string;
    readonly recent: string;
  };

  /** What the cashier says to the customer. */
  readonly say: {
    readonly showCode: string;
    readonly wait: string;
    readonly password: string;
    readonly checking: string;
    readonly undoing: string;
    readonly offline: string;
    readonly qrComing: string;
    readonly scanQr: string;
    readonly qrGone: string;
  };

  readonly steps: {
    readonly scanned: string;
    readonly sent: string;
    readonly answer: string;
    readonly password: string;
    readonly paid: string;
    readonly asking: string;
    readonly asked: (times: number) => string;
    readonly result: string;
    readonly undoing: string;
    readonly undone: string;
    readonly waited: (seconds: number) => string;
  };

  readonly notices: Readonly<Record<Exclude<ScanNotice['kind'], 'foreign_wallet'>, Advice>> & {
    readonly foreign_wallet: Readonly<Record<Wallet, Advice>>;
  };

  /** Another window has the keyboard, and with it the scanner. */
  readonly noKeyboard: Advice;

  /** Why a command was not carried out, by its code; `other` for every other one. */
  readonly refusals: {
    readonly terminal_busy: Advice;
    readonly already_final: Advice;
    readonly not_now: Advice;
    readonly journal_failed: Advice;
    readonly journal_damaged: Advice;
    readonly sale_unsettled: Advice;
    readonly parked_full: Advice;
    readonly not_parked: Advice;
    readonly stopping: Advice;
    readonly no_answer: Advice;
    readonly other: (code: string) => Advice;
  };

  readonly lists: {
    readonly history: string;
    readonly todo: string;
    readonly todoNote: string;
    readonly today: string;
    readonly close: string;
    readonly more: string;
    readonly loading: string;
    readonly failed: string;
    readonly again: string;
    readonly noHistory: string;
    readonly noTodo: string;
    readonly show: string;
    readonly ask: string;
    readonly total: (count: number, amount: string) => string; // with its sign
    readonly refunded: (amount: string) => string; // with its sign
    readonly facts: {
      readonly begun: string;
      readonly method: string;
      readonly code: string;
      readonly paidAt: string;
      readonly changed: string;
      readonly transaction: string;
      readonly order: string;
      readonly till: string;
    };
  };

  readonly help: {
    readonly title: string;
    readonly digits: string;
    readonly plus: string;
    readonly backspace: string;
    readonly remove: string;
    readonly enter: string;
    readonly escape: string;
    readonly holdEscape: string;
    readonly f1: string;
    readonly f5: string;
    readonly f6: string;
    readonly f8: string;
    readonly f12: string;
    readonly tab: string;
  };

  readonly camera: CameraText;
  readonly doctor: DoctorText;
  readonly inquiry: InquiryText;
  readonly finding: FindingText;
  readonly offer: OfferText;
  readonly pairing: PairingText;
  readonly people: PeopleText;
  readonly todo: TodoText;
  readonly cash: CashText;
  readonly shift: ShiftText;

  /** Instead of the keypad while the journal is damaged. */
  readonly damaged: {
    readonly word: string;
    readonly cashier: Words;
    readonly manager: (entry: number | null) => string;
    readonly steps: readonly [stop: string, type: string, start: string];
  };

  /** The journal's own lines below the map of the keys. */
  readonly journal: {
    readonly title: string;
    readonly backup: (time: string) => string;
    readonly noBackup: string;
    readonly look: string;
    readonly looking: (percent: number) => string;
    readonly whole: (entries: number, time: string) => string;
    readonly damaged: string;
  };

  readonly link: {
    readonly connecting: string;
    readonly lost: Words;
    readonly lostFor: (time: string) => string;
    readonly refused: Words;
  };
};
