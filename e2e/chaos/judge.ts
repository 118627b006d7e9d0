import type { Account, Finding } from './account.ts';
import type { Exchange } from './acquirer/messages.ts';
import { isEnd } from './sale.ts';
import { REVERSE_DELAY_MS, REVERSE_SLACK_MS } from './terms.ts';

/** A promise that every run is held against. @returns each breach */
type Invariant = (account: Account) => readonly Finding[];

/** Holds what the till API says against what the acquirer knows. */
export function judge(account: Account): readonly Finding[] {
  return [...account.findings, ...INVARIANTS.flatMap((invariant) => invariant(account))];
}

const atMostOneCapturePerSale: Invariant = ({ charges, truth }) => {
  const saleOf = new Map(charges.map(({ orderNo, tillReference }) => [orderNo, tillReference ?? orderNo]));
  const perSale = Map.groupBy(truth.orders, ({ orderNo }) => saleOf.get(orderNo) ?? orderNo);
  const held = [...perSale].map(([sale, orders]) => [sale, sum(orders, ({ captured, returned }) => captured - returned)] as const);
  return [
    ...held.filter(([, times]) => times > 1).map(([sale, times]) => ({ about: sale, sentence: `${sale} was paid ${times} times` })),
    ...truth.orders
      .filter(({ captured }) => captured > 1)
      .map(({ orderNo, captured }) => ({ about: orderNo, sentence: `${orderNo} was captured ${captured} times` })),
  ];
};

const ledgerEqualsAcquirer: Invariant = ({ charges, truth }) => {
  const orders = new Map(truth.orders.map((order) => [order.orderNo, order]));
  const ours = new Set(charges.map(({ orderNo }) => orderNo));
  const unknown = truth.orders.filter(({ orderNo, captured, returned }) => captured > returned && !ours.has(orderNo));
  return [
    ...unknown.map(({ orderNo }) => ({ about: orderNo, sentence: `${orderNo} was captured, and the till API does not know it` })),
    ...charges.flatMap(({ orderNo, status, amount }) => {
      const order = orders.get(orderNo);
      const held = order ? order.captured - order.returned : 0;
      if (status === 'paid' && held !== 1)
        return { about: orderNo, sentence: `${orderNo} stands as paid, and the acquirer holds ${held} payments` };
      if (status === 'paid' && order?.amountFen !== amount)
        return { about: orderNo, sentence: `${orderNo} stands as ${amount} fen, and the acquirer took ${order?.amountFen}` };
      if (status !== 'paid' && isEnd(status) && held !== 0)
        return { about: orderNo, sentence: `${orderNo} stands as ${status}, and the acquirer holds the money` };
      return [];
    }),
  ];
};

const refundsEqualAcquirer: Invariant = ({ charges, refunds, truth }) => {
  const back = Map.groupBy(
    truth.refunds.filter(({ state }) => state === 'SUCCESS'),
    ({ orderNo }) => orderNo,
  );
  const kept = new Map(truth.refunds.map((refund) => [refund.refundNo, refund.state]));
  return [
    ...charges.flatMap(({ orderNo, amount, refundedAmount }) => {
      const backFen = sum(back.get(orderNo) ?? [], ({ amountFen }) => amountFen);
      if (backFen > amount) return { about: orderNo, sentence: `${orderNo} gave back ${backFen} fen of ${amount}` };
      if (backFen !== refundedAmount)
        return { about: orderNo, sentence: `${orderNo} stands with ${refundedAmount} fen given back, the acquirer gave ${backFen}` };
      return [];
    }),
    ...refunds.flatMap(({ orderNo, refund: { refundNo, status } }) =>
      (status === 'succeeded') === (kept.get(refundNo) === 'SUCCESS')
        ? []
        : {
            about: orderNo,
            sentence: `refund ${refundNo} stands as ${status}, and the acquirer has it as ${kept.get(refundNo) ?? 'unknown'}`,
          },
    ),
  ];
};

/** The line is good and nobody interferes: whatever is still open then hangs. */
const everyChargeEnds: Invariant = ({ charges, unsettled }) => {
  const open = charges.filter(({ status }) => !isEnd(status));
  return [
    ...open.map(({ orderNo, status }) => ({ about: orderNo, sentence: `${orderNo} never ended: it is still ${status}` })),
    ...(unsettled === open.length
      ? []
      : [{ about: 'terminal', sentence: `/health counts ${unsettled} unsettled charges, the list ${open.length}` }]),
  ];
};

const toldEndsStand: Invariant = ({ charges, told }) => {
  const now = new Map(charges.map(({ id, status, orderNo }) => [id, { status, orderNo }]));
  return told.flatMap(({ id, status }) => {
    const kept = now.get(id);
    if (!kept) return { about: id, sentence: `charge ${id} was told as ${status}, and the list has no such charge` };
    if (isEnd(status) && kept.status !== status)
      return { about: kept.orderNo, sentence: `${kept.orderNo} was told as ${status}, and is ${kept.status} now` };
    return [];
  });
};

const oneChargePerKey: Invariant = ({ asked }) =>
  [...Map.groupBy(asked, ({ key }) => key)].flatMap(([key, answers]) => {
    const ids = new Set(answers.map(({ chargeId }) => chargeId));
    return ids.size > 1 ? { about: key, sentence: `one key, ${key}, became ${ids.size} charges` } : [];
  });

const nothingUndoneTooSoon: Invariant = ({ truth }) => {
  const sent = new Map(submissions(truth.exchanges).map(({ orderNo, atMs }) => [orderNo, atMs]));
  return truth.exchanges
    .filter(({ path }) => path === '/secapi/pay/reverse')
    .flatMap(({ orderNo, atMs }) => {
      const afterMs = atMs - (sent.get(orderNo) ?? 0);
      return afterMs < REVERSE_DELAY_MS - REVERSE_SLACK_MS
        ? { about: orderNo, sentence: `${orderNo} was undone ${afterMs} ms after it was sent, and ${REVERSE_DELAY_MS} are to be waited` }
        : [];
    });
};

const nothingSentTwice: Invariant = ({ truth }) =>
  [...Map.groupBy(submissions(truth.exchanges), ({ orderNo }) => orderNo)]
    .filter(([, times]) => times.length > 1)
    .map(([orderNo, times]) => ({ about: orderNo, sentence: `${orderNo} was submitted ${times.length} times` }));

const oneOrderPerCode: Invariant = ({ truth }) =>
  [...Map.groupBy(truth.exchanges, ({ codeMark }) => codeMark)].flatMap(([mark, times]) => {
    const orders = new Set(times.map(({ orderNo }) => orderNo));
    return mark !== null && orders.size > 1
      ? { about: [...orders][1] ?? '', sentence: `one payment code was submitted under ${[...orders].join(' and ')}` }
      : [];
  });

const INVARIANTS: readonly Invariant[] = [
  atMostOneCapturePerSale,
  ledgerEqualsAcquirer,
  refundsEqualAcquirer,
  everyChargeEnds,
  toldEndsStand,
  oneChargePerKey,
  nothingUndoneTooSoon,
  nothingSentTwice,
  oneOrderPerCode,
];

/** Those that the line swallowed count too: the terminal cannot know that. */
function submissions(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(({ path }) => path === '/pay/micropay');
}

function sum<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
