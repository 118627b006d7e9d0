import type { RefundState } from '../payment/refund-state.ts';
import { isFinal, type PaymentState } from '../payment/state.ts';
import type { AuthCode } from '../scanner/auth-code.ts';
import type { Journal } from '../store/journal.ts';
import { chargeView } from './charge-view.ts';
import type { Counter } from './counter.ts';
import type { DisplaysDesk } from './displays-desk.ts';
import type { Feed } from './feed.ts';
import type { FindingDesk } from './finding-desk.ts';
import { unsentBeside } from './in-the-way.ts';
import type { LatePayments } from './late-payments.ts';
import type { LiveCharge } from './live-charge.ts';
import type { ParkingDesk } from './parking-desk.ts';
import type { LiveRefund } from './refund-runner.ts';
import { refundView } from './refund-view.ts';
import type { Runner } from './runner.ts';
import type { News } from './terminal.ts';
import type { UsedCodes } from './used-codes.ts';

/** What a step of a charge or a refund brings with it, once it is durable: who is told, and what it settles elsewhere. */
export type Consequences = {
  /** @param code the one that the charge had until then */
  chargeChanged(live: LiveCharge, before: PaymentState | null, code: AuthCode | null): void;
  refundChanged(live: LiveRefund, before: RefundState | null): void;
};

type Parts = {
  readonly runner: Pick<Runner, 'all' | 'dispatch'>;
  readonly journal: Pick<Journal, 'charge'>;
  readonly usedCodes: UsedCodes;
  readonly parkingDesk: Pick<ParkingDesk, 'chargeChanged'>;
  readonly findingDesk: Pick<FindingDesk, 'paid' | 'refundChanged'>;
  readonly latePayments: Pick<LatePayments, 'ended'>;
  readonly displays: Pick<DisplaysDesk, 'chargeChanged'>;
  readonly counter: Pick<Counter, 'stageId' | 'show'>;
  readonly feed: Pick<Feed, 'publish'>;
  readonly viewChanged: () => void;
};

export function createConsequences(parts: Parts): Consequences {
  const { runner, journal, usedCodes, parkingDesk, findingDesk, latePayments, displays, counter, feed, viewChanged } = parts;

  function chargeChanged(live: LiveCharge, before: PaymentState | null, code: AuthCode | null): void {
    const { status } = live.state;
    // While its charge is queued a code is taken all the same: it goes out when the line is back.
    const neverLeft = before?.status === 'queued' ? isFinal(status) : status === 'canceled';
    if (neverLeft && code) usedCodes.remove(code);
    if (status === 'submitting' && before?.status !== 'submitting' && code) usedCodes.add(code);
    const news: News[] = before?.status === status ? [] : [{ type: 'charge.updated', data: chargeView(live) }];
    const sale = parkingDesk.chargeChanged(live.intent, live.state, before === null);
    if (sale) news.push({ type: 'parked.updated', data: sale });
    const isPaid = status === 'paid' && before?.status !== 'paid';
    if (isPaid) news.push(...findingDesk.paid(live).map((data): News => ({ type: 'finding.updated', data })));
    news.forEach((one, index) => {
      feed.publish(one, index < news.length - 1);
    });
    displays.chargeChanged(live);
    if (isPaid) cancelUnsent(live);
    else if (isFinal(status)) latePayments.ended(live);
    viewChanged();
  }

  /** The sale is paid: nobody need scan for it any more. */
  function cancelUnsent({ intent }: LiveCharge): void {
    for (const other of unsentBeside(runner, intent)) {
      const wasOnStage = counter.stageId() === other.intent.id;
      runner.dispatch(other.intent.id, { kind: 'cancel' });
      if (wasOnStage) counter.show(intent.id); // not "canceled, nothing taken": the sale was paid
    }
  }

  function refundChanged(live: LiveRefund, before: RefundState | null): void {
    const { status } = live.state;
    viewChanged();
    if (before?.status === status) return;
    const charge = status === 'succeeded' ? journal.charge(live.intent.chargeId) : null;
    if (charge) feed.publish({ type: 'charge.updated', data: chargeView(charge) }, true);
    feed.publish({ type: 'refund.updated', data: refundView(live) });
    findingDesk.refundChanged(live.intent.chargeId);
  }

  return { chargeChanged, refundChanged };
}
