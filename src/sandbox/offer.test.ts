import { describe, expect, test } from 'vitest';
import type { HandClock } from '../basics/hand-clock.ts';
import type { Fault } from '../contract/sandbox.ts';
import { beijingTime } from './beijing-time.ts';
import { openTestShop, outcome } from './test-merchant.ts';
import { createWechatPhoneSource } from './wechat-phone-source.ts';

function openCounter() {
  const shop = openTestShop();
  const { book, refundBook: refunds, wallet } = shop.acquirer;
  const phone = createWechatPhoneSource({ book, refunds, wallet, clock: shop.clock });
  return {
    ...shop,
    phone,
    wallet,
    states: () => phone.payments(50).map(({ state }) => state),
    state: (orderNo = 'SALE-0001') => shop.query(orderNo).get('trade_state'),
    plant: (kind: 'close_then_paid') => ({ fault: { call: 'closeorder' as const, kind, times: 1, skip: 0, delayMs: 0 } }),
  };
}

/** An offer whose dialog is open on the phone. */
function openDialog(fields: Record<string, string> = {}) {
  const counter = openCounter();
  const content = counter.offer(fields).get('code_url') ?? '';
  expect(counter.phone.scan(content)).toEqual({ ok: true, value: null });
  return { ...counter, content };
}

const orderNo = 'SALE-0001';
const inMs = (clock: HandClock, ms: number) => beijingTime(clock.wallMs() + ms);

describe('placing an order', () => {
  test('NATIVE: a number for two hours and a QR; nobody knows yet who will pay', () => {
    const { offer, acquirer } = openCounter();
    const placed = offer();
    expect(placed.get('trade_type')).toBe('NATIVE');
    expect(placed.get('prepay_id')).toMatch(/^wx\d{14}[0-9a-f]{20}$/);
    expect(placed.get('code_url')).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=[0-9A-Za-z]{7,16}$/);
    expect([...acquirer.book.all()]).toMatchObject([{ state: 'NOTPAY', tradeType: 'NATIVE', openId: '', captures: 0 }]);
  });

  test('JSAPI and APP: the number alone; MWEB: a link', () => {
    const { offer, wallet } = openCounter();
    const jsapi = offer({ trade_type: 'JSAPI', openid: wallet.openId() });
    const app = offer({ trade_type: 'APP', out_trade_no: 'SALE-0002' });
    const link = offer({ trade_type: 'MWEB', out_trade_no: 'SALE-0003', scene_info: '{"h5_info":{"type":"Wap"}}' });
    for (const [placed, type] of [[jsapi, 'JSAPI'] as const, [app, 'APP'] as const]) {
      expect(placed.get('trade_type')).toBe(type);
      expect(placed.has('code_url') || placed.has('mweb_url')).toBe(false);
    }
    expect(link.get('mweb_url')).toContain(`prepay_id=${link.get('prepay_id')}`);
  });

  const refused: readonly [what: string, fields: Record<string, string>, answer: string][] = [
    ['a type that is not placed', { trade_type: 'MICROPAY' }, 'PARAM_ERROR'],
    ['NATIVE without a product', { product_id: '' }, 'LACK_PARAMS'],
    ['JSAPI without a payer', { trade_type: 'JSAPI' }, 'LACK_PARAMS'],
    ['JSAPI with a payer nobody knows', { trade_type: 'JSAPI', openid: 'oNobody' }, 'PARAM_ERROR'],
    ['MWEB without its page', { trade_type: 'MWEB' }, 'LACK_PARAMS'],
    ['MWEB whose page is none', { trade_type: 'MWEB', scene_info: '{"store_info":{}}' }, 'PARAM_ERROR'],
    ['MWEB whose page is null', { trade_type: 'MWEB', scene_info: 'null' }, 'PARAM_ERROR'],
    ['no address for the notification', { notify_url: '' }, 'LACK_PARAMS'],
    ['an address in plain http', { notify_url: 'http://shop.example/notify' }, 'PARAM_ERROR'],
    ['an address with a query', { notify_url: 'https://shop.example/notify?key=1' }, 'PARAM_ERROR'],
    ['an address with a password', { notify_url: 'https://a:b@shop.example/notify' }, 'PARAM_ERROR'],
    ['no such time', { time_expire: '20261399000000' }, 'PARAM_ERROR'],
    ['a day there is not', { time_expire: '20270230000000' }, 'PARAM_ERROR'],
    ['a product of 33 characters', { product_id: 'p'.repeat(33) }, 'PARAM_ERROR'],
    ['a name of 128 bytes', { body: '店'.repeat(43) }, 'PARAM_ERROR'],
  ];
  test.each(refused)('%s is refused', (_what, fields, answer) => {
    const { offer, acquirer } = openCounter();
    expect(outcome(offer(fields))).toBe(answer);
    expect(acquirer.orders()).toEqual([]);
  });

  test('https anywhere and plain http on this machine are taken', () => {
    const { offer } = openCounter();
    const addresses = ['https://pay.example.com/wx/pay-notify', 'http://127.0.0.1:8080/n', 'http://[::1]/n', 'http://localhost:1/n'];
    const answers = addresses.map((notify_url, index) => outcome(offer({ notify_url, out_trade_no: `SALE-100${index}` })));
    expect(answers).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS']);
  });

  test('an expiry closer than a minute, or over already, is refused', () => {
    const { offer, clock } = openCounter();
    expect(outcome(offer({ time_expire: inMs(clock, 59_000) }))).toBe('PARAM_ERROR');
    expect(outcome(offer({ time_start: inMs(clock, -120_000), time_expire: inMs(clock, -1_000) }))).toBe('PARAM_ERROR');
    expect(outcome(offer({ time_start: inMs(clock, -30_000), time_expire: inMs(clock, 30_000) }))).toBe('SUCCESS');
  });
});

describe('the same number again', () => {
  test('with the same parameters: the same order; with any other: used', () => {
    const { offer } = openCounter();
    const first = offer();
    const again = offer({ nonce_str: 'another' });
    expect([again.get('prepay_id'), again.get('code_url')]).toEqual([first.get('prepay_id'), first.get('code_url')]);
    for (const other of [{ total_fee: '5991' }, { body: 'else' }, { attach: 'a' }, { notify_url: 'https://pay.example.com/n' }]) {
      expect(outcome(offer(other))).toBe('OUT_TRADE_NO_USED');
    }
  });

  test('the same while the customer types; paid: ORDERPAID; closed: used', () => {
    const { offer, phone, close, clock } = openDialog();
    expect(outcome(offer())).toBe('SUCCESS');
    phone.answer(orderNo, 'pay');
    expect(outcome(offer())).toBe('ORDERPAID');
    offer({ out_trade_no: 'SALE-0002' });
    clock.advance(300_000);
    close('SALE-0002');
    expect(outcome(offer({ out_trade_no: 'SALE-0002' }))).toBe('OUT_TRADE_NO_USED');
  });

  test('a number of a payment code cannot be placed, one that was placed cannot be charged', () => {
    const { offer, pay } = openCounter();
    pay();
    expect(outcome(offer())).toBe('OUT_TRADE_NO_USED');
    offer({ out_trade_no: 'SALE-0002' });
    expect(outcome(pay({ out_trade_no: 'SALE-0002', total_fee: '5990' }))).toBe('OUT_TRADE_NO_USED');
  });

  test('after two hours the same order gets a new QR, and the old one is over', () => {
    const { offer, phone, clock } = openCounter();
    const first = offer().get('code_url') ?? '';
    clock.advance(2 * 60 * 60_000);
    expect(phone.scan(first)).toEqual({ ok: false, error: 'order_over' });
    const second = offer().get('code_url') ?? '';
    expect(second).not.toBe(first);
    expect(phone.scan(first)).toEqual({ ok: false, error: 'order_over' });
    expect(phone.scan(second)).toEqual({ ok: true, value: null });
  });

  test('a link in a browser is good for five minutes, with the page to come back to', () => {
    const { offer, phone, clock } = openCounter();
    const mweb = { trade_type: 'MWEB', scene_info: '{"h5_info":{"type":"Wap"}}' };
    const link = offer(mweb).get('mweb_url') ?? '';
    expect(phone.scan(`${link}&redirect_url=https%3A%2F%2Fshop.example`)).toEqual({ ok: true, value: null });
    expect(phone.payments(1)).toMatchObject([{ by: 'link', state: 'awaiting_password' }]);
    phone.answer(orderNo, 'give_up');
    clock.advance(300_000);
    expect(phone.scan(link)).toEqual({ ok: false, error: 'order_over' });
  });
});

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

describe('whose payment code it is', () => {
  test('told without spending it', () => {
    const { send, newCode, pay, wallet } = openCounter();
    const auth_code = newCode();
    expect(send('authcodetoopenid', { auth_code }).get('openid')).toBe(wallet.openId());
    expect(send('authcodetoopenid', { auth_code, sub_appid: 'wx00000000000000aa' }).get('sub_openid')).toBe(`s${wallet.openId().slice(1)}`);
    expect(outcome(pay({ auth_code }))).toBe('SUCCESS');
    expect(outcome(send('authcodetoopenid', { auth_code }))).toBe('AUTH_CODE_INVALID');
  });

  test('unknown and old codes tell nothing', () => {
    const { send, newCode, clock } = openCounter();
    expect(outcome(send('authcodetoopenid', { auth_code: '134567890123456789' }))).toBe('AUTH_CODE_INVALID');
    const auth_code = newCode();
    clock.advance(60_000);
    expect(outcome(send('authcodetoopenid', { auth_code }))).toBe('AUTH_CODE_INVALID');
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
