import type { Cancel, Clock } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Inquiry, PaymentAnswer } from '../contract/inquiry.ts';
import type { Gateway, LookUpOutcome } from '../gateway/gateway.ts';
import type { Log } from '../log/log.ts';
import { type ChargeId, parseOrderNo, type SaleId } from '../payment/charge.ts';
import { type PaymentNumber, tailOfNumber } from '../payment/payment-number.ts';
import { isUnsettled } from '../payment/state.ts';
import { isAttachable, mayAttach } from '../sale/attach.ts';
import type { Journal } from '../store/journal.ts';
import type { Counter } from './counter.ts';
import type { LiveCharge } from './live-charge.ts';
import type { ParkingDesk } from './parking-desk.ts';
import { type OurParts, openSaleOf, paymentAnswer, shownPayment } from './payment-answer-view.ts';
import type { Runner } from './runner.ts';
import { type NoNumber, readShownNumber } from './shown-number.ts';
import type { Refusal } from './terminal.ts';

/** A customer at the counter is told this soon, if only that nobody answers. */
export const ANSWER_WITHIN_MS = 2_000;
/** A late answer is still worth having while its panel is open. */
const ASK_FOR_MS = 10_000;
/** Questions of tills at once: more are a script gone wrong, and the acquirer's limits are for charges. */
const MOST_LOOK_UPS = 8;
/** Without the acquirer its number is looked for among so many of the newest charges; with it the acquirer names the order. */
const NEWEST_LOOKED_THROUGH = 200;

/** Where a customer who says that he has paid is answered, at the screen and through the till API. */
export type InquiryDesk = {
  /** Opens an inquiry, in place of the one before. Tells why not for what is no number of a payment. */
  inquire(text: string, how: 'typed' | 'scanned'): Result<null, NoNumber>;
  /** Asks the acquirer once more. */
  askAgain(): boolean;
  close(): boolean;
  /** Settles the sale on the counter with the payment that was found. @param chargeId of the charge that the cashier sees on the stage */
  attach(chargeId: string): Result<null, Refusal | 'not_now'>;
  view(): Inquiry | null;
  /** The same question for the till; answered within two seconds. */
  lookUp(text: string): Promise<Result<PaymentAnswer, NoNumber>>;
  lineBack(): void;
  stop(): void;
};

type Parts = {
  readonly runner: Runner;
  readonly journal: Journal;
  readonly counter: Counter;
  readonly gateway: Gateway;
  readonly parking: Pick<ParkingDesk, 'slipsSettling' | 'settled'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: () => void;
};

/** One customer's question. The number itself is told to nobody but the acquirer. */
type Open = {
  readonly id: number;
  readonly number: PaymentNumber;
  readonly knownId: ChargeId | null; // the charge that this journal has under it
  said: LookUpOutcome | null;
  isAsking: boolean;
  questions: number; // asked so far
  stopWaiting: Cancel;
};

export function createInquiryDesk({ runner, journal, counter, gateway, parking, clock, log, changed }: Parts): InquiryDesk {
  let open: Open | null = null;
  let inquiries = 0;
  let lookUps = 0;

  function oursBy(orderNo: string | null): OurParts | null {
    const parsed = orderNo === null ? null : parseOrderNo(orderNo);
    const record = parsed && journal.chargeByOrderNo(parsed);
    return record ? (runner.live(record.intent.id) ?? record) : null;
  }

  function knownId(number: PaymentNumber): ChargeId | null {
    if (number.kind === 'order') return oursBy(number.orderNo)?.intent.id ?? null;
    const { items } = journal.charges({ statuses: ['paid'] }, null, NEWEST_LOOKED_THROUGH);
    const found = items.find(({ state }) => state.status === 'paid' && state.transactionId === number.transactionId);
    return found?.intent.id ?? null;
  }

  /** Our charge as it is now: the acquirer says whose order it is, or this journal knew. */
  function oursOf(known: ChargeId | null, said: LookUpOutcome | null): OurParts | null {
    const named = said && 'orderNo' in said ? oursBy(said.orderNo) : null;
    return named ?? (known ? (runner.live(known) ?? journal.charge(known)) : null);
  }

  /** An unsettled charge of ours is asked about by its own rules, at once. */
  function hurry(ours: OurParts | null): void {
    if (ours && isUnsettled(ours.state.status)) runner.dispatch(ours.intent.id, { kind: 'ask_now' });
  }

  function ask(asked: Open): void {
    const startedMs = clock.monotonicMs();
    asked.said = null;
    asked.isAsking = true;
    asked.questions += 1;
    const question = asked.questions;
    asked.stopWaiting();
    asked.stopWaiting = clock.after(ANSWER_WITHIN_MS, () => {
      asked.isAsking = false;
      changed();
    });
    hurry(oursOf(asked.knownId, null));
    void heard(asked.number, ASK_FOR_MS).then((said) => {
      // Asked again meanwhile, what this question did not find out says nothing.
      if (open !== asked || (said.kind === 'unknown' && question !== asked.questions)) return;
      asked.stopWaiting();
      asked.said = said;
      asked.isAsking = false;
      const ours = oursOf(asked.knownId, said);
      if (ours?.intent.id !== asked.knownId) hurry(ours);
      log.write('inquiry_answered', {
        answer: answer(asked.knownId, asked.number, said).answer,
        ms: Math.round(clock.monotonicMs() - startedMs),
      });
      changed();
    });
  }

  /** A gateway that throws has a bug; that is no answer either. */
  async function heard(number: PaymentNumber, deadlineMs: number): Promise<LookUpOutcome> {
    try {
      return await gateway.lookUp(number, deadlineMs);
    } catch (error) {
      log.write('unexpected_error', { message: String(error) });
      return { kind: 'unknown', doubt: 'no_answer' };
    }
  }

  function answer(known: ChargeId | null, number: PaymentNumber, said: LookUpOutcome | null): PaymentAnswer {
    return paymentAnswer({ number, ours: oursOf(known, said), said, journal });
  }

  /** What the payment found is for the sale on the counter. */
  function verdict({ knownId, number, said }: Open) {
    const sale = openSaleOf(counter, runner, journal);
    if (!sale) return null;
    const ours = oursOf(knownId, said);
    return { sale, may: mayAttach(shownPayment({ number, ours, said, journal }), sale) };
  }

  function attachView(asked: Open): Inquiry['attach'] {
    const found = verdict(asked);
    if (!found || found.may === 'not_money' || found.may === 'sale_is_paid') return null;
    return { chargeId: found.sale.chargeId, may: found.may };
  }

  function attach(chargeId: string): Result<null, Refusal | 'not_now'> {
    const found = open && verdict(open);
    if (!open || !found || found.sale.chargeId !== chargeId || !isAttachable(found.may)) return err('not_now');
    if (journal.damage()) return err('journal_damaged');
    const { said } = open;
    if (said?.kind !== 'paid') return err('not_now');
    // First nothing more can be taken for this sale: a crash between the two leaves a sale given up, never one paid twice.
    const { saleId } = found.sale;
    for (const { intent } of chargesOf(saleId)) runner.dispatch(intent.id, { kind: 'cancel' });
    if (chargesOf(saleId).length > 0) return err('journal_failed');
    const atMs = clock.wallMs();
    const slip = {
      ...({ kind: 'attached_payment', id: said.payment.transactionId, saleId, amountFen: said.amountFen, attachedAtMs: atMs } as const),
      chargeId: oursOf(open.knownId, said)?.intent.id ?? null,
    };
    try {
      const slips = [slip, ...parking.slipsSettling(saleId)];
      journal.append(slips.map((slip) => ({ kind: 'slip_written', slip, atMs })));
    } catch (error) {
      log.write('journal_failed', { message: String(error) });
      changed();
      return err('journal_failed');
    }
    parking.settled(saleId);
    log.write('payment_attached', { amount: said.amountFen, answer: answer(open.knownId, open.number, said).answer });
    close();
    return ok(null);
  }

  /** The charges of a sale that are not final. */
  function chargesOf(saleId: SaleId): readonly LiveCharge[] {
    return [...runner.all()].filter(({ intent }) => intent.saleId === saleId);
  }

  function close(): boolean {
    if (!open) return false;
    open.stopWaiting();
    open = null;
    changed();
    return true;
  }

  return {
    inquire(text, how) {
      const number = readShownNumber(text, how);
      if (!number.ok) return number;
      if (open?.isAsking && sameNumber(open.number, number.value)) return ok(null); // a gun that reads twice
      open?.stopWaiting();
      inquiries += 1;
      open = {
        id: inquiries,
        number: number.value,
        knownId: knownId(number.value),
        said: null,
        isAsking: true,
        questions: 0,
        stopWaiting: () => {},
      };
      ask(open);
      changed();
      return ok(null);
    },
    askAgain() {
      if (!open || open.isAsking) return false;
      ask(open);
      changed();
      return true;
    },
    close,
    attach,
    view() {
      if (!open) return null;
      const { id, number, knownId, said, isAsking } = open;
      const told = answer(knownId, number, said);
      return {
        id,
        numberTail: tailOfNumber(number),
        asked: isAsking ? 'asking' : 'answered',
        answer: isAsking && told.answer === 'no_answer' ? null : told,
        attach: attachView(open),
      };
    },
    async lookUp(text) {
      const number = readShownNumber(text, 'typed');
      if (!number.ok) return number;
      const known = knownId(number.value);
      hurry(oursOf(known, null));
      if (lookUps >= MOST_LOOK_UPS) return ok(answer(known, number.value, null));
      lookUps += 1;
      const asking = heard(number.value, ANSWER_WITHIN_MS).finally(() => {
        lookUps -= 1;
      });
      const said = await within(asking, ANSWER_WITHIN_MS, clock);
      const ours = oursOf(known, said);
      if (ours?.intent.id !== known) hurry(ours);
      return ok(answer(known, number.value, said));
    },
    lineBack() {
      if (open && !open.isAsking && (open.said === null || open.said.kind === 'unknown')) ask(open);
    },
    stop: () => open?.stopWaiting(),
  };
}

function sameNumber(one: PaymentNumber, other: PaymentNumber): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function within<T>(promise: Promise<T>, ms: number, clock: Clock): Promise<T | null> {
  return new Promise((resolve) => {
    const stop = clock.after(ms, () => resolve(null));
    void promise.then((value) => {
      stop();
      resolve(value);
    });
  });
}
