import type { ReconcileParts } from './reconcile-desk.ts';

type Acquirer = ReconcileParts['gateway'];

/** For tests: an acquirer that says of every charge and refund what our journal says, and has no bills. */
export function agreeingAcquirer(journal: ReconcileParts['journal']): Acquirer {
  return {
    async query({ orderNo }) {
      const state = journal.chargeByOrderNo(orderNo)?.state;
      return state?.status === 'paid' ? { kind: 'paid', payment: state } : { kind: 'not_paid' };
    },
    async queryRefund({ refundNo }) {
      const state = journal.refundByNo(refundNo)?.state;
      if (state?.status === 'succeeded') return { kind: 'succeeded', succeededAtMs: state.succeededAtMs };
      return state?.status === 'failed' ? { kind: 'closed', acquirerCode: 'REFUNDCLOSE' } : { kind: 'processing' };
    },
    refund: async () => ({ kind: 'accepted' }),
    bill: async () => ({ kind: 'not_yet' }),
    line: () => 'online',
    onLine: () => () => {},
  };
}
