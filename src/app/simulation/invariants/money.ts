import type { History } from '../history.ts';
import { type Finding, factsOf, groupBy, type Invariant, isEnd } from './invariant.ts';

/**
 * Of one sale the merchant never holds the money twice, over all its charges; and no order is ever captured a second time. Whoever rings a
 * sale up again that the journal already has as paid, a till under its name or a cashier as a sale of its own, asks for it: that must be found
 * (`paidTwiceIsFound`). The counter's own ways to go on with a sale are shut once it is paid.
 */
export const atMostOneCapturePerSale: Invariant = (history) => {
  const sales = new Map(history.ledger.map(({ orderNo, sale }) => [orderNo, sale]));
  const moves = factsOf(history, 'money');
  const found: Finding[] = [];
  for (const [sale, ofSale] of groupBy(moves, ({ orderNo }) => sales.get(orderNo) ?? orderNo)) {
    let held = 0;
    for (const { moved, orderNo } of ofSale) {
      held += moved === 'captured' ? 1 : -1;
      if (held > 1 && !wasRungUpAnew(history, orderNo, ofSale))
        found.push({ about: sale, sentence: `${sale} was paid twice: the acquirer took its money ${held} times and gave none back` });
    }
  }
  for (const { orderNo, captured } of history.truths)
    if (captured > 1) found.push({ about: orderNo, sentence: `${orderNo} was captured ${captured} times` });
  return found;
};

/** Whether a charge was begun by ringing the sale up anew, when another charge of it was known to be paid. */
function wasRungUpAnew(history: History, orderNo: string, ofSale: readonly { readonly orderNo: string }[]): boolean {
  const saleIds = new Map(history.ledger.map((line) => [line.orderNo, line.saleId]));
  const saleId = saleIds.get(orderNo) ?? '';
  const isTills = saleId.startsWith('till:');
  const kept = factsOf(history, 'kept');
  const begun = kept.findIndex((fact) => fact.orderNo === orderNo);
  const others = ofSale.map((move) => move.orderNo).filter((other) => other !== orderNo && (isTills || saleIds.get(other) !== saleId));
  return kept.slice(0, Math.max(0, begun)).some((fact) => fact.status === 'paid' && others.includes(fact.orderNo));
}

/** What was settled in cash is not taken from a wallet too. */
export const cashOrWallet: Invariant = ({ ledger, cash }) =>
  ledger
    .filter(({ sale, status }) => status === 'paid' && cash.includes(sale))
    .map(({ orderNo, sale }) => ({ about: orderNo, sentence: `${sale} was settled in cash, and ${orderNo} is paid` }));

/** After everything has settled, the ledger says of each order what the acquirer's money says. */
export const ledgerEqualsAcquirer: Invariant = ({ ledger, truths }) => {
  const found: Finding[] = [];
  const byOrderNo = new Map(truths.map((truth) => [truth.orderNo, truth]));
  for (const { orderNo, status, amountFen } of ledger) {
    const truth = byOrderNo.get(orderNo);
    byOrderNo.delete(orderNo);
    const held = (truth?.captured ?? 0) - (truth?.returned ?? 0);
    if (status === 'paid' && held !== 1)
      found.push({ about: orderNo, sentence: `${orderNo} stands as paid, and the acquirer holds ${held} payments` });
    if (status === 'paid' && truth && truth.amountFen !== amountFen)
      found.push({ about: orderNo, sentence: `${orderNo} stands as ${amountFen} fen, and the acquirer took ${truth.amountFen}` });
    if (isEnd(status) && status !== 'paid' && held !== 0)
      found.push({ about: orderNo, sentence: `${orderNo} stands as ${status}, and the acquirer holds the money` });
  }
  for (const { orderNo, captured } of byOrderNo.values())
    if (captured > 0) found.push({ about: orderNo, sentence: `${orderNo} was captured, and the ledger does not know it` });
  return found;
};

/** Their SUCCESS is about an order, not about its money. */
const SAYS_NOTHING_OF_MONEY: ReadonlySet<string> = new Set(['/secapi/pay/reverse', '/pay/unifiedorder', '/pay/closeorder']);

/** Nobody is told "paid", and no journal says it, before a true answer has said so of this order and amount. */
export const paidOnlyWhenVerified: Invariant = (history) => {
  const amounts = new Map(history.ledger.map(({ orderNo, amountFen }) => [orderNo, amountFen]));
  const verified = new Set<string>();
  const found: Finding[] = [];
  for (const fact of history.facts) {
    if (
      fact.kind === 'heard' &&
      fact.says === 'SUCCESS' &&
      !SAYS_NOTHING_OF_MONEY.has(fact.path) &&
      fact.amountFen === amounts.get(fact.orderNo)
    )
      verified.add(fact.orderNo);
    if ((fact.kind === 'told' || fact.kind === 'kept') && fact.status === 'paid' && !verified.has(fact.orderNo))
      found.push({ about: fact.orderNo, sentence: `${fact.orderNo} is ${fact.kind} as paid, and no verified answer has said so` });
  }
  return found;
};
