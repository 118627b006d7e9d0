import type { LatePayment } from '../../../config/config.ts';
import type { History } from '../history.ts';
import { everyChargeEnds, nothingThrows, openChargesAreListed, toldEndsAreDurable } from '../invariants/ends.ts';
import { type Finding, factsOf, groupBy, isEnd } from '../invariants/invariant.ts';
import { journalOnlyGrows, noCodeOnDisk, oneChargePerKey } from '../invariants/journal.ts';
import { everyRefundEnds, oneRefundPerKey } from '../invariants/refunds.ts';
import { findingsAreTrue, paidTwiceIsFound } from '../invariants/twice.ts';
import type { Account } from './books.ts';

/** Why a refund may stand open: its answer was lost as often as it is sent, and there is no list of refunds. Source: WooshPay, refunds. */
const LOST_ANSWERS = 3;
/** Where nobody looks at keys one will do: what is sent again is refused, since it is done. */
const LOST_ANSWERS_WITHOUT_KEYS = 1;

/** All there is to judge a day before WooshPay by. */
export type WooshHistory = {
  readonly history: History;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly policy: LatePayment;
  readonly ignoresKeys: boolean; // the acquirer
  /** What was seen to be wrong in the moment it happened. */
  readonly wrong: readonly Finding[];
  /** How many answers about each refund never came. */
  readonly lostAnswers: ReadonlyMap<string, number>;
};

type Invariant = (told: WooshHistory) => readonly Finding[];

/** After everything has settled, what the acquirer holds of each order is what the ledger says: the charge less its refunds, or nothing. */
const ledgerEqualsMoney: Invariant = ({ history, accounts }) => {
  const found: Finding[] = [];
  const left = new Map(accounts);
  const refunded = new Map<string, number>();
  for (const { orderNo, truth, kept } of history.refunds)
    if (truth?.isGivenBack && kept) refunded.set(orderNo, (refunded.get(orderNo) ?? 0) + kept.amountFen);
  for (const { orderNo, status, amountFen } of history.ledger) {
    const account = left.get(orderNo);
    left.delete(orderNo);
    if (!isEnd(status)) continue;
    const owed = status === 'paid' ? amountFen - (refunded.get(orderNo) ?? 0) : 0;
    const held = account?.keptFen ?? 0;
    if (owed !== held)
      found.push({ about: orderNo, sentence: `${orderNo} stands as ${status} with ${owed}, and the acquirer holds ${held}` });
    if (account && account.captures > 1)
      found.push({ about: orderNo, sentence: `${orderNo} was captured ${account.captures} times, by ${account.orders} intents` });
  }
  for (const { orderNo, captures } of left.values())
    if (captures > 0) found.push({ about: orderNo, sentence: `${orderNo} was captured, and the ledger does not know it` });
  return found;
};

/** Of one sale the merchant keeps its money once, where what comes late goes back. */
const oneKeptPerSale: Invariant = ({ history, accounts, policy }) =>
  policy === 'adopt'
    ? []
    : [...groupBy(history.ledger, ({ sale }) => sale)]
        .map(([sale, charges]) => [sale, charges.filter(({ orderNo }) => (accounts.get(orderNo)?.keptFen ?? 0) > 0)] as const)
        .filter(([, kept]) => kept.length > 1)
        .map(([sale, kept]) => ({ about: sale, sentence: `${sale} was paid twice: ${kept.map(({ orderNo }) => orderNo).join(' and ')}` }));

/** No end is ever taken back, but that money may come after it. */
const endsStayOrArePaid: Invariant = ({ history }) => {
  const ended = new Map<string, string>();
  const found: Finding[] = [];
  for (const { orderNo, status } of factsOf(history, 'kept')) {
    const end = ended.get(orderNo);
    if (end && status !== end && status !== 'paid') found.push({ about: orderNo, sentence: `${orderNo} was ${end} and became ${status}` });
    if (isEnd(status)) ended.set(orderNo, status);
  }
  return found;
};

/** Each refund gives back once, and what the journal says of it is so. */
const refundsEqualMoney: Invariant = ({ history }) =>
  history.refunds.flatMap(({ refundNo, orderNo, kept, truth }) => {
    const isBack = truth?.isGivenBack ?? false;
    const sentence =
      (isBack && !kept && 'was given back, and the journal does not know it') ||
      (kept?.status === 'succeeded' && !isBack && 'stands as succeeded, and nothing was given back') ||
      (kept?.status === 'failed' && isBack && 'stands as failed, and the money was given back') ||
      (isBack && kept && truth?.amountFen !== kept.amountFen && `is of ${kept.amountFen}, and ${truth?.amountFen} were given back`);
    return sentence ? [{ about: orderNo, sentence: `${refundNo} ${sentence}` }] : [];
  });

/** Every refund comes to its end, or its number was lost and a person must look. */
const everyRefundEndsOrIsLost: Invariant = ({ history, lostAnswers, ignoresKeys }) => {
  const most = ignoresKeys ? LOST_ANSWERS_WITHOUT_KEYS : LOST_ANSWERS;
  return everyRefundEnds({ ...history, refunds: history.refunds.filter(({ refundNo }) => (lostAnswers.get(refundNo) ?? 0) < most) });
};

const ofHistory =
  (invariant: (history: History) => readonly Finding[]): Invariant =>
  ({ history }) =>
    invariant(history);

export const WOOSH_INVARIANTS: Readonly<Record<string, Invariant>> = {
  ledgerEqualsMoney,
  oneKeptPerSale,
  endsStayOrArePaid,
  refundsEqualMoney,
  everyRefundEndsOrIsLost,
  nothingWasWrong: ({ wrong }) => wrong,
  ...Object.fromEntries(
    Object.entries({
      everyChargeEnds,
      openChargesAreListed,
      toldEndsAreDurable,
      nothingThrows,
      journalOnlyGrows,
      oneChargePerKey,
      noCodeOnDisk,
      oneRefundPerKey,
      paidTwiceIsFound,
      findingsAreTrue,
    }).map(([name, invariant]) => [name, ofHistory(invariant)]),
  ),
};

/** Holds a day against every promise. */
export function judgeWoosh(told: WooshHistory): readonly (Finding & { readonly invariant: string })[] {
  return Object.entries(WOOSH_INVARIANTS).flatMap(([invariant, holds]) => holds(told).map((finding) => ({ ...finding, invariant })));
}
