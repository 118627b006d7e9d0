import type { Advice, Words } from '../text.ts';

/** Why money goes back, as a person says it. */
export const REFUND_REASONS = ['returned', 'overcharged', 'paid_twice', 'faulty', 'other'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

/** Every word about giving money back, at the counter and in the manager's page. */
export type RefundText = {
  readonly title: string;
  readonly key: string; // F9, in the map of the keys
  readonly helpCancelPaid: string; // Del, held
  readonly open: string; // on a row, to give some of it back

  readonly find: {
    readonly search: string; // in the empty field
    readonly label: string;
    readonly newest: string; // over the rows while nothing is looked for
    readonly found: string;
    readonly looking: string;
    readonly nothing: string;
    readonly failed: string;
    readonly again: string;
    readonly heard: Readonly<Record<'asking' | 'not_ours' | 'not_paid' | 'is_code', Advice>>; // about a number that was scanned
    readonly signIn: string;
    readonly signInButton: string;
  };

  readonly sale: {
    readonly original: string; // before the amount that was paid
    readonly tail: (tail: string) => string;
    readonly toCustomer: string; // over the amount
    readonly reading: string;
    readonly left: (amount: string) => string; // nothing typed yet
    readonly leftAfter: (amount: string, after: string) => string;
    readonly tooMuch: (amount: string) => string;
    readonly nothingLeft: string;
    readonly noMore: string; // 50 of one charge
    readonly all: (yuan: string) => string;
    readonly rest: (yuan: string) => string; // some of it went back before
    readonly typed: (yuan: string) => string;
    readonly type: string; // on the same chip while nothing is typed
    readonly amounts: string; // for those who listen
    readonly reason: string;
    readonly reasons: Readonly<Record<RefundReason, string>>;
    readonly back: { readonly plain: string; readonly strong: string }; // where the money goes, and that it does not come back
    readonly needsManager: string;
    readonly offline: string;
    readonly refund: (amount: string) => string; // the held button
    readonly chooseFirst: string; // the same while something lacks
    readonly sending: string;
    readonly before: string; // over what went back before
    readonly back2: string; // to where one came from
    readonly clear: string;
    readonly backspace: string;
    readonly point: string;
    readonly keypad: string;
  };

  readonly states: {
    readonly pending: Words;
    readonly heldBack: (seconds: number) => Words;
    readonly offline: Words;
    readonly succeeded: (time: string) => Words;
    readonly failed: string;
    readonly unresolved: Words;
  };
  /** One word per state, for rows and lists. */
  readonly rowWords: Readonly<Record<'pending' | 'succeeded' | 'failed' | 'unresolved', string>>;
  readonly failures: Readonly<
    Record<
      | 'insufficient_balance'
      | 'too_old'
      | 'account_closed'
      | 'charge_unknown'
      | 'amount_differs'
      | 'refused'
      | 'closed'
      | 'configuration_error',
      Advice
    >
  > & { readonly other: (code: string) => Advice };
  readonly accounts: Readonly<Record<'unsettled' | 'balance', string>>;
  readonly fromOther: (account: string) => string;
  readonly print: string;
  readonly printed: string;
  readonly notPrinted: string;
  readonly another: string; // another part of the same sale
  readonly done: string;
  readonly refundNo: (tail: string) => string;
  readonly cancelPaid: string; // the held button on "paid"

  readonly refusals: Readonly<
    Record<
      | 'not_found'
      | 'not_paid'
      | 'refund_exceeds_charge'
      | 'too_many_refunds'
      | 'journal_failed'
      | 'journal_damaged'
      | 'no_answer'
      | 'stopping',
      Advice
    >
  >;

  /** On the to-do page. */
  readonly todo: { readonly group: string; readonly note: string; readonly line: (time: string) => string };

  /** The manager's list. */
  readonly list: {
    readonly begin: string;
    readonly all: string;
    readonly open: string;
    readonly failed: string;
    readonly groups: string; // for those who listen
    readonly openGroup: string;
    readonly doneGroup: string;
    readonly ofSale: (amount: string, tail: string) => string;
    readonly empty: string;
    readonly nothing: string;
    readonly trouble: string;
    readonly again: string;
    readonly more: string;
  };
};
