import type { PaymentNumber } from '../payment/payment-number.ts';
import type { BillDate, BillOutcome, ReadBill } from './bill.ts';
import type {
  ChargeAnswer,
  ChargeOutcome,
  Gateway,
  LineStatus,
  LookUpOutcome,
  OfferedOrder,
  OfferOutcome,
  Order,
  QueryOutcome,
  RefundOrder,
  RefundOutcome,
  RefundQueryOutcome,
  ReverseOutcome,
  WithdrawOutcome,
} from './gateway.ts';

/** A question that waits for its answer. */
type Open<Outcome, Asked = Order> = { readonly order: Asked; answer(outcome: Outcome): Promise<void> };

/** The gateway's stand-in for tests of what stands behind it: keeps every question open until the test answers it. */
export type ScriptedGateway = Gateway & {
  readonly charges: (Open<ChargeOutcome> & { leaveWithinMs?: number | undefined })[];
  readonly queries: Open<QueryOutcome>[];
  readonly reversals: Open<ReverseOutcome>[];
  readonly offers: Open<OfferOutcome, OfferedOrder>[];
  readonly withdrawals: Open<WithdrawOutcome>[];
  readonly lookUps: Open<LookUpOutcome, PaymentNumber>[];
  readonly refunds: Open<RefundOutcome, RefundOrder>[];
  readonly refundQueries: Open<RefundQueryOutcome, RefundOrder>[];
  readonly bills: (Open<BillOutcome, BillDate> & { take: Parameters<ReadBill>[1] })[];
  readonly prepared: Order[];
  discarded: number;
  closed: boolean;
  setLine(status: LineStatus): void;
};

/** Everybody has heard what was said. */
export async function heard(): Promise<void> {
  await new Promise(setImmediate);
}

export function scriptedGateway(): ScriptedGateway {
  const listeners = new Set<(status: LineStatus) => void>();
  let line: LineStatus = 'online';

  function open<Outcome, Answer, Asked = Order>(
    list: Open<Outcome, Asked>[],
    order: Asked,
    wrap: (outcome: Outcome) => Answer,
  ): Promise<Answer> {
    return new Promise((resolve) => {
      list.push({
        order,
        async answer(outcome) {
          resolve(wrap(outcome));
          await heard();
        },
      });
    });
  }

  const gateway: ScriptedGateway = {
    charges: [],
    queries: [],
    reversals: [],
    offers: [],
    withdrawals: [],
    lookUps: [],
    refunds: [],
    refundQueries: [],
    bills: [],
    prepared: [],
    discarded: 0,
    closed: false,
    prepare(order) {
      gateway.prepared.push(order);
      return {
        submit(_code, leaveWithinMs) {
          const answer = open<ChargeOutcome, ChargeAnswer>(gateway.charges, order, (outcome) => {
            if (outcome.kind === 'not_sent') gateway.setLine('offline');
            return { outcome, sentMsAgo: 0 };
          });
          Object.assign(gateway.charges.at(-1) ?? {}, { leaveWithinMs });
          return answer;
        },
        discard() {
          gateway.discarded += 1;
        },
      };
    },
    query: (order) => open<QueryOutcome, QueryOutcome>(gateway.queries, order, (outcome) => outcome),
    reverse: (order) => open<ReverseOutcome, ReverseOutcome>(gateway.reversals, order, (outcome) => outcome),
    offer: (order) => open<OfferOutcome, OfferOutcome, OfferedOrder>(gateway.offers, order, (outcome) => outcome),
    withdraw: (order) => open<WithdrawOutcome, WithdrawOutcome>(gateway.withdrawals, order, (outcome) => outcome),
    parameters: async (_order, shown) => ({ kind: 'ready', parameters: { prepayid: shown.prepayId ?? '' } }),
    openId: async () => ({ kind: 'known', openId: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' }),
    notices: null,
    lookUp: (number) => open<LookUpOutcome, LookUpOutcome, PaymentNumber>(gateway.lookUps, number, (outcome) => outcome),
    refund: (refund) => open<RefundOutcome, RefundOutcome, RefundOrder>(gateway.refunds, refund, (outcome) => outcome),
    queryRefund: (refund) => open<RefundQueryOutcome, RefundQueryOutcome, RefundOrder>(gateway.refundQueries, refund, (outcome) => outcome),
    bill(date, take) {
      const asked: Open<BillOutcome, BillDate>[] = [];
      const answer = open<BillOutcome, BillOutcome, BillDate>(asked, date, (outcome) => outcome);
      gateway.bills.push(...asked.map((bill) => ({ ...bill, take })));
      return answer;
    },
    line: () => line,
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setLine(status) {
      if (status === line) return;
      line = status;
      for (const listener of listeners) listener(status);
    },
    open() {},
    async close() {
      gateway.closed = true;
    },
  };
  return gateway;
}
