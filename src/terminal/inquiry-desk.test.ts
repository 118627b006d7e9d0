import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { LookUpOutcome } from '../gateway/gateway.ts';
import { fen } from '../money/fen.ts';
import type { SaleId, TransactionId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE, OTHER_CODE, type TestTerminal } from './test-terminal.ts';

const TRANSACTION = PAYMENT.transactionId;
const OTHERS = '4200002719202611225550149999';
const ELSEWHERE: LookUpOutcome = {
  kind: 'paid',
  orderNo: 'T02D261122063208NZZZZZZZZ',
  amountFen: fen(1280),
  payment: { ...PAYMENT, transactionId: OTHERS as TransactionId },
  deviceInfo: 'T02',
};
const DECLINED = {
  kind: 'declined',
  decline: { code: 'code_expired', acquirerCode: 'AUTHCODEEXPIRE', message: null },
  askFirst: false,
} as const;
const CASHIER = { origin: 'cashier', tillReference: null } as const;

let clock: HandClock;
let journal: MemoryJournal;
let gateway: TestTerminal['gateway'];
let terminal: TestTerminal['terminal'];
let begin: TestTerminal['begin'];
let scan: TestTerminal['scan'];

function boot(): void {
  ({ gateway, terminal, begin, scan } = bootTerminal(clock, journal));
}

beforeEach(() => {
  clock = new HandClock();
  journal = memoryJournal();
  boot();
});

const inquiry = () => terminal.view().inquiry;
const told = () => [inquiry()?.asked, inquiry()?.answer?.answer ?? null];
const typed = (text: string) => terminal.command({ kind: 'inquire', text });
const hear = (said: LookUpOutcome) => gateway.lookUps.at(-1)?.answer(said);
const paid = (orderNo: string): LookUpOutcome => ({ ...ELSEWHERE, orderNo, payment: PAYMENT });

/** A charge of this terminal, sent and paid; its order number. */
async function paidCharge(request = {}): Promise<string> {
  const { orderNo } = begin(request);
  scan(CODE);
  await gateway.charges.at(-1)?.answer({ kind: 'paid', payment: PAYMENT });
  return orderNo;
}

/** A charge of this terminal whose answer was lost. */
async function lostCharge() {
  const charge = begin();
  scan(CODE);
  await gateway.charges.at(-1)?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
  return charge;
}

describe('a customer says that he has paid', () => {
  test('scanned or typed, the number opens an inquiry and is asked about', () => {
    scan(TRANSACTION);
    expect(inquiry()).toMatchObject({ numberTail: '2387', asked: 'asking', answer: null, attach: null });
    typed(OTHERS);
    expect(inquiry()).toMatchObject({ numberTail: '9999', asked: 'asking' });
    expect(gateway.lookUps.map(({ order }) => order)).toEqual([
      { kind: 'transaction', transactionId: TRANSACTION },
      { kind: 'transaction', transactionId: OTHERS },
    ]);
    expect(terminal.view().notice).toBeNull();
  });

  test.each<[LookUpOutcome, string]>([
    [ELSEWHERE, 'paid_elsewhere'],
    [{ kind: 'refunded', orderNo: 'T02' }, 'refunded'],
    [{ kind: 'undone', orderNo: 'T02' }, 'reversed'],
    [{ kind: 'not_paid', orderNo: 'T02' }, 'not_paid'],
    [{ kind: 'absent' }, 'not_ours'],
    [{ kind: 'unknown', doubt: 'no_answer' }, 'no_answer'],
  ])('the acquirer says %j: %s', async (said, answer) => {
    typed(OTHERS);
    await hear(said);
    expect(told()).toEqual(['answered', answer]);
  });

  test('whose till it was, when and how much', async () => {
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(inquiry()?.answer).toMatchObject({
      device: 'T02',
      amount: 1280,
      paidAt: '2026-11-22T02:34:12.000Z',
      charge: null,
      isConfirmed: true,
    });
  });

  test('paid here: the acquirer names the order, and the journal knows it', async () => {
    const orderNo = await paidCharge();
    typed(TRANSACTION);
    await hear(paid(orderNo));
    expect(inquiry()?.answer).toMatchObject({ answer: 'paid_here', isConfirmed: true, charge: { orderNo, status: 'paid' } });
  });

  test('paid here is said at once, before the acquirer has borne it out, and without a line too', async () => {
    await paidCharge();
    typed(TRANSACTION);
    expect(inquiry()).toMatchObject({ asked: 'asking', answer: { answer: 'paid_here', isConfirmed: false } });
    await hear({ kind: 'unknown', doubt: 'no_answer' });
    expect(inquiry()).toMatchObject({ asked: 'answered', answer: { answer: 'paid_here', isConfirmed: false } });
  });

  test('the answer was lost: the charge is asked about at once, and then it is paid here', async () => {
    const { orderNo } = await lostCharge();
    const questions = gateway.queries.length;
    typed(TRANSACTION);
    expect(told()).toEqual(['asking', null]);
    await hear(paid(orderNo));
    expect(told()).toEqual(['answered', 'not_known_yet']);
    expect(gateway.queries.length).toBe(questions + 1);
    await gateway.queries.at(-1)?.answer({ kind: 'paid', payment: PAYMENT });
    expect(inquiry()?.answer).toMatchObject({ answer: 'paid_here', isConfirmed: true, charge: { status: 'paid' } });
  });

  test('by our own number the charge is asked about without waiting for anybody', async () => {
    const { orderNo } = await lostCharge();
    const questions = gateway.queries.length;
    typed(orderNo);
    expect(told()).toEqual(['asking', 'not_known_yet']);
    expect(gateway.queries.length).toBe(questions + 1);
  });
});

describe('two seconds', () => {
  test('nobody answers: that is said, and no sooner', () => {
    typed(OTHERS);
    clock.advance(1_999);
    expect(told()).toEqual(['asking', null]);
    clock.advance(1);
    expect(told()).toEqual(['answered', 'no_answer']);
  });

  test('a late answer replaces it while the panel is open', async () => {
    typed(OTHERS);
    clock.advance(2_000);
    await hear(ELSEWHERE);
    expect(told()).toEqual(['answered', 'paid_elsewhere']);
  });

  test('a late answer to a panel that was closed, or asks about another number, says nothing', async () => {
    typed(OTHERS);
    terminal.command({ kind: 'close_inquiry' });
    await gateway.lookUps[0]?.answer(ELSEWHERE);
    expect(inquiry()).toBeNull();
    typed(OTHERS);
    typed(TRANSACTION);
    await gateway.lookUps[1]?.answer(ELSEWHERE);
    expect(told()).toEqual(['asking', null]);
  });

  test('the line comes back: it is asked again by itself; so it is by hand', async () => {
    typed(OTHERS);
    gateway.setLine('offline');
    await hear({ kind: 'unknown', doubt: 'no_answer' });
    gateway.setLine('online');
    expect([gateway.lookUps.length, ...told()]).toEqual([2, 'asking', null]);
    expect(terminal.command({ kind: 'inquire_again' })).toEqual({ ok: false, code: 'not_now' });
    await hear({ kind: 'unknown', doubt: 'unsure' });
    expect(terminal.command({ kind: 'inquire_again' })).toEqual({ ok: true });
    await hear(ELSEWHERE);
    expect(told()).toEqual(['answered', 'paid_elsewhere']);
  });

  test('asked again, a late silence says nothing, and a late answer does', async () => {
    typed(OTHERS);
    clock.advance(2_000);
    terminal.command({ kind: 'inquire_again' });
    await gateway.lookUps[0]?.answer({ kind: 'unknown', doubt: 'no_answer' });
    expect(told()).toEqual(['asking', null]);
    clock.advance(2_000);
    terminal.command({ kind: 'inquire_again' });
    await gateway.lookUps[1]?.answer(ELSEWHERE);
    expect(told()).toEqual(['answered', 'paid_elsewhere']);
  });

  test('a gun that reads the number twice, or by two paths, asks once; a person who scans it again asks again', async () => {
    const byTheOtherPath = () => terminal.scanned({ scannerId: 'the same gun as a keyboard', text: OTHERS });
    scan(OTHERS);
    scan(OTHERS);
    byTheOtherPath();
    await hear({ kind: 'absent' });
    byTheOtherPath();
    expect(gateway.lookUps.length).toBe(1);
    scan(OTHERS);
    expect(gateway.lookUps.length).toBe(2);
  });

  test('the till is answered within them too, and eight at once ask the acquirer', async () => {
    const answers = Array.from({ length: 9 }, () => terminal.lookUp(OTHERS));
    expect(gateway.lookUps.length).toBe(8);
    expect(await answers[8]).toMatchObject({ ok: true, value: { answer: 'no_answer' } });
    await gateway.lookUps[0]?.answer(ELSEWHERE);
    expect(await answers[0]).toMatchObject({ ok: true, value: { answer: 'paid_elsewhere', amount: 1280 } });
    clock.advance(2_000);
    expect(await answers[1]).toMatchObject({ ok: true, value: { answer: 'no_answer', isConfirmed: false } });
  });
});

describe('what is no number', () => {
  test.each([
    ['a payment code', CODE, 'payment_code'],
    ['a payment code with noise', `X${CODE}`, 'no_payment_number'],
    ['another wallet’s code', '281234567890123456', 'payment_code'],
    ['a code that lost a digit', CODE.slice(1).replace(/^3/, '13'), 'payment_code'],
    ['a few letters', 'abc', 'no_payment_number'],
    ['a link', 'https://example.com/1', 'no_payment_number'],
    ['nothing', '', 'no_payment_number'],
  ])('%s, typed: refused, asked of nobody and kept nowhere', async (_name, text, code) => {
    expect(typed(text)).toEqual({ ok: false, code });
    expect(await terminal.lookUp(text)).toEqual({ ok: false, error: code });
    expect([gateway.lookUps.length, inquiry()]).toEqual([0, null]);
    expect(text === '' ? '' : JSON.stringify(terminal.view())).not.toContain(text || ' ');
  });

  test('scanned: the same words as before', () => {
    scan('6901234567892');
    expect(terminal.view().notice?.notice).toEqual({ kind: 'product_code' });
    expect(inquiry()).toBeNull();
  });

  test('while scanners are tested a number is looked at, and nobody is asked', () => {
    terminal.command({ kind: 'doctor', on: true });
    scan(TRANSACTION);
    expect(terminal.doctor().reports[0]?.outcome).toEqual({ kind: 'payment_number' });
    expect([gateway.lookUps.length, inquiry()]).toEqual([0, null]);
  });
});

describe('a payment for the sale on the counter', () => {
  const attach = () => terminal.command({ kind: 'attach_payment', chargeId: inquiry()?.attach?.chargeId ?? 'none' });
  const stage = () => {
    const { stage } = terminal.view();
    return stage.kind === 'charge' ? [stage.charge.status, stage.settledWith?.transactionTail ?? null] : stage.kind;
  };

  test('another terminal took it: the open charge is canceled, the sale is settled, takings stay', async () => {
    const { id } = begin(CASHIER);
    scan(OTHERS);
    await hear(ELSEWHERE);
    expect(inquiry()?.attach).toEqual({ chargeId: id, may: 'free' });
    expect(attach()).toEqual({ ok: true });
    expect(stage()).toEqual(['canceled', '9999']);
    expect([inquiry(), terminal.view().today]).toEqual([null, { paidCount: 0, paidAmount: 0 }]);
    expect(journal.slip('attached_payment', OTHERS)?.slip).toMatchObject({ saleId: id, chargeId: null, amountFen: 1280 });
    scan(CODE);
    expect([gateway.charges.length, terminal.view().notice?.notice]).toEqual([0, { kind: 'nothing_to_pay' }]);
  });

  test('the same payment settles one sale only', async () => {
    begin(CASHIER);
    typed(OTHERS);
    await hear(ELSEWHERE);
    attach();
    begin({ ...CASHIER, idempotencyKey: 'key-2' });
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(inquiry()).toMatchObject({ answer: { isAttached: true }, attach: { may: 'attached_before' } });
    expect(attach()).toEqual({ ok: false, code: 'not_now' });
    expect(stage()).toEqual(['awaiting_code', null]);
  });

  test('a declined sale: settled by the payment that the customer shows', async () => {
    begin(CASHIER);
    scan(CODE);
    await gateway.charges[0]?.answer(DECLINED);
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(attach()).toEqual({ ok: true });
    expect(stage()).toEqual(['declined', '9999']);
  });

  test('a settled sale is not asked for again, nor set aside', async () => {
    const { id } = begin(CASHIER);
    typed(OTHERS);
    await hear(ELSEWHERE);
    attach();
    const again = { kind: 'charge', requestId: 'again-01', amount: 1280, sameSaleAs: id } as const;
    expect(terminal.command(again)).toEqual({ ok: false, code: 'not_now' });
    expect(terminal.command({ kind: 'park_charge', chargeId: id })).toEqual({ ok: false, code: 'not_now' });
    expect([stage(), inquiry()]).toEqual([['canceled', '9999'], null]);
  });

  test('a sale that was paid after all, or in cash, is not settled through an older charge of it', async () => {
    const declined = begin(CASHIER);
    scan(CODE);
    await gateway.charges[0]?.answer(DECLINED);
    terminal.command({ kind: 'charge', requestId: 'again-01', amount: 1280, sameSaleAs: declined.id });
    scan(OTHER_CODE);
    await gateway.charges[1]?.answer({ kind: 'paid', payment: PAYMENT });
    terminal.command({ kind: 'show', chargeId: declined.id });
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect([stage(), inquiry()?.attach]).toEqual([['declined', null], null]);
  });

  test('a sale that was settled in cash is settled', async () => {
    const { id } = begin(CASHIER);
    terminal.command({ kind: 'park_charge', chargeId: id });
    terminal.command({ kind: 'collect', requestId: 'collect-1', parkedId: terminal.view().parked[0]?.id ?? '', tender: 'cash' });
    terminal.command({ kind: 'show', chargeId: id });
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect([stage(), inquiry()?.attach]).toEqual([['canceled', null], null]);
  });

  test('a parked sale that is being collected: settled, and off the list', async () => {
    terminal.command({ kind: 'park', requestId: 'park-0001', amount: 1280 });
    const parkedId = terminal.view().parked[0]?.id ?? '';
    terminal.command({ kind: 'collect', requestId: 'collect-1', parkedId, tender: 'wallet' });
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(attach()).toEqual({ ok: true });
    expect([terminal.view().parked, stage()]).toEqual([[], ['canceled', '9999']]);
    expect(journal.slip('parked_sale', parkedId)?.slip).toMatchObject({ status: 'collected', tender: 'wallet', chargeId: null });
  });

  test('an earlier charge of the sale was sent and is not known: its money may move, so nothing is settled', async () => {
    const first = begin({ ...CASHIER, saleId: 'sale-1' as SaleId });
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
    begin({ ...CASHIER, saleId: 'sale-1' as SaleId, idempotencyKey: 'key-2' });
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect([first.status, inquiry()?.attach?.may]).toEqual(['awaiting_code', 'money_may_move']);
  });

  test('a charge of ours that was paid for another sale: with a word', async () => {
    const orderNo = await paidCharge({ origin: 'cashier', tillReference: null });
    begin({ ...CASHIER, idempotencyKey: 'key-2' });
    typed(TRANSACTION);
    expect(inquiry()?.attach?.may).toBe('not_confirmed');
    await hear(paid(orderNo));
    expect(inquiry()?.attach?.may).toBe('second_use');
    expect(attach()).toEqual({ ok: true });
    expect(stage()).toEqual(['canceled', '2387']);
    expect(journal.slip('attached_payment', TRANSACTION)?.slip.chargeId).toBe(journal.charges({}, null, 2).items[1]?.intent.id);
    expect(terminal.view().today).toEqual({ paidCount: 1, paidAmount: 1280 });
  });

  test('the till’s sale is the till’s to settle', async () => {
    begin();
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(inquiry()?.attach?.may).toBe('till_decides');
    expect(attach()).toEqual({ ok: false, code: 'not_now' });
  });

  test('another amount, and the wrong stage', async () => {
    begin({ ...CASHIER, amountFen: fen(1281) });
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(inquiry()?.attach?.may).toBe('other_amount');
    expect(terminal.command({ kind: 'attach_payment', chargeId: 'ch_other' })).toEqual({ ok: false, code: 'not_now' });
  });

  test('on the keypad, and for what is no money, there is nothing to settle', async () => {
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(inquiry()?.attach).toBeNull();
    begin(CASHIER);
    expect(inquiry()?.attach?.may).toBe('free');
    typed(TRANSACTION);
    await hear({ kind: 'absent' });
    expect(inquiry()?.attach).toBeNull();
  });

  test('the disk takes nothing: nothing is settled, and the charge can still be paid', async () => {
    begin(CASHIER);
    typed(OTHERS);
    await hear(ELSEWHERE);
    journal.failNext(1);
    expect(attach()).toEqual({ ok: false, code: 'journal_failed' });
    expect(stage()).toEqual(['awaiting_code', null]);
    expect(journal.slip('attached_payment', OTHERS)).toBeNull();
  });
});
