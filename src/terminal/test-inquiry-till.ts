import type { LookUpOutcome } from '../gateway/gateway.ts';
import { fen } from '../money/fen.ts';
import type { TransactionId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { CODE, openTill } from './test-terminal.ts';

export const TRANSACTION = PAYMENT.transactionId;
export const OTHERS = '4200002719202611225550149999';
export const ELSEWHERE: LookUpOutcome = {
  kind: 'paid',
  orderNo: 'T02D261122063208NZZZZZZZZ',
  amountFen: fen(1280),
  payment: { ...PAYMENT, transactionId: OTHERS as TransactionId },
  deviceInfo: 'T02',
};
export const paid = (orderNo: string): LookUpOutcome => ({ ...ELSEWHERE, orderNo, payment: PAYMENT });

/** A till whose cashier asks about payment numbers. */
export function inquiryTill() {
  const { clock, journal, gateway, terminal, begin, scan } = openTill();
  const inquiry = () => terminal.view().inquiry;
  return {
    ...{ clock, journal, gateway, terminal, begin, scan, inquiry },
    told: () => [inquiry()?.asked, inquiry()?.answer?.answer ?? null],
    typed: (text: string) => terminal.command({ kind: 'inquire', text }),
    hear: (said: LookUpOutcome) => gateway.lookUps.at(-1)?.answer(said),
    /** A charge of this terminal, sent and paid; its order number. */
    async paidCharge(request = {}): Promise<string> {
      const { orderNo } = begin(request);
      scan(CODE);
      await gateway.charges.at(-1)?.answer({ kind: 'paid', payment: PAYMENT });
      return orderNo;
    },
    /** A charge of this terminal whose answer was lost. */
    async lostCharge() {
      const charge = begin();
      scan(CODE);
      await gateway.charges.at(-1)?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
      return charge;
    },
  };
}
