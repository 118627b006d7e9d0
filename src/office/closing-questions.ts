import type { Clock } from '../basics/clock.ts';
import type { Gateway, QueryOutcome, RefundOrder, RefundQueryOutcome } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import type { ChargeId } from '../payment/charge.ts';
import type { RefundId } from '../payment/refund.ts';
import { isRefundFinal, named } from '../payment/refund-state.ts';
import { isFinal } from '../payment/state.ts';
import { type AnswerVerdict, compareCharge, compareRefund } from '../reconciliation/compare-answer.ts';
import type { Draft } from '../reconciliation/draft.ts';
import type { Shift } from '../shift/shift.ts';
import type { Journal, RefundRecord } from '../store/journal.ts';
import type { Limiter } from '../terminal/limiter.ts';
import { ledgerCharge, paymentLine, refundLine } from './ledger-lines.ts';

/** A question without a trustworthy answer is asked again after each of these; then the bill has the last word. */
const WAITS_MS = [2_000, 5_000, 15_000];
/** Each question lets a customer who stands at the counter go before it, but no longer than this. */
const GIVE_WAY_MS = 2_000;
const LOOK_MS = 100;
/** Somebody whose charge is older does not stand there any more. */
const AT_COUNTER_MS = 120_000;
/** Charges that are listed in one go: a few milliseconds. */
const PIECE = 100;

/** How far the questions about a shift are, and what they found. */
export type Asked = {
  readonly charges: number; // of the shift's, in their order
  readonly refunds: number;
  readonly matched: number; // where money moved, and both sides tell it alike
  readonly drafts: readonly Draft[];
};

export const NOTHING_ASKED: Asked = { charges: 0, refunds: 0, matched: 0, drafts: [] };

export type QuestionParts = {
  readonly gateway: Pick<Gateway, 'query' | 'queryRefund' | 'line' | 'onLine'>;
  readonly journal: Pick<Journal, 'chargesOfShift' | 'charge' | 'refund' | 'refundsOf' | 'refundsBetween' | 'openCharges' | 'lastSeq'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly limiter: Limiter;
  readonly isStopped: () => boolean;
};

/** Told after each answer, in the order of the charges. */
type Told = (asked: Asked, of: number) => void;

/** Asks the acquirer about every charge and refund of a shift that has an end; what has none is followed by its own machine. */
export type ClosingQuestions = {
  /** Goes on from where it was; while the line is down it waits. Resolves when all are answered, or when it is stopped. */
  run(shift: Shift, begun: Asked, told: Told): Promise<Asked>;
};

export function createClosingQuestions(parts: QuestionParts): ClosingQuestions {
  const { gateway, journal, clock, log, limiter, isStopped } = parts;
  const sleep = (ms: number) => new Promise<void>((next) => void clock.after(ms, next));

  async function chargesOf({ id }: Shift): Promise<readonly ChargeId[]> {
    const ids: ChargeId[] = [];
    for (const { intent } of journal.chargesOfShift(id)) {
      ids.push(intent.id);
      if (ids.length % PIECE === 0) await sleep(1);
    }
    return ids;
  }

  function refundsOf({ id, openedAfterSeq, closing }: Shift): readonly RefundId[] {
    const told = journal.refundsBetween(openedAfterSeq, closing?.afterSeq ?? journal.lastSeq());
    return told.filter(({ intent }) => intent.shiftId === id).map(({ intent }) => intent.id);
  }

  /** Each item in its turn, several at once; what is told is told in their order, so that a place says how far it is. */
  async function each<Id>(
    ids: readonly Id[],
    ask: (id: Id) => Promise<Answered | null>,
    told: (answered: Answered) => void,
  ): Promise<void> {
    const waiting = new Map<number, Answered>();
    let next = 0;
    const asking = ids.map((id, index) =>
      limiter(async () => {
        const answered = isStopped() ? null : await ask(id);
        if (answered === null) return;
        waiting.set(index, answered);
        for (let found = waiting.get(next); found !== undefined; found = waiting.get(next)) {
          waiting.delete(next);
          next += 1;
          told(found);
        }
      }),
    );
    await Promise.all(asking);
  }

  /** Asks until there is an answer, or there have been too many tries. @returns null when it is stopped */
  async function untilHeard(ask: () => Promise<AnswerVerdict>): Promise<AnswerVerdict | null> {
    for (let tries = 0; ; ) {
      await lineUp();
      await giveWay();
      if (isStopped()) return null;
      const verdict = await ask();
      const waitMs = WAITS_MS[tries];
      if (verdict.kind !== 'unheard' || waitMs === undefined) return verdict;
      if (gateway.line() === 'offline') continue; // no try: nobody was there
      tries += 1;
      await sleep(waitMs);
    }
  }

  async function lineUp(): Promise<void> {
    while (gateway.line() === 'offline' && !isStopped()) await sleep(LOOK_MS);
  }

  async function giveWay(): Promise<void> {
    for (let waitedMs = 0; waitedMs < GIVE_WAY_MS && isSomebodyAtTheCounter() && !isStopped(); waitedMs += LOOK_MS) await sleep(LOOK_MS);
  }

  function isSomebodyAtTheCounter(): boolean {
    const sinceMs = clock.wallMs() - AT_COUNTER_MS;
    return journal
      .openCharges()
      .some(({ intent, state }) => intent.createdAtMs > sinceMs && (state.status === 'submitting' || state.status === 'awaiting_customer'));
  }

  async function askCharge(id: ChargeId): Promise<Answered | null> {
    const verdict = await untilHeard(async () => {
      const record = journal.charge(id);
      if (!record || !isFinal(record.state.status)) return { kind: 'unsettled' };
      const answer = await heard<QueryOutcome>(() => gateway.query(record.intent));
      const now = journal.charge(id) ?? record; // something may have become known meanwhile
      return compareCharge(ledgerCharge(now, journal.refundsOf(id)), answer);
    });
    return verdict && { verdict, hasMoved: journal.charge(id)?.state.status === 'paid' };
  }

  async function askRefund(id: RefundId): Promise<Answered | null> {
    const verdict = await untilHeard(async () => {
      const record = journal.refund(id);
      const charge = record && journal.charge(record.intent.chargeId);
      if (!record || !charge || !isRefundFinal(record.state.status)) return { kind: 'unsettled' };
      const answer = await heard<RefundQueryOutcome>(() => gateway.queryRefund(refundOrder(record)));
      return compareRefund(refundLine(journal.refund(id) ?? record, paymentLine(charge)), answer);
    });
    return verdict && { verdict, hasMoved: journal.refund(id)?.state.status === 'succeeded' };
  }

  /** A gateway that throws has a bug; that is no answer. */
  async function heard<Outcome>(ask: () => Promise<Outcome>): Promise<Outcome | typeof NO_ANSWER> {
    try {
      return await ask();
    } catch (error) {
      log.write('unexpected_error', { message: String(error) });
      return NO_ANSWER;
    }
  }

  return {
    async run(shift, begun, told) {
      let asked = begun;
      const charges = await chargesOf(shift);
      const refunds = refundsOf(shift);
      const of = charges.length + refunds.length;
      const note = (what: 'charges' | 'refunds') => (answered: Answered) => {
        asked = withAnswer(asked, what, answered);
        told(asked, of);
      };
      told(asked, of);
      await each(charges.slice(begun.charges), askCharge, note('charges'));
      if (!isStopped()) await each(refunds.slice(begun.refunds), askRefund, note('refunds'));
      return asked;
    },
  };
}

const NO_ANSWER = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null } as const;

/** What a question came to, and whether our ledger says that money moved. */
type Answered = { readonly verdict: AnswerVerdict; readonly hasMoved: boolean };

function withAnswer(asked: Asked, what: 'charges' | 'refunds', { verdict, hasMoved }: Answered): Asked {
  const matched = asked.matched + (verdict.kind === 'matched' && hasMoved ? 1 : 0);
  const drafts = verdict.kind === 'differs' ? [...asked.drafts, verdict.draft] : asked.drafts;
  return { ...asked, [what]: asked[what] + 1, matched, drafts };
}

/** What the acquirer needs to know to find a refund of ours. */
export function refundOrder({ intent, state }: RefundRecord): RefundOrder {
  const { refundNo, orderNo, chargeFen, amountFen, currency, reason } = intent;
  return { refundNo, orderNo, chargeFen, amountFen, currency, reason, from: state.from, ...named(state) };
}
