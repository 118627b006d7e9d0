import type { RefundLine } from '../history.ts';
import { groupBy, type Invariant } from './invariant.ts';

/** After everything has settled, the journal says of each refund what the acquirer's money says, and no order gave back more than it took. */
export const refundsEqualAcquirer: Invariant = ({ refunds, truths }) => {
  const wrong = refunds.flatMap((refund) => {
    const sentence = whatIsWrong(refund);
    return sentence ? [{ about: refund.orderNo, sentence: `${refund.refundNo} ${sentence}` }] : [];
  });
  const taken = new Map(truths.map(({ orderNo, amountFen, captured, returned }) => [orderNo, amountFen * (captured - returned)]));
  const tooMuch = [...groupBy(refunds, ({ orderNo }) => orderNo)]
    .filter(
      ([orderNo, ofOrder]) =>
        ofOrder.reduce((sum, { truth }) => sum + (truth?.isGivenBack ? truth.amountFen : 0), 0) > (taken.get(orderNo) ?? 0),
    )
    .map(([orderNo]) => ({ about: orderNo, sentence: `${orderNo} gave back more than it took` }));
  return [...wrong, ...tooMuch];
};

/** When the trouble is over, every refund comes to an end by itself. */
export const everyRefundEnds: Invariant = ({ refunds }) =>
  refunds
    .filter(({ kept }) => kept !== null && kept.status !== 'succeeded' && kept.status !== 'failed')
    .map(({ refundNo, orderNo, kept }) => ({ about: orderNo, sentence: `${refundNo} never ended: it is still ${kept?.status}` }));

/** What was asked for under one key goes back once, over all restarts. */
export const oneRefundPerKey: Invariant = ({ refunds }) =>
  [...groupBy(refunds, ({ key }) => key)]
    .filter(([, ofKey]) => ofKey.length > 1)
    .map(([key, ofKey]) => ({ about: key, sentence: `${key} was asked back under one key and became ${ofKey.length} refunds` }));

function whatIsWrong({ kept, truth }: RefundLine): string | null {
  const isGivenBack = truth?.isGivenBack ?? false;
  if (!kept) return isGivenBack ? 'was given back, and the journal does not know it' : null;
  if (kept.status === 'succeeded' && !isGivenBack) return 'stands as succeeded, and nothing was given back';
  if (kept.status === 'failed' && isGivenBack) return 'stands as failed, and the money was given back';
  if (truth && truth.amountFen !== kept.amountFen) return `stands as ${kept.amountFen} fen, and ${truth.amountFen} were given back`;
  return null;
}
