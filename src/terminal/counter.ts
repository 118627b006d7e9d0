import { assertNever } from '../basics/assert.ts';
import type { Clock } from '../basics/clock.ts';
import type { Charge } from '../contract/charge.ts';
import type { ScanNotice, Stage, TodoCharge, UndoReason } from '../contract/view.ts';
import type { ChargeId, Intent } from '../payment/charge.ts';
import { isOffer } from '../payment/offer.ts';
import { isFinal, type KeptState, type PaymentState } from '../payment/state.ts';
import type { Journal } from '../store/journal.ts';
import { attachedTo } from './attached-payment.ts';
import { chargeView, timestamp } from './charge-view.ts';
import { inTheWay } from './in-the-way.ts';
import type { LiveCharge } from './live-charge.ts';
import type { Runner } from './runner.ts';

/** Rows under the stage. */
const RECENT_ROWS = 3;

/** What stands on the counter: which charge is on the stage, and the last word about a scan. Survives every window. */
export type Counter = {
  stageId(): ChargeId | null;
  /** A new charge takes the stage, unless one that awaits its code is there. */
  take(live: LiveCharge): void;
  /** @returns whether the stage could be cleared */
  clear(): boolean;
  show(id: ChargeId): boolean;
  notify(notice: ScanNotice): void;
  stage(): Stage;
  recent(): readonly Charge[];
  todo(): readonly TodoCharge[];
  notice(): { readonly id: number; readonly notice: ScanNotice } | null;
};

export function createCounter({ runner, journal, clock }: { runner: Runner; journal: Journal; clock: Clock }): Counter {
  let onStage: ChargeId | null = null;
  let notice: { readonly id: number; readonly notice: ScanNotice } | null = null;
  let notices = 0;

  function find(id: ChargeId) {
    return runner.live(id) ?? journal.charge(id);
  }

  function mayLeave(status: PaymentState['status']): boolean {
    // While the code is on its way or the customer types, the cashier's place is here; an unknown end may wait on its list.
    return isFinal(status) || status === 'unresolved' || status === 'reversing' || status === 'queued';
  }

  function stage(): Stage {
    const charge = onStage && find(onStage);
    if (!charge) return { kind: 'keypad' };
    const live = runner.live(charge.intent.id);
    return {
      kind: 'charge',
      charge: chargeView(charge),
      undoReason: undoReason(charge.state),
      ...(live ? facts(live) : { origin: charge.intent.origin, endsInMs: null, questions: 0, submittedAt: null }),
      waitedMs: live?.submittedMonotonicMs != null ? clock.monotonicMs() - live.submittedMonotonicMs : null,
      heldMs: heldMs(charge),
      settledWith: settledWith(charge),
    };
  }

  function facts(live: LiveCharge): Pick<TodoCharge, 'origin' | 'endsInMs' | 'questions' | 'submittedAt'> {
    const { intent, questions, submittedAtMs } = live;
    const submittedAt = submittedAtMs === null ? null : timestamp(submittedAtMs);
    return { origin: intent.origin, endsInMs: endsInMs(live), questions, submittedAt };
  }

  /** How long a withdrawn offer of the same sale keeps its codes from being sent. */
  function heldMs({ intent, state }: { intent: Intent; state: PaymentState | KeptState }): number | null {
    if (state.status !== 'awaiting_code') return null;
    const other = inTheWay(runner, intent);
    const running = other && isOffer(other.state) ? other.timers.get('reverse_delay') : undefined;
    return other && isOffer(other.state) ? Math.max(0, (running?.dueMs ?? 0) - clock.monotonicMs()) : null;
  }

  /** Only a sale that ended without money of its own can have been settled with another payment. */
  function settledWith({ intent, state }: { intent: Intent; state: PaymentState | KeptState }) {
    if (state.status === 'paid' || !isFinal(state.status)) return null;
    const attached = attachedTo(intent.saleId, journal);
    return attached && { transactionTail: attached.id.slice(-4), at: timestamp(attached.attachedAtMs) };
  }

  function endsInMs(live: LiveCharge): number | null {
    const timer = endingTimer(live.state);
    const running = timer && live.timers.get(timer);
    return running ? Math.max(0, running.dueMs - clock.monotonicMs()) : null;
  }

  return {
    stageId: () => onStage,
    take(live) {
      const shown = onStage && runner.live(onStage);
      if (shown && shown.state.status === 'awaiting_code') return;
      onStage = live.intent.id;
      notice = null;
    },
    clear() {
      const shown = onStage && find(onStage);
      if (shown && !mayLeave(shown.state.status)) return false;
      onStage = null;
      notice = null;
      return true;
    },
    show(id) {
      if (id === onStage) return true;
      const shown = onStage && find(onStage);
      if (shown && !mayLeave(shown.state.status)) return false;
      if (!find(id)) return false;
      onStage = id;
      return true;
    },
    notify(next) {
      notices += 1;
      notice = { id: notices, notice: next };
    },
    stage,
    recent() {
      const { items } = journal.charges({}, null, RECENT_ROWS + 1);
      return items
        .filter(({ intent }) => intent.id !== onStage)
        .slice(0, RECENT_ROWS)
        .map((record) => chargeView(runner.live(record.intent.id) ?? record));
    },
    todo() {
      const others = [...runner.all()].filter(({ intent }) => intent.id !== onStage);
      return others.map((live) => ({ ...chargeView(live), ...facts(live) }));
    },
    notice: () => notice,
  };
}

/** Which wait ends what the cashier sees now. */
function endingTimer(state: PaymentState) {
  switch (state.status) {
    case 'queued':
      return 'code_expiry';
    case 'awaiting_customer':
    case 'unresolved':
      return 'deadline';
    case 'reversing':
      return 'reverse_delay';
    case 'awaiting_code':
    case 'submitting':
    case 'paid':
    case 'declined':
    case 'reversed':
    case 'canceled':
      return null;
    default:
      return assertNever(state);
  }
}

function undoReason(state: PaymentState | KeptState): UndoReason | null {
  if (state.status === 'reversed') return state.cause;
  return 'undo' in state ? state.undo : null;
}
