import { describe, expect, test } from 'vitest';
import { beijingTime } from './beijing-time.ts';
import { outcome } from './test-merchant.ts';
import { inMs, openCounter, openDialog, orderNo } from './test-offer-shop.ts';

describe('the customer scans', () => {
  test('the password is asked, whatever the amount; paid, queried with who paid and how', () => {
    const { phone, state, states, query, wallet, acquirer } = openDialog({ attach: 'shift=A', device_info: 'T01' });
    expect([state(), states()]).toEqual(['USERPAYING', ['awaiting_password']]);
    expect(phone.payments(1)).toMatchObject([{ by: 'scan', currency: 'CNY', amountFen: 5990 }]);
    expect(phone.answer(orderNo, 'pay')).toEqual({ ok: true, value: null });
    expect(Object.fromEntries(query(orderNo))).toMatchObject({
      trade_state: 'SUCCESS',
      trade_type: 'NATIVE',
      openid: wallet.openId(),
      total_fee: '5990',
      attach: 'shift=A',
      device_info: 'T01',
      transaction_id: expect.stringMatching(/^42\d{26}$/),
    });
    expect([states(), acquirer.captured()]).toEqual([['paid'], 5990]);
  });

  test('twice: one dialog; paid: over', () => {
    const { phone, content, states } = openDialog();
    expect(phone.scan(content)).toEqual({ ok: true, value: null });
    expect(states()).toEqual(['awaiting_password']);
    phone.answer(orderNo, 'pay');
    expect(phone.scan(content)).toEqual({ ok: false, error: 'order_over' });
    expect(phone.answer(orderNo, 'pay')).toEqual({ ok: false, error: 'no_dialog' });
  });

  test('closed by the customer, unanswered for 45 s, or short of money: not paid, and the QR can be scanned again', () => {
    const { phone, content, states, state, clock, wallet } = openDialog();
    phone.answer(orderNo, 'wrong_password');
    expect(states()).toEqual(['awaiting_password']);
    phone.answer(orderNo, 'give_up');
    expect([state(), states()]).toEqual(['NOTPAY', ['given_up']]);
    phone.scan(content);
    clock.advance(45_000);
    expect([state(), states()]).toEqual(['NOTPAY', ['expired']]);
    phone.scan(content);
    wallet.change({ balanceFen: 5989 });
    phone.answer(orderNo, 'pay');
    expect(state()).toBe('NOTPAY');
    wallet.change({ balanceFen: 5990 });
    phone.scan(content);
    phone.answer(orderNo, 'pay');
    expect(state()).toBe('SUCCESS');
  });

  test('never revoked by itself', () => {
    const { state, clock, offer } = openCounter();
    offer();
    clock.advance(24 * 60 * 60_000);
    expect(state()).toBe('NOTPAY');
  });

  test('without network nothing opens; what is not of this acquirer is not its own', () => {
    const { phone, offer, wallet, states } = openCounter();
    const content = offer().get('code_url') ?? '';
    wallet.change({ network: 'off' });
    expect(phone.scan(content)).toEqual({ ok: false, error: 'no_network' });
    wallet.change({ network: 'on' });
    expect(phone.scan(`${content}x`)).toBeNull();
    expect(phone.answer('SALE-0009', 'pay')).toBeNull();
    expect(states()).toEqual([]);
  });

  test('past its expiry it cannot be paid, not even in an open dialog, and is found closed', () => {
    const { phone, offer, clock, state, acquirer } = openCounter();
    const content = offer({ time_expire: inMs(clock, 60_000) }).get('code_url') ?? '';
    clock.advance(30_000);
    phone.scan(content);
    clock.advance(30_000);
    expect(phone.answer(orderNo, 'pay')).toEqual({ ok: false, error: 'no_dialog' });
    expect(phone.scan(content)).toEqual({ ok: false, error: 'order_over' });
    expect([state(), acquirer.captured()]).toEqual(['CLOSED', 0]);
    expect(outcome(offer({ time_expire: inMs(clock, 0) }))).toBe('OUT_TRADE_NO_USED');
  });
});

test('a placed order is not reversed but refunded, and stands in the bill by its own type', () => {
  const { reverse, refund, refundQuery, phone, state, clock, acquirer, bill } = openDialog();
  expect(outcome(reverse(orderNo))).toBe('INVALID_REQUEST');
  phone.answer(orderNo, 'pay');
  expect(reverse(orderNo).get('recall')).toBe('N');
  expect([state(), acquirer.captured(), acquirer.earlyReversals().count]).toEqual(['SUCCESS', 5990, 0]);
  refund({ total_fee: '5990', refund_fee: '990' });
  clock.advance(1000);
  expect(refundQuery().get('refund_status_0')).toBe('SUCCESS');
  expect([state(), acquirer.captured()]).toEqual(['REFUND', 5000]);
  acquirer.bills.setReady('at_once');
  const lines = bill({ bill_date: beijingTime(clock.wallMs()).slice(0, 8) }).body.split('\r\n');
  expect(lines.filter((line) => line.includes('`NATIVE,'))).toHaveLength(2);
});
