import type { Clock, Random } from '../basics/clock.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import { type Refundable, RefundableQuery, type RefundOfficeView } from '../contract/refund-office.ts';
import type { Log } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import { parseChargeId } from '../payment/charge.ts';
import { type FundingAccount, parseRefundId } from '../payment/refund.ts';
import { refundDeed } from '../people/may-do.ts';
import type { Deed } from '../people/person.ts';
import type { ChargeRecord, Journal, RefundRecord } from '../store/journal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { actSlip } from './act-slip.ts';
import { actsSince } from './acts-since.ts';
import { type Handlers, type Needs, type Readings, reading } from './desk.ts';
import type { Doer } from './office.ts';

export type RefundCommandKind = 'refund_charge' | 'refund_again' | 'refund_finding' | 'cancel_paid';

/** Where money goes back with somebody's name on it. The refund itself is the terminal's. */
export type RefundOffice = {
  readonly handlers: Handlers<RefundCommandKind>;
  readonly needs: Needs<RefundCommandKind>;
  readonly readings: Readings;
  view(): RefundOfficeView;
};

type Parts = {
  readonly journal: Journal;
  readonly terminal: Pick<Terminal, 'refund' | 'refundAgain' | 'find' | 'findRefund'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly refundLimitFen: number;
};

type Wanted = {
  readonly charge: ChargeRecord;
  readonly amountFen: number;
  readonly requestId: string | null;
  readonly reason: string | null;
  readonly from: FundingAccount;
  readonly deed: Deed;
};

export function createRefundOffice(parts: Parts): RefundOffice {
  const { journal, terminal, refundLimitFen } = parts;

  function chargeOf(id: string): ChargeRecord | null {
    const chargeId = parseChargeId(id);
    return chargeId && journal.charge(chargeId);
  }

  /** What has gone back of a charge, or may yet, in fen. @param but the request that is not counted: it comes again */
  function backFen({ intent }: ChargeRecord, but: string | null = null): number {
    const key = but && `cashier:${but}`;
    const counted = journal.refundsOf(intent.id).filter((refund) => isStanding(refund) && !(key && refund.intent.idempotencyKey === key));
    return counted.reduce((sum, refund) => sum + refund.intent.amountFen, 0);
  }

  function laterOf(findingId: string): ChargeRecord | null {
    const finding = journal.slip('finding', findingId)?.slip;
    return finding ? journal.charge(finding.later) : null;
  }

  /** What cannot be found is refused by its handler; until then it counts as the larger deed. */
  function deedFor(charge: ChargeRecord | null, goingFen: number, but: string | null = null): Deed {
    return charge ? refundDeed(backFen(charge, but) + goingFen, refundLimitFen) : 'refund_above_limit';
  }

  function giveBack({ charge, amountFen, requestId, reason, from, deed }: Wanted, doer: Doer): OfficeAnswer {
    const { id } = charge.intent;
    const act = actSlip(parts, doer, { deed, subject: id, amountFen, reason });
    const begun = terminal.refund({
      ...{ origin: 'cashier', chargeId: id, amountFen: fen(amountFen), reason, from, slips: [act] },
      ...{ idempotencyKey: requestId, fingerprint: requestId && `${id} ${amountFen}` },
    });
    return begun.ok ? { ok: true, value: { refundId: begun.value.refund.id } } : { ok: false, code: begun.error };
  }

  function sendAgain(refund: RefundRecord, from: FundingAccount, doer: Doer): OfficeAnswer {
    const { intent, state } = refund;
    if (state.status !== 'failed' || state.code !== 'insufficient_balance') return { ok: false, code: 'already_final' };
    const charge = journal.charge(intent.chargeId);
    const deed = deedFor(charge, intent.amountFen);
    const act = actSlip(parts, doer, { deed, subject: intent.chargeId, amountFen: intent.amountFen, reason: 'again' });
    const again = terminal.refundAgain(intent.id, from, [act]);
    return again.ok ? { ok: true, value: { refundId: intent.id } } : { ok: false, code: again.error };
  }

  function refundOf(id: string): RefundRecord | null {
    const refundId = parseRefundId(id);
    return refundId && journal.refund(refundId);
  }

  const handlers: Handlers<RefundCommandKind> = {
    refund_charge({ chargeId, amount, requestId, reason = null, fundingAccount: from }, doer) {
      const charge = chargeOf(chargeId);
      if (!charge) return { ok: false, code: 'not_found' };
      return giveBack({ charge, amountFen: amount, requestId, reason, from, deed: deedFor(charge, amount, requestId) }, doer);
    },
    refund_again({ refundId, fundingAccount }, doer) {
      const refund = refundOf(refundId);
      return refund ? sendAgain(refund, fundingAccount, doer) : { ok: false, code: 'not_found' };
    },
    refund_finding({ findingId }, doer) {
      const charge = laterOf(findingId);
      if (!charge) return { ok: false, code: 'not_found' };
      const amountFen = charge.intent.amountFen - backFen(charge);
      if (amountFen === 0) return { ok: true }; // asked twice: it is on its way
      const last = journal.refundsOf(charge.intent.id).at(-1);
      if (last?.state.status === 'failed' && last.state.code === 'insufficient_balance') {
        return sendAgain(last, last.state.from === 'unsettled' ? 'balance' : 'unsettled', doer);
      }
      const deed = deedFor(charge, amountFen);
      return giveBack({ charge, amountFen, requestId: null, reason: null, from: 'unsettled', deed }, doer);
    },
    cancel_paid({ chargeId, requestId }, doer) {
      const charge = chargeOf(chargeId);
      if (!charge) return { ok: false, code: 'not_found' };
      const amountFen = charge.intent.amountFen - backFen(charge, requestId);
      if (amountFen === 0) return { ok: false, code: 'refund_exceeds_charge' };
      return giveBack({ charge, amountFen, requestId, reason: null, from: 'unsettled', deed: 'cancel_paid' }, doer);
    },
  };

  return {
    handlers,
    needs: {
      refund_charge: ({ chargeId, amount, requestId }) => deedFor(chargeOf(chargeId), amount, requestId),
      refund_again({ refundId }) {
        const refund = refundOf(refundId);
        return deedFor(refund && journal.charge(refund.intent.chargeId), refund?.intent.amountFen ?? 0);
      },
      refund_finding({ findingId }) {
        const charge = laterOf(findingId);
        return deedFor(charge, charge ? charge.intent.amountFen - backFen(charge) : 0);
      },
      cancel_paid: 'cancel_paid',
    },
    readings: {
      refundable: reading('person', RefundableQuery, ({ id }) => {
        const record = chargeOf(id);
        const charge = terminal.find(id);
        if (!record || !charge) return { ok: false, code: 'not_found' };
        const refunds = journal.refundsOf(record.intent.id).flatMap(({ intent }) => terminal.findRefund(intent.id) ?? []);
        const leftAmount = record.state.status === 'paid' ? record.intent.amountFen - backFen(record) : 0;
        const acts = actsSince(journal, record.intent.createdAtMs, id);
        return { ok: true, value: { charge, refunds, leftAmount, acts } satisfies Refundable };
      }),
    },
    view: () => ({ refundLimit: refundLimitFen }),
  };
}

function isStanding({ state }: RefundRecord): boolean {
  return state.status !== 'failed';
}
