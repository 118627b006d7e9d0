import type { History } from './history.ts';
import {
  endsAreFinal,
  everyChargeEnds,
  nothingStandsStill,
  nothingThrows,
  openChargesAreListed,
  toldEndsAreDurable,
} from './invariants/ends.ts';
import type { Finding, Invariant } from './invariants/invariant.ts';
import { journalOnlyGrows, noCodeOnDisk, oneChargePerKey } from './invariants/journal.ts';
import { atMostOneCapturePerSale, cashOrWallet, ledgerEqualsAcquirer, paidOnlyWhenVerified } from './invariants/money.ts';
import { everyRefundEnds, oneRefundPerKey, refundsEqualAcquirer } from './invariants/refunds.ts';
import { attachedSettlesOneSale, findingsAreTrue, paidTwiceIsFound } from './invariants/twice.ts';
import { codeStillValid, codeUnderOneNumber, durableBeforeSent, nothingUndoneTooSoon, submittedOnce } from './invariants/wire.ts';

/** Every promise, by its name. */
export const INVARIANTS = {
  atMostOneCapturePerSale,
  cashOrWallet,
  ledgerEqualsAcquirer,
  paidOnlyWhenVerified,
  everyChargeEnds,
  openChargesAreListed,
  nothingStandsStill,
  toldEndsAreDurable,
  endsAreFinal,
  nothingThrows,
  nothingUndoneTooSoon,
  submittedOnce,
  codeUnderOneNumber,
  codeStillValid,
  durableBeforeSent,
  journalOnlyGrows,
  oneChargePerKey,
  noCodeOnDisk,
  refundsEqualAcquirer,
  everyRefundEnds,
  oneRefundPerKey,
  paidTwiceIsFound,
  findingsAreTrue,
  attachedSettlesOneSale,
} as const satisfies Record<string, Invariant>;

export type InvariantName = keyof typeof INVARIANTS;
export type Violation = Finding & { readonly invariant: InvariantName };

/** Holds a history against every promise. */
export function judge(history: History): readonly Violation[] {
  return Object.entries(INVARIANTS).flatMap(([invariant, holds]) =>
    holds(history).map((finding) => ({ ...finding, invariant: invariant as InvariantName })),
  );
}
