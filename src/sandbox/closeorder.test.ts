import { describe, expect, test } from 'vitest';
import type { Fault } from '../contract/sandbox.ts';
import { outcome } from './test-merchant.ts';
import { openCounter, openDialog, orderNo } from './test-offer-shop.ts';

describe('closing', () => {
  test('after five minutes: closed for good', () => {
    const { offer, close, phone, clock, state, acquirer } = openCounter();
    const content = offer().get('code_url') ?? '';
    clock.advance(300_000);
    const closed = close();
    expect([closed.get('result_code'), closed.get('result_msg')]).toEqual(['SUCCESS', 'OK']);
    expect([state(), outcome(close())]).toEqual(['CLOSED', 'ORDERCLOSED']);
    expect(phone.scan(content)).toEqual({ ok: false, error: 'order_over' });
    expect(acquirer.earlyCloses().count).toBe(0);
  });

  test('sooner: done, and listed', () => {
    const { offer, close, clock, state, acquirer } = openCounter();
    offer();
    clock.advance(299_000);
    close();
    expect(state()).toBe('CLOSED');
    expect(acquirer.earlyCloses()).toEqual({ count: 1, newest: [{ orderNo, afterMs: 299_000 }] });
  });

  test('unknown, paid, refunded or of a payment code: refused by name', () => {
    const { close, phone, pay, refund } = openDialog();
    expect(outcome(close('SALE-0009'))).toBe('ORDERNOTEXIST');
    phone.answer(orderNo, 'pay');
    expect(outcome(close())).toBe('ORDERPAID');
    refund({ total_fee: '5990' });
    expect(outcome(close())).toBe('ORDERPAID');
    pay({ out_trade_no: 'SALE-0002' });
    expect(outcome(close('SALE-0002'))).toBe('TRADE_STATE_ERROR');
  });

  test('takes the dialog with it', () => {
    const { close, phone, states } = openDialog();
    close();
    expect(phone.answer(orderNo, 'pay')).toEqual({ ok: false, error: 'no_dialog' });
    expect(states()).toEqual(['expired']);
  });

  test('close_then_paid: closed, said to be closed, and paid in the dialog that went on', () => {
    const { close, phone, plant, state, states, acquirer } = openDialog();
    expect(outcome(close(orderNo, plant('close_then_paid')))).toBe('SUCCESS');
    expect([state(), states()]).toEqual(['CLOSED', ['awaiting_password']]);
    phone.answer(orderNo, 'pay');
    expect([state(), acquirer.captured()]).toEqual(['SUCCESS', 5990]);
    expect(outcome(close())).toBe('ORDERPAID');
  });

  test('close_then_paid, and nobody pays: it stays closed', () => {
    const { close, phone, plant, state, states, clock } = openDialog();
    close(orderNo, plant('close_then_paid'));
    clock.advance(45_000);
    expect([state(), states(), phone.answer(orderNo, 'pay')]).toEqual(['CLOSED', ['expired'], { ok: false, error: 'no_dialog' }]);
  });
});

describe('planted faults of these calls', () => {
  function planted(kind: Fault['kind'], call: 'unifiedorder' | 'closeorder', more: Partial<Fault> = {}) {
    return { fault: { call, kind, times: 1, skip: 0, delayMs: 0, ...more } };
  }

  test('SYSTEMERROR of an order that was placed all the same: the same request finds it', () => {
    const { offer, acquirer } = openCounter();
    expect(outcome(offer({}, planted('error_code_after', 'unifiedorder', { errCode: 'SYSTEMERROR' })))).toBe('SYSTEMERROR');
    expect(outcome(offer())).toBe('SUCCESS');
    expect(acquirer.orders()).toHaveLength(1);
  });

  test('a close that is claimed, denied or refused, and was not done', () => {
    const { offer, close, state } = openCounter();
    offer();
    expect(outcome(close(orderNo, planted('claimed', 'closeorder')))).toBe('SUCCESS');
    expect(outcome(close(orderNo, planted('not_exist', 'closeorder')))).toBe('ORDERNOTEXIST');
    expect(outcome(close(orderNo, planted('error_code', 'closeorder', { errCode: 'SYSTEMERROR' })))).toBe('SYSTEMERROR');
    expect(state()).toBe('NOTPAY');
  });
});
