import type { Charge } from '../../src/contract/charge.ts';
import type { Refund } from '../../src/contract/refund.ts';
import type { Truth } from './acquirer/messages.ts';

/** What is wrong, in one sentence about a sale, an order or the terminal. */
export type Finding = { readonly about: string; readonly sentence: string };

/** What the tills of a run have heard. */
export type Records = {
  readonly codes: string[];
  readonly asked: { readonly key: string; readonly chargeId: string }[]; // each answer to a charge that was posted
  readonly told: { readonly id: string; readonly status: string }[]; // each state of a charge that a till was told
  readonly refunds: { readonly key: string; readonly orderNo: string; readonly refund: Refund }[]; // at their end
  readonly findings: Finding[];
};

/** Everything that is known of a run from outside, after it has settled. */
export type Account = Records & {
  readonly charges: readonly Charge[]; // all that the till API lists
  readonly unsettled: number; // as /health has it
  readonly truth: Truth;
};

export function emptyRecords(): Records {
  return { codes: [], asked: [], told: [], refunds: [], findings: [] };
}
