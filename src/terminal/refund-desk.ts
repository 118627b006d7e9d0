import type { Clock } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Refund } from '../contract/refund.ts';
import type { Log } from '../log/log.ts';
import { addFen, type Fen } from '../money/fen.ts';
import { type ChargeId, parseChargeId } from '../payment/charge.ts';
import { type FundingAccount, parseRefundId, type RefundIntent } from '../payment/refund.ts';
import type { ChargeRecord, Journal, RefundRecord } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import type { Names } from './names.ts';
import type { RefundRunner } from './refund-runner.ts';
import { refundView } from './refund-view.ts';
import type { RefundRequest, Refusal } from './terminal.ts';

/** The acquirer takes no more of one charge. Source: WeChat Pay v2, refund, rules. */
const MOST_REFUNDS = 50;

/** Where refunds are asked for and looked up, whoever asks: the till or a screen. */
export type RefundDesk = {
  refund(request: RefundRequest): Result<{ readonly refund: Refund; readonly created: boolean }, Refusal>;
  /** Sends one that failed for want of funds again, under the same number. @param slips written in the append that begins it */
  again(refundId: string, from: FundingAccount, slips?: readonly Slip[]): Result<Refund, Refusal>;
  find(refundId: string): Refund | null;
  /** Takes no new refund from now on. */
  close(): void;
};

type Parts = {
  readonly runner: RefundRunner;
  readonly journal: Journal;
  readonly names: Names;
  readonly shiftId: () => string | null; // of the shift that is open now
  readonly clock: Clock;
  readonly log: Log;
};

export function createRefundDesk({ runner, journal, names, shiftId, clock, log }: Parts): RefundDesk {
  let isClosed = false;

  function refund(request: RefundRequest): Result<{ readonly refund: Refund; readonly created: boolean }, Refusal> {
    if (isClosed) return err('stopping');
    // Tills and screens choose keys for themselves: neither may answer the other's.
    const idempotencyKey = request.idempotencyKey && `${request.origin}:${request.idempotencyKey}`;
    const known = idempotencyKey ? journal.refundByIdempotencyKey(idempotencyKey) : null;
    if (known) {
      if (known.intent.fingerprint !== request.fingerprint) return err('idempotency_key_reused');
      return ok({ refund: refundView(runner.live(known.intent.id) ?? known), created: false });
    }
    if (journal.damage()) return err('journal_damaged');
    const charge = findCharge(request.chargeId);
    if (!charge) return err('not_found');
    if (charge.state.status !== 'paid') return err('not_paid');
    const others = standing(charge.intent.id);
    if (others.length >= MOST_REFUNDS) return err('too_many_refunds');
    if (exceeds(charge, others, request.amountFen)) return err('refund_exceeds_charge');
    const intent: RefundIntent = {
      id: names.refundId(),
      refundNo: names.refundNo(),
      chargeId: charge.intent.id,
      orderNo: charge.intent.orderNo,
      chargeFen: charge.intent.amountFen,
      amountFen: request.amountFen,
      currency: charge.intent.currency,
      origin: request.origin,
      reason: request.reason,
      idempotencyKey,
      fingerprint: request.fingerprint,
      shiftId: shiftId(),
      createdAtMs: clock.wallMs(),
    };
    try {
      return ok({ refund: refundView(runner.begin(intent, request.from, request.slips)), created: true });
    } catch (error) {
      if (runner.live(intent.id)) throw error; // begun all the same: a bug must not be told as "nothing was begun"
      log.write('journal_failed', { orderNo: intent.orderNo, message: String(error) });
      return err('journal_failed');
    }
  }

  function again(refundId: string, from: FundingAccount, slips: readonly Slip[] = []): Result<Refund, Refusal> {
    if (isClosed) return err('stopping');
    const id = parseRefundId(refundId);
    const known = id && journal.refund(id);
    if (!known) return err('not_found');
    const { state, intent } = known;
    if (state.status !== 'failed' || state.code !== 'insufficient_balance') return err('already_final');
    const charge = journal.charge(intent.chargeId);
    // What was given back meanwhile may leave no room for it any more.
    if (!charge || exceeds(charge, standing(intent.chargeId), intent.amountFen)) return err('refund_exceeds_charge');
    if (!runner.again(known, from, slips)) return err('journal_failed');
    return ok(refundView(runner.live(intent.id) ?? known));
  }

  function findCharge(chargeId: string): ChargeRecord | null {
    const id = parseChargeId(chargeId);
    return id && journal.charge(id);
  }

  /** The refunds of a charge that count against it: what succeeded, and what still may. */
  function standing(chargeId: ChargeId): readonly RefundRecord[] {
    return journal.refundsOf(chargeId).filter(({ state }) => state.status !== 'failed');
  }

  return {
    refund,
    again,
    find(refundId) {
      const id = parseRefundId(refundId);
      const found = id && (runner.live(id) ?? journal.refund(id));
      return found ? refundView(found) : null;
    },
    close() {
      isClosed = true;
    },
  };
}

function exceeds(charge: ChargeRecord, others: readonly RefundRecord[], amountFen: Fen): boolean {
  return addFen(...others.map(({ intent }) => intent.amountFen), amountFen) > charge.intent.amountFen;
}
