import { err, ok, type Result } from '../basics/result.ts';
import type { Charge } from '../contract/charge.ts';
import type { Refund } from '../contract/refund.ts';
import type { Log } from '../log/log.ts';
import { parseChargeId } from '../payment/charge.ts';
import type { RefundIntent } from '../payment/refund.ts';
import { isRefundFinal } from '../payment/refund-state.ts';
import { isFinal, type Payment } from '../payment/state.ts';
import type { ChargeRecord, Journal } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import { chargeView } from './charge-view.ts';
import type { Names } from './names.ts';
import type { RefundRunner } from './refund-runner.ts';
import { refundView } from './refund-view.ts';
import type { Runner } from './runner.ts';
import type { RefundShown, Refusal } from './terminal.ts';

/** Where the ledger is put right after the acquirer's signed word. What has no end yet is left to its own machine. */
export type Adoption = {
  adopt(chargeId: string, payment: Payment, slips: readonly Slip[]): Result<Charge, Refusal>;
  adoptRefund(refund: RefundShown): Result<Refund, Refusal>;
  /** Takes nothing over from now on. */
  close(): void;
};

type Parts = {
  readonly runner: Runner;
  readonly refundRunner: RefundRunner;
  readonly journal: Journal;
  readonly names: Names;
  readonly shiftId: () => string | null; // of the shift that is open now
  readonly log: Log;
  readonly nowMs: () => number; // wall clock
};

export function createAdoption({ runner, refundRunner, journal, names, shiftId, log, nowMs }: Parts): Adoption {
  let isClosed = false;

  function chargeOf(id: string): Result<ChargeRecord, Refusal> {
    if (isClosed) return err('stopping');
    if (journal.damage()) return err('journal_damaged');
    const chargeId = parseChargeId(id);
    const record = chargeId && journal.charge(chargeId);
    return record ? ok(record) : err('not_found');
  }

  function written<T>(orderNo: string, write: () => T): Result<T, Refusal> {
    try {
      return ok(write());
    } catch (error) {
      log.write('journal_failed', { orderNo, message: String(error) });
      return err('journal_failed');
    }
  }

  return {
    adopt(id, payment, slips) {
      const charge = chargeOf(id);
      if (!charge.ok) return charge;
      const { intent, state } = charge.value;
      if (!isFinal(state.status) || runner.live(intent.id)) return err('sale_unsettled');
      if (state.status === 'paid' && (state.transactionId === payment.transactionId || journal.refundsOf(intent.id).length > 0)) {
        return err('already_final');
      }
      return written(intent.orderNo, () => chargeView(runner.adopt(charge.value, payment, slips)));
    },
    adoptRefund({ chargeId, refundNo, amountFen, acceptedAtMs, succeededAtMs, slips }) {
      const charge = chargeOf(chargeId);
      if (!charge.ok) return charge;
      const { intent: paid, state } = charge.value;
      if (state.status !== 'paid') return err('not_paid');
      const known = journal.refundByNo(refundNo);
      if (known && (known.intent.chargeId !== paid.id || known.intent.amountFen !== amountFen)) return err('not_found');
      if (known?.state.status === 'succeeded') return ok(refundView(known));
      if (known && !isRefundFinal(known.state.status)) return err('sale_unsettled');
      const given: RefundIntent = known?.intent ?? {
        ...{ id: names.refundId(), refundNo, chargeId: paid.id, orderNo: paid.orderNo, chargeFen: paid.amountFen, amountFen },
        ...{ currency: paid.currency, origin: 'cashier', reason: null, idempotencyKey: null, fingerprint: null, shiftId: shiftId() },
        createdAtMs: acceptedAtMs ?? nowMs(),
      };
      return written(paid.orderNo, () => refundView(refundRunner.adopt({ intent: given, known, succeededAtMs, slips })));
    },
    close() {
      isClosed = true;
    },
  };
}
