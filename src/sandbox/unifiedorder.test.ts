import { describe, expect, test } from 'vitest';
import { outcome } from './test-merchant.ts';
import { inMs, openCounter, openDialog, orderNo } from './test-offer-shop.ts';

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
