import type { Advice } from '../text.ts';

/** Every word about cash and the drawer. */
export type CashText = {
  readonly cash: string;
  readonly other: string; // another tender
  readonly due: string;
  readonly received: string;
  readonly exact: string;
  readonly change: string;
  readonly noChange: string;
  readonly missing: string;
  readonly handedLine: string; // while nothing is typed
  readonly take: string;
  readonly takeOther: string;
  readonly otherName: string;
  readonly usual: readonly string[]; // tenders by name, before any was used
  readonly keypad: string;
  readonly taken: string;
  readonly takenCash: (yuan: string) => string;
  readonly receipt: string;
  readonly next: string;
  readonly back: string;

  readonly payIn: string;
  readonly payOut: string;
  readonly payInDo: string;
  readonly payOutDo: string;
  readonly payInLine: string;
  readonly payOutLine: string;
  readonly note: string;
  readonly inNotes: readonly string[];
  readonly outNotes: readonly string[];

  readonly lines: string;
  readonly noLines: string;
  readonly what: { readonly sale: string; readonly refund: string; readonly pay_in: string; readonly pay_out: string };
  readonly left: (yuan: string) => string;
  readonly allBack: string;
  readonly giveBack: string;
  readonly returning: string;
  readonly returningLine: (yuan: string) => string;
  readonly returnDo: (yuan: string) => string;
  readonly helpCash: string; // F4
  readonly helpReceipt: string; // F11

  /** Why something was not done, by its code. */
  readonly refusals: Readonly<
    Record<
      | 'received_too_little'
      | 'amount_differs'
      | 'no_drawer'
      | 'no_shift'
      | 'refund_exceeds_sale'
      | 'request_reused'
      | 'no_printer'
      | 'queue_full'
      | 'disk_refused'
      | 'nothing_to_print'
      | 'shift_already_open'
      | 'already_counted'
      | 'not_counted'
      | 'too_many_hand_overs'
      | 'sign_in_first',
      Advice
    >
  >;
};
