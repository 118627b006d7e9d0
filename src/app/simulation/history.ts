import type { WechatPath } from '../../gateway/wechat-v2/wire.ts';
import type { Status } from '../../payment/state.ts';
import type { Finding } from '../../sale/slip.ts';
import type { MishapKind } from './mishaps.ts';

/** One thing that happened, as the world saw it; `atMs` is monotonic. No fact holds a payment code: codes are numbered as they appear. */
export type Fact = { readonly atMs: number } & (
  | { readonly kind: 'mishap'; readonly mishap: MishapKind; readonly place: string }
  | { readonly kind: 'act'; readonly who: 'till' | 'cashier' | 'customer'; readonly place: string; readonly deed: string }
  /** A terminal begins to run, or ends. */
  | { readonly kind: 'process'; readonly number: number; readonly change: 'starts' | 'dies' }
  /** A code was shown to the terminal. */
  | { readonly kind: 'scanned'; readonly code: number }
  /** A body was written to a connection: it may have left. */
  | {
      readonly kind: 'sent';
      readonly path: WechatPath;
      readonly host: string;
      readonly orderNo: string;
      readonly amountFen: number | null;
      readonly code: number | null;
      readonly isDurable: boolean; // the journal had the order by then
    }
  /** A true answer reached the terminal whole. */
  | { readonly kind: 'heard'; readonly path: WechatPath; readonly orderNo: string; readonly says: string; readonly amountFen: number }
  /** Somebody was told how a charge stands; `kept` is what the journal said at that moment. */
  | { readonly kind: 'told'; readonly chargeId: string; readonly orderNo: string; readonly status: Status; readonly kept: Status | null }
  /** What was open in the journal, and what of it the screen listed: order numbers. */
  | { readonly kind: 'listed'; readonly open: readonly string[]; readonly shown: readonly string[] }
  /** The acquirer took money, or gave it back. */
  | { readonly kind: 'money'; readonly orderNo: string; readonly amountFen: number; readonly moved: 'captured' | 'returned' }
  /** The journal took an entry. */
  | {
      readonly kind: 'kept';
      readonly seq: number;
      readonly orderNo: string; // of the charge; of a slip, its kind
      readonly status: Status | 'slip';
      readonly text: string;
    }
  /** A charge has had this status for too long while its process lived. */
  | { readonly kind: 'stands'; readonly orderNo: string; readonly status: Status; readonly sinceMs: number }
  | { readonly kind: 'threw'; readonly message: string }
);

/** How one order's money ended at the acquirer. */
export type Truth = { readonly orderNo: string; readonly amountFen: number; readonly captured: number; readonly returned: number };

/** What the journal holds at the end of one charge. */
export type LedgerLine = {
  readonly orderNo: string;
  readonly sale: string; // as it is called at the counter; several charges may belong to one
  readonly saleId: string; // as the terminal calls it
  readonly key: string; // under which it was asked for
  readonly amountFen: number;
  readonly status: Status;
};

/** One charge that stands as paid. */
export type PaymentLine = {
  readonly chargeId: string;
  readonly orderNo: string;
  readonly saleId: string;
  readonly amountFen: number;
  readonly payer: string | null;
  readonly paidAtMs: number; // the acquirer's wall clock
  readonly knownSeq: number; // the entry that says so
  readonly goesBackSeq: number | null; // from this entry on all of it was about to go back
};

/** What seems to have been taken twice, as the journal has it at the end. */
export type FindingLine = Pick<Finding, 'id' | 'evidence' | 'earlier' | 'later' | 'status' | 'remedy'>;

/** A payment that settled a sale because its customer showed it. */
export type AttachedLine = {
  readonly transactionId: string;
  readonly saleId: string;
  readonly amountFen: number;
  readonly takenFen: number | null; // by the acquirer under this number; null: nothing
};

/** What became of one refund, as the journal has it and as the acquirer has it; null where it has none. */
export type RefundLine = {
  readonly refundNo: string;
  readonly orderNo: string;
  readonly key: string;
  readonly kept: { readonly amountFen: number; readonly status: string } | null;
  readonly truth: { readonly amountFen: number; readonly isGivenBack: boolean } | null;
};

/** All there is to judge a story by. */
export type History = {
  readonly facts: readonly Fact[];
  readonly ledger: readonly LedgerLine[];
  readonly truths: readonly Truth[];
  readonly refunds: readonly RefundLine[];
  readonly cash: readonly string[]; // sales that were settled in cash
  readonly payments: readonly PaymentLine[];
  readonly findings: readonly FindingLine[];
  readonly attached: readonly AttachedLine[];
  readonly image: readonly string[]; // the journal's entries at the end, as text
  readonly times: { readonly reverseDelayMs: number; readonly codeValidityMs: number; readonly closeDelayMs: number };
};
