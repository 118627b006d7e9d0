import { SAME_SALE_WITHIN_MS, TWICE_WITHIN_MS } from '../../../sale/paid-twice.ts';
import type { History, PaymentLine } from '../history.ts';
import { type Finding, groupBy, type Invariant } from './invariant.ts';

/** What two payments share when one of them is too many, and how far apart they may be. */
const LIKENESSES = [
  { of: ({ saleId }: PaymentLine) => saleId, withinMs: SAME_SALE_WITHIN_MS, words: 'are of one sale' },
  {
    of: ({ chargeId, payer, amountFen }: PaymentLine) => (payer === null ? chargeId : `${payer} ${amountFen}`),
    withinMs: TWICE_WITHIN_MS,
    words: 'have one payer and amount',
  },
] as const;

/** When a second payment that is like one before becomes known, and the first is not about to go back, that is found: no crash loses it. */
export const paidTwiceIsFound: Invariant = ({ payments, findings }) => {
  const found = new Set<string | null>(findings.flatMap(({ earlier, later }) => [earlier, later]));
  const missed: Finding[] = [];
  for (const { of, withinMs, words } of LIKENESSES)
    for (const alike of groupBy(payments, of).values())
      alike.forEach((second, index) => {
        const first = alike
          .slice(0, index)
          .find(
            ({ paidAtMs, goesBackSeq }) =>
              Math.abs(second.paidAtMs - paidAtMs) <= withinMs && (goesBackSeq === null || goesBackSeq > second.knownSeq),
          );
        if (first && !found.has(second.chargeId))
          missed.push({
            about: second.orderNo,
            sentence: `${first.orderNo} and ${second.orderNo} ${words}, both are paid, and nobody is told`,
          });
      });
  return missed;
};

/** What is found is so: two payments that are there, and where it is settled by a refund, one of them went back whole. */
export const findingsAreTrue: Invariant = (history) => {
  const payments = new Map<string | null, PaymentLine>(history.payments.map((payment) => [payment.chargeId, payment]));
  return history.findings.flatMap(({ id, evidence, earlier, later, status, remedy }) => {
    const pair = [payments.get(later), payments.get(earlier)].filter((payment) => payment !== undefined);
    const about = pair[0]?.orderNo ?? id;
    if (pair.length < (evidence === 'cash_and_wallet' ? 1 : 2)) return [{ about, sentence: `${id} is found, and is not paid twice` }];
    if (status === 'settled' && remedy === 'refund' && !pair.some((payment) => isGivenBack(history, payment)))
      return [{ about, sentence: `${id} stands as given back, and neither payment went back whole` }];
    return [];
  });
};

/** A payment that was shown settles one sale, which is not paid beside it, and is of its amount. */
export const attachedSettlesOneSale: Invariant = ({ attached, ledger }) => [
  ...[...groupBy(attached, ({ transactionId }) => transactionId)]
    .filter(([, uses]) => uses.length > 1)
    .map(([id, uses]) => ({ about: id, sentence: `payment ${id} settled ${uses.length} sales` })),
  ...[...groupBy(attached, ({ saleId }) => saleId)]
    .filter(([, uses]) => uses.length > 1)
    .map(([id, uses]) => ({ about: id, sentence: `${id} was settled by ${uses.length} payments` })),
  ...attached.flatMap(({ transactionId, saleId, amountFen, takenFen }) =>
    takenFen === amountFen
      ? []
      : [{ about: saleId, sentence: `${saleId} of ${amountFen} fen was settled with ${transactionId}, of ${takenFen ?? 'no'} fen` }],
  ),
  ...ledger
    .filter(({ saleId, status }) => status === 'paid' && attached.some((one) => one.saleId === saleId))
    .map(({ orderNo }) => ({ about: orderNo, sentence: `${orderNo} is paid, and its sale was settled with another payment` })),
];

function isGivenBack({ refunds }: History, { orderNo, amountFen }: PaymentLine): boolean {
  const back = refunds.filter((refund) => refund.orderNo === orderNo && refund.kept?.status === 'succeeded');
  return back.reduce((sum, { kept }) => sum + (kept?.amountFen ?? 0), 0) >= amountFen;
}
