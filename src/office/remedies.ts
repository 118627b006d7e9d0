import type { Clock, Random } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { Gateway, RefundQueryOutcome } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import { parseOrderNo } from '../payment/charge.ts';
import { parseRefundNo } from '../payment/refund.ts';
import { isRefundFinal } from '../payment/refund-state.ts';
import { isFinal } from '../payment/state.ts';
import { refundDeed } from '../people/may-do.ts';
import { type AnswerVerdict, compareCharge, compareRefund } from '../reconciliation/compare-answer.ts';
import type { Discrepancy, Remedy } from '../reconciliation/discrepancy.ts';
import type { ChargeRecord, Journal, RefundRecord } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { actSlip, newId } from './act-slip.ts';
import { refundOrder } from './closing-questions.ts';
import { noteFound, openDiscrepancy, vanished } from './discrepancy-book.ts';
import { ledgerCharge, paymentLine, refundLine } from './ledger-lines.ts';
import type { Doer } from './office.ts';
import { type StrayRefunds, strayOrder } from './stray-refunds.ts';

/** Carries out what is offered for a difference. Each deed is written with what it did. */
export type Remedies = {
  carryOut(found: Discrepancy, remedy: Remedy, reason: string | null, doer: Doer): Promise<OfficeAnswer>;
  /** Takes up what a stop cut short: money that was to go back. */
  resume(found: Discrepancy): void;
  /** A refund of ours has an end: the difference that wanted it is settled, or is open again. */
  refundEnded(refund: RefundRecord): void;
};

type Parts = {
  readonly gateway: Pick<Gateway, 'query' | 'queryRefund'>;
  readonly terminal: Pick<Terminal, 'adopt' | 'adoptRefund' | 'refund' | 'command'>;
  readonly journal: Journal;
  readonly strays: Pick<StrayRefunds, 'begin' | 'resume'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly terminalId: string;
  readonly refundLimitFen: number;
  readonly write: (slips: readonly Slip[]) => boolean;
  /** Something became of it. */
  readonly settled: (found: Discrepancy) => void;
};

const KEY = 'discrepancy:';
const OPEN: OfficeAnswer = { ok: true, value: { status: 'open' } };
const SETTLED: OfficeAnswer = { ok: true, value: { status: 'settled' } };
const NO_ANSWER: OfficeAnswer = { ok: false, code: 'no_answer' };
const NOT_OFFERED: OfficeAnswer = { ok: false, code: 'not_offered' };
const JOURNAL_FAILED: OfficeAnswer = { ok: false, code: 'journal_failed' };

/** Which difference a refund of ours is the remedy of. */
function wantedBy({ intent }: RefundRecord): string | null {
  const [, id] = /^cashier:discrepancy:(.+)$/.exec(intent.idempotencyKey ?? '') ?? [];
  return id ?? null;
}

export function createRemedies(parts: Parts): Remedies {
  const { gateway, terminal, journal, strays, clock, random, terminalId, refundLimitFen } = parts;

  const act = (doer: Doer, { id, ours, theirs }: Discrepancy, reason: string) =>
    actSlip(parts, doer, { deed: 'settle_discrepancy', subject: id, amountFen: theirs?.amountFen ?? ours?.amountFen ?? null, reason });

  function settledBy(found: Discrepancy, remedy: Remedy, doer: Doer, reason: string | null): Discrepancy {
    return { ...found, status: 'settled', settledBy: 'remedy', remedy, reason, by: doer.actor, settledAtMs: clock.wallMs() };
  }

  function write(found: Discrepancy, beside: readonly Slip[] = []): OfficeAnswer {
    if (!parts.write([found, ...beside])) return JOURNAL_FAILED;
    parts.settled(found);
    return found.status === 'settled' ? SETTLED : OPEN;
  }

  function chargeOf({ orderNo }: Discrepancy): ChargeRecord | null {
    const known = parseOrderNo(orderNo);
    return known && journal.chargeByOrderNo(known);
  }

  function refundOf({ refundNo }: Discrepancy): RefundRecord | null {
    const known = refundNo === null ? null : parseRefundNo(refundNo);
    return known && journal.refundByNo(known);
  }

  /** What the acquirer says about it now. @returns null when what it is about has no end yet: its own machine asks */
  async function look(found: Discrepancy): Promise<AnswerVerdict | null> {
    const charge = chargeOf(found);
    if (!charge) return { kind: 'unheard' };
    const refund = refundOf(found);
    if (refund) {
      if (!isRefundFinal(refund.state.status)) return null;
      const answer = await gateway.queryRefund(refundOrder(refund));
      return compareRefund(refundLine(journal.refund(refund.intent.id) ?? refund, paymentLine(charge)), answer);
    }
    if (!isFinal(charge.state.status)) {
      terminal.command({ kind: 'ask_now', chargeId: charge.intent.id });
      return null;
    }
    const answer = await gateway.query(charge.intent);
    return compareCharge(ledgerCharge(journal.charge(charge.intent.id) ?? charge, journal.refundsOf(charge.intent.id)), answer);
  }

  async function queryAgain(found: Discrepancy, doer: Doer): Promise<OfficeAnswer> {
    const verdict = await look(found);
    if (verdict === null) return OPEN;
    switch (verdict.kind) {
      case 'matched':
        return write({ ...vanished(found, clock.wallMs()), remedy: 'query_again', by: doer.actor }, [act(doer, found, 'query_again')]);
      case 'differs': {
        const { atMs } = { atMs: clock.wallMs() };
        const now = verdict.draft.id === found.id ? noteFound(journal, verdict.draft, { billDate: found.billDate, atMs }) : null;
        return now ? write(now) : OPEN;
      }
      case 'unsettled':
      case 'unheard':
        return NO_ANSWER;
    }
  }

  /** Takes the acquirer's payment over into our ledger, if its signed answer shows it. @returns the charge as it is then */
  async function adoptPayment(found: Discrepancy, slips: readonly Slip[]): Promise<Result<ChargeRecord, OfficeAnswer>> {
    const charge = chargeOf(found);
    if (!charge) return err(NOT_OFFERED);
    if (!isFinal(charge.state.status)) {
      terminal.command({ kind: 'ask_now', chargeId: charge.intent.id });
      return err(OPEN); // its own machine finds it paid
    }
    const answer = await gateway.query(charge.intent);
    if (answer.kind === 'unknown') return err(NO_ANSWER);
    if (answer.kind !== 'paid') return err(OPEN);
    const adopted = terminal.adopt(charge.intent.id, answer.payment, slips);
    if (adopted.ok || adopted.error === 'already_final') return ok(journal.charge(charge.intent.id) ?? charge);
    return err({ ok: false, code: adopted.error });
  }

  /** What the acquirer says of a refund that our ledger lacks, or has as failed. */
  async function adoptRefund(found: Discrepancy, slips: readonly Slip[]): Promise<OfficeAnswer> {
    const charge = chargeOf(found);
    const refundNo = found.refundNo === null ? null : parseRefundNo(found.refundNo);
    const known = refundOf(found);
    if (!charge || !refundNo) return NOT_OFFERED; // given at the console under no number of its own
    if (known && !isRefundFinal(known.state.status)) return OPEN;
    const amountFen = known?.intent.amountFen ?? found.theirs?.amountFen;
    if (!amountFen) return NOT_OFFERED;
    const { orderNo, amountFen: chargeFen, currency } = charge.intent;
    const asked = { refundNo, orderNo, chargeFen, amountFen, currency, reason: null, from: known?.state.from ?? 'unsettled' } as const;
    const answer: RefundQueryOutcome = await gateway.queryRefund(asked);
    if (answer.kind === 'unknown') return NO_ANSWER;
    if (answer.kind !== 'succeeded') return OPEN;
    const { succeededAtMs } = answer;
    const taken = { chargeId: charge.intent.id, refundNo, amountFen, acceptedAtMs: found.theirs?.atMs ?? null, succeededAtMs, slips };
    const adopted = terminal.adoptRefund(taken);
    return adopted.ok ? SETTLED : { ok: false, code: adopted.error };
  }

  async function adopt(found: Discrepancy, doer: Doer, reason: string | null): Promise<OfficeAnswer> {
    const after = settledBy(found, 'adopt', doer, reason);
    const slips = [after, act(doer, found, 'adopt')];
    if (found.difference === 'refund_differs') {
      const answer = await adoptRefund(found, slips);
      return answer === SETTLED ? done(after) : answer;
    }
    const adopted = await adoptPayment(found, slips);
    return adopted.ok ? done(after) : adopted.error;
  }

  /** It was written in the append of another; unless that had nothing to write. */
  function done(after: Discrepancy): OfficeAnswer {
    if (openDiscrepancy(journal, after.id)) return write(after);
    parts.settled(after);
    return SETTLED;
  }

  function refund(found: Discrepancy, doer: Doer, reason: string | null): OfficeAnswer {
    if (found.remedy === 'refund') return OPEN; // it is on its way
    const amountFen = found.theirs?.amountFen;
    if (!amountFen) return NOT_OFFERED;
    const isStray = found.chargeId === null;
    const refundNo = isStray ? parseRefundNo(newId(random, `${terminalId.replace(/[^0-9A-Za-z]/g, '').slice(0, 8)}R`)) : null;
    const wanted: Discrepancy = {
      ...{ ...found, remedy: 'refund', reason, by: doer.actor },
      back: refundNo && { refundNo, status: 'pending', acquirerCode: null },
    };
    if (isStray && strayOrder(wanted) === null) return NOT_OFFERED;
    const deed = refundDeed(amountFen, refundLimitFen);
    const back = actSlip(parts, doer, { deed, subject: found.chargeId ?? found.id, amountFen, reason });
    const written = write(wanted, [act(doer, found, 'refund'), back]);
    if (!written.ok) return written;
    if (isStray) strays.begin(wanted);
    else void giveBack(wanted);
    return OPEN;
  }

  /** Money of a charge of ours: taken over first, so that it is in the ledger, then given back whole. Once, however often it is asked for. */
  async function giveBack(found: Discrepancy): Promise<void> {
    const charge = chargeOf(found);
    const adopted = charge?.state.status === 'paid' ? ok(charge) : await adoptPayment(found, []);
    const now = openDiscrepancy(journal, found.id);
    if (now?.remedy !== 'refund') return;
    if (!adopted.ok) return void write({ ...now, remedy: null, by: null }); // open again, for somebody to look at
    const { id, amountFen } = adopted.value.intent;
    const key = { idempotencyKey: `${KEY}${found.id}`, fingerprint: `${id} ${amountFen}` };
    const begun = terminal.refund({ origin: 'cashier', chargeId: id, amountFen, reason: found.reason, from: 'unsettled', ...key });
    const known = journal.refundByIdempotencyKey(`cashier:${KEY}${found.id}`);
    if (known && isRefundFinal(known.state.status)) refundEnded(known);
    else if (!begun.ok && begun.error !== 'stopping') write({ ...now, remedy: null, by: null });
  }

  function refundEnded(record: RefundRecord): void {
    const id = wantedBy(record);
    const found = id && openDiscrepancy(journal, id);
    if (!found || !isRefundFinal(record.state.status)) return;
    if (record.state.status === 'succeeded') {
      write({ ...found, status: 'settled', settledBy: 'remedy', remedy: 'refund', settledAtMs: clock.wallMs() });
    } else write({ ...found, remedy: null });
  }

  return {
    async carryOut(found, remedy, reason, doer) {
      switch (remedy) {
        case 'query_again':
          return queryAgain(found, doer);
        case 'adopt':
          return adopt(found, doer, reason);
        case 'refund':
          return refund(found, doer, reason);
        case 'write_off':
          if (reason === null) return { ok: false, code: 'reason_needed' };
          return write(settledBy(found, remedy, doer, reason), [act(doer, found, reason)]);
      }
    },
    resume(found) {
      if (found.remedy !== 'refund') return;
      if (found.back?.status === 'pending') strays.resume(found);
      else if (found.back === null) void giveBack(found);
    },
    refundEnded,
  };
}
