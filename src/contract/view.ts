import type { Charge } from './charge.ts';
import type { DisplaysView } from './display.ts';
import type { FindingView } from './finding.ts';
import type { Inquiry } from './inquiry.ts';
import type { ParkedSale } from './parked-sale.ts';
import type { OpenRefund } from './refund.ts';

export type Locale = 'zh-CN' | 'en' | 'ko';

/** Why a charge is being, or was, undone; chooses the cashier's sentence. */
export type UndoReason = 'customer_timeout' | 'canceled' | 'payment_failed' | 'never_confirmed' | 'acquirer';

/** Why a scan was not taken, as the cashier is told. */
export type ScanNotice =
  | { readonly kind: 'foreign_wallet'; readonly wallet: 'alipay' | 'unionpay' | 'digital_rmb' | 'qq' }
  | { readonly kind: 'product_code' | 'link' | 'wrong_length' | 'not_a_code' }
  | { readonly kind: 'held' } // the last charge of this sale is not known yet: the scan was not sent
  | { readonly kind: 'used_code' } // this very code was scanned a moment ago
  | { readonly kind: 'nothing_to_pay' }; // no charge waits for a code

/** What the counter shows: the keypad, or one charge on the stage. Durations are milliseconds at the time of the view. */
export type Stage =
  | { readonly kind: 'keypad' }
  | {
      readonly kind: 'charge';
      readonly charge: Charge;
      readonly origin: 'cashier' | 'till';
      readonly undoReason: UndoReason | null;
      readonly endsInMs: number | null; // until the terminal gives up waiting by itself; null when nothing runs
      readonly waitedMs: number | null; // since the code was sent
      readonly questions: number; // how often the acquirer was asked
      readonly submittedAt: string | null; // RFC 3339
      readonly heldMs: number | null; // an offer of the same sale was withdrawn and may be paid yet: codes are not sent before it is closed, about so long
      readonly settledWith: { readonly transactionTail: string; readonly at: string } | null; // a payment that the customer showed, and when it was taken for this sale
    };

/** A charge that goes on while something else is on the stage. Durations are milliseconds at the time of the view. */
export type TodoCharge = Charge & {
  readonly origin: 'cashier' | 'till';
  readonly endsInMs: number | null; // until the terminal gives up waiting by itself; of a queued one: while its code lives
  readonly questions: number; // how often the acquirer was asked
  readonly submittedAt: string | null; // RFC 3339
};

export type LineView = { readonly status: 'online' | 'offline' | 'unknown'; readonly sinceMs: number };

export type ScannerView = {
  readonly id: string;
  readonly kind: 'serial' | 'hid' | 'wedge' | 'camera';
  readonly name: string;
  readonly status: 'ready' | 'opening' | 'gone' | 'failed';
};

/** How the journal is. While it is damaged no charge is begun; what can be read of it is shown. */
export type JournalView = {
  readonly damage: {
    readonly entry: number | null; // the first bad one, where one can be named
    readonly restoreCommand: string; // what the manager types with the terminal stopped
  } | null;
  readonly look: // the newest look through every entry that a screen asked for
    | { readonly kind: 'running'; readonly done: number; readonly total: number }
    | { readonly kind: 'whole'; readonly entries: number; readonly at: string } // RFC 3339
    | { readonly kind: 'damaged' }
    | null;
  readonly backupAt: string | null; // RFC 3339; of the newest whole copy
};

/** Everything the cashier's screen draws, whole at each change; the newest wins. */
export type TerminalView = {
  readonly store: {
    readonly name: string;
    readonly terminalId: string;
    readonly locale: Locale;
    readonly timeZone: string;
    readonly currency?: string; // of what is typed at this counter; left out: CNY
  };
  readonly mode: 'live' | 'sandbox';
  readonly practice: { readonly phoneUrl: string; readonly faultsUrl: string } | null; // sandbox only
  readonly methods: readonly ('payment_code' | 'merchant_qr')[]; // how the cashier may charge
  readonly displays: DisplaysView | null; // null: not opened yet
  readonly line: LineView;
  readonly scanners: readonly ScannerView[];
  readonly stage: Stage;
  readonly recent: readonly Charge[]; // the newest three that are not on the stage
  readonly todo: readonly TodoCharge[]; // charges that are not final and not on the stage, oldest first
  readonly parked: readonly ParkedSale[]; // sales that are set aside, oldest first
  readonly refunds: readonly OpenRefund[]; // that have no end yet, oldest first; at most 50
  readonly findings: readonly FindingView[]; // what looks as if it was taken twice and needs a person, oldest first; at most 50
  readonly today: { readonly paidCount: number; readonly paidAmount: number };
  readonly journal: JournalView;
  readonly inquiry: Inquiry | null; // a customer says that he has paid
  readonly notice: { readonly id: number; readonly notice: ScanNotice } | null; // the last refused scan; each has its own id
};
