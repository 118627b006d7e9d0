import { describe, expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import type { SaleId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { ELSEWHERE, inquiryTill, OTHERS, paid, TRANSACTION } from './test-inquiry-till.ts';
import { CODE, OTHER_CODE } from './test-terminal.ts';

const DECLINED = {
  kind: 'declined',
  decline: { code: 'code_expired', acquirerCode: 'AUTHCODEEXPIRE', message: null },
  askFirst: false,
} as const;
const CASHIER = { origin: 'cashier', tillReference: null } as const;

/** A till whose cashier settles the sale on the counter with the payment that was asked about. */
function settlingTill() {
  const till = inquiryTill();
  const { terminal, inquiry } = till;
  return {
    ...till,
    attach: () => terminal.command({ kind: 'attach_payment', chargeId: inquiry()?.attach?.chargeId ?? 'none' }),
    stage() {
      const { stage } = terminal.view();
      return stage.kind === 'charge' ? [stage.charge.status, stage.settledWith?.transactionTail ?? null] : stage.kind;
    },
  };
}

describe('a payment for the sale on the counter', () => {
  test('another terminal took it: the open charge is canceled, the sale is settled, takings stay', async () => {
    const { begin, scan, gateway, terminal, journal, inquiry, hear, attach, stage } = settlingTill();
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
    const { begin, inquiry, typed, hear, attach, stage } = settlingTill();
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
    const { begin, scan, gateway, typed, hear, attach, stage } = settlingTill();
    begin(CASHIER);
    scan(CODE);
    await gateway.charges[0]?.answer(DECLINED);
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(attach()).toEqual({ ok: true });
    expect(stage()).toEqual(['declined', '9999']);
  });

  test('a settled sale is not asked for again, nor set aside', async () => {
    const { begin, terminal, inquiry, typed, hear, attach, stage } = settlingTill();
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
    const { begin, scan, gateway, terminal, inquiry, typed, hear, stage } = settlingTill();
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
    const { begin, terminal, inquiry, typed, hear, stage } = settlingTill();
    const { id } = begin(CASHIER);
    terminal.command({ kind: 'park_charge', chargeId: id });
    terminal.command({ kind: 'collect', requestId: 'collect-1', parkedId: terminal.view().parked[0]?.id ?? '', tender: 'cash' });
    terminal.command({ kind: 'show', chargeId: id });
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect([stage(), inquiry()?.attach]).toEqual([['canceled', null], null]);
  });

  test('a parked sale that is being collected: settled, and off the list', async () => {
    const { terminal, journal, typed, hear, attach, stage } = settlingTill();
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
    const { begin, scan, gateway, inquiry, typed, hear } = settlingTill();
    const first = begin({ ...CASHIER, saleId: 'sale-1' as SaleId });
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
    begin({ ...CASHIER, saleId: 'sale-1' as SaleId, idempotencyKey: 'key-2' });
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect([first.status, inquiry()?.attach?.may]).toEqual(['awaiting_code', 'money_may_move']);
  });

  test('a charge of ours that was paid for another sale: with a word', async () => {
    const { begin, terminal, journal, inquiry, typed, hear, paidCharge, attach, stage } = settlingTill();
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
    const { begin, inquiry, typed, hear, attach } = settlingTill();
    begin();
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(inquiry()?.attach?.may).toBe('till_decides');
    expect(attach()).toEqual({ ok: false, code: 'not_now' });
  });

  test('another amount, and the wrong stage', async () => {
    const { begin, terminal, inquiry, typed, hear } = settlingTill();
    begin({ ...CASHIER, amountFen: fen(1281) });
    typed(OTHERS);
    await hear(ELSEWHERE);
    expect(inquiry()?.attach?.may).toBe('other_amount');
    expect(terminal.command({ kind: 'attach_payment', chargeId: 'ch_other' })).toEqual({ ok: false, code: 'not_now' });
  });

  test('on the keypad, and for what is no money, there is nothing to settle', async () => {
    const { begin, inquiry, typed, hear } = settlingTill();
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
    const { begin, journal, typed, hear, attach, stage } = settlingTill();
    begin(CASHIER);
    typed(OTHERS);
    await hear(ELSEWHERE);
    journal.failNext(1);
    expect(attach()).toEqual({ ok: false, code: 'journal_failed' });
    expect(stage()).toEqual(['awaiting_code', null]);
    expect(journal.slip('attached_payment', OTHERS)).toBeNull();
  });
});
