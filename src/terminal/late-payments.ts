import type { Cancel, Clock } from '../basics/clock.ts';
import type { LatePayment } from '../config/config.ts';
import type { Abilities, LateKind } from '../gateway/abilities.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import { type ChargeId, isOfferMethod } from '../payment/charge.ts';
import type { KeptState, PaymentState } from '../payment/state.ts';
import type { LatePaymentSlip } from '../sale/slip.ts';
import type { ChargeRecord, Journal } from '../store/journal.ts';
import type { Adoption } from './adoption.ts';
import type { RefundDesk } from './refund-desk.ts';

/** Charges looked after at once; beyond that the oldest is left to closing and to the morning's bill. */
const MOST_WATCHED = 500;
/** Some hundred rows are read: after the terminal takes charges. */
const RESUMED_AFTER_MS = 1_000;
/** A disk that refused a write is asked again after this long. */
const JOURNAL_RETRY_MS = 10_000;
/** Charges that ended lately, looked at when the terminal starts. */
const MOST_RESUMED = 200;

/**
 * Finds money that comes after its charge has ended without any: a QR paid in the moment of closing, a cancel that was overtaken. It is taken
 * over first, so that the ledger has it, and by the merchant's policy given back.
 */
export type LatePayments = {
  /** A charge has ended: it is looked after, where its acquirer is known to be late. */
  ended(charge: Ended): void;
  /** Asks about a charge that ended without money: somebody says that it was paid. */
  ask(id: ChargeId): Promise<void>;
  /** Takes up what a process before this one left; soon, for a start has more pressing things to do. */
  resume(): void;
  stop(): void;
};

/** A charge that has ended, as it runs or as it is kept. */
type Ended = Pick<ChargeRecord, 'intent'> & { readonly state: PaymentState | KeptState };

type Parts = {
  readonly gateway: Pick<Gateway, 'query'>;
  readonly journal: Journal;
  readonly adoption: Pick<Adoption, 'adopt'>;
  readonly refundDesk: Pick<RefundDesk, 'refund'>;
  readonly abilities: Abilities;
  readonly policy: LatePayment;
  readonly clock: Clock;
  readonly log: Log;
};

export function createLatePayments({ gateway, journal, adoption, refundDesk, abilities, policy, clock, log }: Parts): LatePayments {
  const watched = new Map<ChargeId, Cancel>();
  let isStopped = false;

  function plan(charge: Ended, sinceMs: number): void {
    const { id } = charge.intent;
    watched.get(id)?.();
    watched.delete(id);
    const kind = lateKind(charge);
    const nextMs = kind && abilities.watchAfterMs[kind].find((ms) => ms > sinceMs);
    if (!nextMs || isStopped) return;
    const [oldest] = watched.size < MOST_WATCHED ? [] : watched.keys();
    if (oldest) {
      watched.get(oldest)?.();
      watched.delete(oldest);
    }
    const cancel = clock.after(nextMs - sinceMs, () => {
      watched.delete(id);
      void ask(id).then(() => isPaid(id) || plan(charge, nextMs));
    });
    watched.set(id, cancel);
  }

  function isPaid(id: ChargeId): boolean {
    return journal.charge(id)?.state.status === 'paid';
  }

  async function ask(id: ChargeId): Promise<void> {
    const before = journal.charge(id);
    if (isStopped || !before || before.state.status === 'paid') return;
    const outcome = await answered(before);
    if (isStopped || outcome?.kind !== 'paid' || isPaid(id)) return;
    const { intent } = before;
    const slip: LatePaymentSlip = {
      kind: 'late_payment',
      id,
      policy,
      status: policy === 'refund' ? 'due' : 'settled',
      foundAtMs: clock.wallMs(),
    };
    const taken = adoption.adopt(id, outcome.payment, [slip]);
    log.write('late_payment', { orderNo: intent.orderNo, status: taken.ok ? policy : taken.error });
    if (taken.ok) giveBack(slip);
    else if (taken.error === 'journal_failed') plan(before, 0);
  }

  /** A gateway that throws has a bug; the money is asked about again. */
  async function answered({ intent }: ChargeRecord) {
    try {
      return await gateway.query(intent);
    } catch (error) {
      log.write('unexpected_error', { message: String(error) });
      return null;
    }
  }

  /** In one append with the refund the slip says that it is done: a crash between gives back once. */
  function giveBack(slip: LatePaymentSlip): void {
    const charge = slip.status === 'due' ? journal.charge(slip.id) : null;
    if (!charge) return;
    const keyed = { idempotencyKey: `late-${slip.id}`, fingerprint: slip.id };
    const whole = { chargeId: slip.id, amountFen: charge.intent.amountFen, reason: null, from: 'unsettled' } as const;
    const refund = refundDesk.refund({ ...whole, ...keyed, origin: 'cashier', slips: [{ ...slip, status: 'settled' }] });
    if (refund.ok) return;
    log.write('late_payment', { orderNo: charge.intent.orderNo, status: refund.error });
    if (refund.error === 'journal_failed' && !isStopped) clock.after(JOURNAL_RETRY_MS, () => giveBack(slip));
  }

  function takeUp(): void {
    for (const { slip } of journal.openSlips('late_payment')) giveBack(slip);
    const longest = Math.max(...Object.values(abilities.watchAfterMs).flat());
    const { items } = journal.charges({ statuses: ['canceled', 'reversed', 'declined'] }, null, MOST_RESUMED);
    for (const record of items.toReversed()) {
      const sinceMs = Math.max(0, clock.wallMs() - record.updatedAtMs);
      if (sinceMs < longest) plan(record, sinceMs);
    }
  }

  return {
    ended: (charge) => plan(charge, 0),
    ask,
    resume() {
      clock.after(RESUMED_AFTER_MS, () => isStopped || takeUp());
    },
    stop() {
      isStopped = true;
      for (const cancel of watched.values()) cancel();
    },
  };
}

/** What its end rests on, if that can be overtaken: null where money came, where nothing was ever sent, or where it was refused for good. */
function lateKind({ intent, state }: Ended): LateKind | null {
  const isAbsent =
    (state.status === 'declined' && state.code === 'not_received') || (state.status === 'canceled' && state.perhapsSent === true);
  if (isOfferMethod(intent.method)) return isAbsent || state.status === 'reversed' || state.status === 'canceled' ? 'offer' : null;
  if (isAbsent) return 'absent';
  return state.status === 'reversed' ? 'undone' : null;
}
