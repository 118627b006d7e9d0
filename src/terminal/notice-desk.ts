import type { Gateway, Notice, NoticeReply, NoticeRequest } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import type { Journal } from '../store/journal.ts';
import type { LatePayments } from './late-payments.ts';
import type { RefundRunner } from './refund-runner.ts';
import type { Runner } from './runner.ts';

/**
 * Where an acquirer's own reports come in. What one says is never written: it is a reason to ask, at once, and the fresh answer decides. So
 * reports may come twice, late, in any order, or before the answer to what they are about.
 */
export type NoticeDesk = {
  /** Where reports are posted; null: none are expected. */
  path(): string | null;
  /** @returns what the acquirer is answered; null when none are expected */
  take(request: NoticeRequest): NoticeReply | null;
};

type Parts = {
  readonly gateway: Pick<Gateway, 'notices'>;
  readonly journal: Journal;
  readonly runner: Pick<Runner, 'live' | 'dispatch'>;
  readonly refundRunner: Pick<RefundRunner, 'live' | 'dispatch'>;
  readonly latePayments: Pick<LatePayments, 'ask'>;
  readonly log: Log;
};

export function createNoticeDesk({ gateway, journal, runner, refundRunner, latePayments, log }: Parts): NoticeDesk {
  /** @returns why it is not taken, or null */
  function hear(notice: Notice): string | null {
    switch (notice.about) {
      case 'payment':
        return hearPayment(notice);
      case 'refund':
        return hearRefund(notice);
      case 'other':
        return null;
    }
  }

  function hearPayment({ orderNo, amountFen, currency }: Notice): string | null {
    const [record] = orderNo ? journal.charges({ orderNo }, null, 1).items : [];
    if (!record) return 'out_trade_no';
    const { intent, state } = record;
    if (amountFen !== null && amountFen !== intent.amountFen) return 'amount';
    if (currency !== null && currency !== intent.currency) return 'currency';
    if (runner.live(intent.id)) runner.dispatch(intent.id, { kind: 'ask_now' });
    else if (state.status !== 'paid') void latePayments.ask(intent.id);
    return null;
  }

  function hearRefund({ refundNo, amountFen }: Notice): string | null {
    const record = refundNo && journal.refundByNo(refundNo);
    if (!record) return 'out_refund_no';
    if (amountFen !== null && amountFen !== record.intent.amountFen) return 'amount';
    if (refundRunner.live(record.intent.id)) refundRunner.dispatch(record.intent.id, { kind: 'ask_now' });
    return null;
  }

  return {
    path: () => gateway.notices?.path ?? null,
    take(request) {
      const { notices } = gateway;
      if (!notices) return null;
      const notice = notices.read(request);
      const why = notice.ok ? hear(notice.value) : notice.error;
      if (why !== null) log.write('notice_refused', { why });
      return notices.reply(why);
    },
  };
}
