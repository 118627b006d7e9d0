import { describe, expect, test } from 'vitest';
import type { LookUpOutcome } from '../gateway/gateway.ts';
import { PAYMENT } from '../payment/story.ts';
import { ELSEWHERE, inquiryTill, OTHERS, paid, TRANSACTION } from './test-inquiry-till.ts';
import { CODE } from './test-terminal.ts';

describe('a customer says that he has paid', () => {
  test('scanned or typed, the number opens an inquiry and is asked about', () => {
    const { scan, gateway, terminal, inquiry, typed } = inquiryTill();
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
    const { told, typed, hear } = inquiryTill();
    typed(OTHERS);
    await hear(said);
    expect(told()).toEqual(['answered', answer]);
  });

  test('whose till it was, when and how much', async () => {
    const { inquiry, typed, hear } = inquiryTill();
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
    const { inquiry, typed, hear, paidCharge } = inquiryTill();
    const orderNo = await paidCharge();
    typed(TRANSACTION);
    await hear(paid(orderNo));
    expect(inquiry()?.answer).toMatchObject({ answer: 'paid_here', isConfirmed: true, charge: { orderNo, status: 'paid' } });
  });

  test('paid here is said at once, before the acquirer has borne it out, and without a line too', async () => {
    const { inquiry, typed, hear, paidCharge } = inquiryTill();
    await paidCharge();
    typed(TRANSACTION);
    expect(inquiry()).toMatchObject({ asked: 'asking', answer: { answer: 'paid_here', isConfirmed: false } });
    await hear({ kind: 'unknown', doubt: 'no_answer' });
    expect(inquiry()).toMatchObject({ asked: 'answered', answer: { answer: 'paid_here', isConfirmed: false } });
  });

  test('the answer was lost: the charge is asked about at once, and then it is paid here', async () => {
    const { gateway, inquiry, told, typed, hear, lostCharge } = inquiryTill();
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
    const { gateway, told, typed, lostCharge } = inquiryTill();
    const { orderNo } = await lostCharge();
    const questions = gateway.queries.length;
    typed(orderNo);
    expect(told()).toEqual(['asking', 'not_known_yet']);
    expect(gateway.queries.length).toBe(questions + 1);
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
    const { gateway, terminal, inquiry, typed } = inquiryTill();
    expect(typed(text)).toEqual({ ok: false, code });
    expect(await terminal.lookUp(text)).toEqual({ ok: false, error: code });
    expect([gateway.lookUps.length, inquiry()]).toEqual([0, null]);
    expect(text === '' ? '' : JSON.stringify(terminal.view())).not.toContain(text || ' ');
  });

  test('scanned: the same words as before', () => {
    const { scan, terminal, inquiry } = inquiryTill();
    scan('6901234567892');
    expect(terminal.view().notice?.notice).toEqual({ kind: 'product_code' });
    expect(inquiry()).toBeNull();
  });

  test('while scanners are tested a number is looked at, and nobody is asked', () => {
    const { scan, gateway, terminal, inquiry } = inquiryTill();
    terminal.command({ kind: 'doctor', on: true });
    scan(TRANSACTION);
    expect(terminal.doctor().reports[0]?.outcome).toEqual({ kind: 'payment_number' });
    expect([gateway.lookUps.length, inquiry()]).toEqual([0, null]);
  });
});
