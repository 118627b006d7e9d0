import type { FindingView } from '../../../src/contract/finding.ts';

/** A payment that was perhaps one too many, in the cashier's voice. */
export type FindingText = {
  readonly group: string; // on the to-do page, with their number after it
  readonly note: string; // beside it: what to do about all of them
  readonly helpRefund: string; // F9, held
  /** What is so. @param apart how long between the two, in words @param amount with its sign */
  readonly evidence: {
    readonly same_payer: (apart: string, amount: string) => string;
    readonly same_sale: (apart: string, amount: string) => string;
    readonly cash_and_wallet: (amount: string) => string;
  };
  readonly apart: { readonly atOnce: string; readonly seconds: (count: number) => string; readonly minutes: (count: number) => string };
  readonly next: string; // what to do
  readonly earlier: string;
  readonly later: string;
  readonly cash: string;
  readonly giveBack: (amount: string) => string;
  readonly underway: string;
  readonly failed: string;
  readonly bothRight: string;
  readonly reasons: Readonly<Record<NonNullable<FindingView['reason']>, string>>;
};
