import { describe, expect, it } from 'vitest';
import { readPaymentNumber } from '../../payment/payment-number.ts';
import { testGateway } from './test-gateway.ts';
import { ENVELOPE, ORDER, PAID, PAYMENT, signedAnswer } from './test-setting.ts';

const QUERIED = { ...PAID, trade_state: 'SUCCESS', device_info: 'POS-0731-T04' };
const FOUND = { kind: 'paid', orderNo: ORDER.orderNo, amountFen: 2350, payment: PAYMENT, deviceInfo: 'POS-0731-T04' };
const DEADLINE_MS = 5_000;

function setting() {
  const { gateway, asked: posts, ...rest } = testGateway();
  const lookUp = (text: string) => {
    const number = readPaymentNumber(text, 'typed');
    if (!number) throw new Error('no number');
    return gateway.lookUp(number, DEADLINE_MS);
  };
  const asked = () =>
    posts()
      .slice(0, 1)
      .flatMap((fields) => [fields.transaction_id, fields.out_trade_no]);
  return { ...rest, lookUp, asked };
}

const state = (trade_state: string) => signedAnswer({ ...ENVELOPE, result_code: 'SUCCESS', out_trade_no: ORDER.orderNo, trade_state });
const refused = (err_code: string) => signedAnswer({ ...ENVELOPE, result_code: 'FAIL', err_code });

describe('a number that a customer shows', () => {
  it('the acquirer’s: asked by it alone, and told whose order it is', async () => {
    const { transport, lookUp, asked } = setting();
    transport.reply = () => signedAnswer(QUERIED);
    expect(await lookUp(PAID.transaction_id)).toEqual(FOUND);
    expect(asked()).toEqual([PAID.transaction_id, undefined]);
    expect(transport.posts[0]?.call).toMatchObject({ path: '/pay/orderquery', safeToRepeat: true, timeoutMs: DEADLINE_MS });
  });

  it('the merchant’s: asked by it', async () => {
    const { transport, lookUp, asked } = setting();
    transport.reply = () => signedAnswer(QUERIED);
    expect(await lookUp(ORDER.orderNo)).toEqual(FOUND);
    expect(asked()).toEqual([undefined, ORDER.orderNo]);
  });

  it('another terminal’s order may be named as ours never would', async () => {
    const { transport, lookUp } = setting();
    transport.reply = () => signedAnswer({ ...QUERIED, out_trade_no: 'shop|7*A@1', device_info: '' });
    expect(await lookUp(PAID.transaction_id)).toEqual({ ...FOUND, orderNo: 'shop|7*A@1', deviceInfo: null });
  });

  it.each([
    ['REFUND', 'refunded'],
    ['REVOKED', 'undone'],
    ['CLOSED', 'undone'],
    ['NOTPAY', 'not_paid'],
    ['USERPAYING', 'not_paid'],
    ['PAYERROR', 'not_paid'],
    ['ACCEPT', 'not_paid'],
  ])('%s: %s, whatever else is left out', async (tradeState, kind) => {
    const { transport, lookUp } = setting();
    transport.reply = () => state(tradeState);
    expect(await lookUp(PAID.transaction_id)).toEqual({ kind, orderNo: ORDER.orderNo });
  });

  it('no such order', async () => {
    const { transport, lookUp } = setting();
    transport.reply = () => refused('ORDERNOTEXIST');
    expect(await lookUp(PAID.transaction_id)).toEqual({ kind: 'absent' });
  });

  it.each([
    ['another number than the one asked for', signedAnswer({ ...QUERIED, transaction_id: '4200002719202611225550142388' }), 'untrusted'],
    ['another number, and not paid', signedAnswer({ ...QUERIED, transaction_id: '42', trade_state: 'REFUND' }), 'untrusted'],
    ['another currency', signedAnswer({ ...QUERIED, fee_type: 'USD' }), 'untrusted'],
    ['another merchant', signedAnswer({ ...QUERIED, mch_id: '10000101' }), 'untrusted'],
    ['forged', signedAnswer(QUERIED).replace('2350', '9350'), 'untrusted'],
    ['no order named', signedAnswer({ ...QUERIED, out_trade_no: '' }), 'untrusted'],
    ['no amount', signedAnswer({ ...QUERIED, total_fee: '0' }), 'untrusted'],
    ['no time', signedAnswer({ ...QUERIED, time_end: '20261322103412' }), 'untrusted'],
    ['a state nobody documented', state('MOON'), 'unsure'],
    ['the platform does not know', refused('SYSTEMERROR'), 'unsure'],
    ['HTML', '<html>502</html>', 'no_answer'],
  ])('%s: nothing is known', async (_name, answer, doubt) => {
    const { transport, lookUp, log } = setting();
    transport.reply = () => answer;
    expect(await lookUp(PAID.transaction_id)).toEqual({ kind: 'unknown', doubt });
    expect(log.entries.some(({ event }) => event === 'gateway_untrusted')).toBe(doubt === 'untrusted');
  });

  it('asked by the merchant’s number, told of another order: nothing is known', async () => {
    const { transport, lookUp } = setting();
    transport.reply = () => signedAnswer({ ...QUERIED, out_trade_no: 'POS0731T04202611220002' });
    expect(await lookUp(ORDER.orderNo)).toEqual({ kind: 'unknown', doubt: 'untrusted' });
  });

  it('silence is no answer at the deadline that was given', async () => {
    const { clock, lookUp } = setting();
    const answer = lookUp(PAID.transaction_id);
    clock.advance(DEADLINE_MS);
    expect(await answer).toEqual({ kind: 'unknown', doubt: 'no_answer' });
  });
});
