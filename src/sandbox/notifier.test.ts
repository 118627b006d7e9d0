import { createDecipheriv, createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Fields } from './sign.ts';
import { MERCHANT } from './test-merchant.ts';
import { isSigned, openShop, read, SENT_BACK } from './test-notifier.ts';

const NOTIFY_URL = 'http://127.0.0.1:9/notify/wechat';

/** By the steps of the documents, apart from the code that encrypts. */
function decrypt(reqInfo: string, apiKey = MERCHANT.apiKey): Fields {
  const decipher = createDecipheriv('aes-256-ecb', Buffer.from(createHash('md5').update(apiKey).digest('hex'), 'ascii'), null);
  const text = Buffer.concat([decipher.update(Buffer.from(reqInfo, 'base64')), decipher.final()]).toString('utf8');
  expect(text).toMatch(/^<root>.*<\/root>$/);
  return read(text.replace(/^<root>/, '<xml>').replace(/<\/root>$/, '</xml>'));
}

describe('an offer is paid', () => {
  test('told once, signed by the sign type of the order, with everything that was paid', () => {
    const { payOffer, posted, clock, acquirer, log } = openShop();
    payOffer({ attach: 'shift=A', device_info: 'T01' });
    clock.advance(24 * 60 * 60_000);
    expect(posted).toMatchObject([{ url: NOTIFY_URL, atMs: 0 }]);
    const told = read(posted[0]?.body);
    expect(Object.fromEntries(told)).toMatchObject({
      return_code: 'SUCCESS',
      result_code: 'SUCCESS',
      appid: MERCHANT.appId,
      mch_id: MERCHANT.mchId,
      out_trade_no: 'SALE-0001',
      transaction_id: acquirer.book.find('SALE-0001')?.transactionId,
      openid: acquirer.wallet.openId(),
      trade_type: 'NATIVE',
      total_fee: '5990',
      cash_fee: '5990',
      attach: 'shift=A',
      device_info: 'T01',
      time_end: '20261122100000',
    });
    expect([told.has('trade_state'), told.has('sign_type'), isSigned(told, 'MD5')]).toEqual([false, false, true]);
    expect(log()).toEqual([['notification', 'SALE-0001', null, 'SUCCESS']]);
  });

  test('HMAC-SHA256: named, and among what is signed', () => {
    const { payOffer, posted } = openShop();
    payOffer({ sign_type: 'HMAC-SHA256' });
    const told = read(posted[0]?.body);
    expect([told.get('sign_type'), isSigned(told, 'HMAC-SHA256')]).toEqual(['HMAC-SHA256', true]);
  });

  test('vouchers are listed one by one', () => {
    const { payOffer, posted } = openShop();
    payOffer({ total_fee: '3' });
    expect(Object.fromEntries(read(posted[0]?.body))).toMatchObject({
      coupon_fee: '3',
      coupon_count: '2',
      coupon_fee_1: '2',
      settlement_total_fee: '1',
    });
  });

  test('a payment code is never told of', () => {
    const { pay, clock, posted } = openShop();
    pay();
    clock.advance(60_000);
    expect(posted).toEqual([]);
  });
});

describe('a refund comes to its end', () => {
  const notify_url = 'http://127.0.0.1:9/notify/refund';

  test('told encrypted, also of a payment code', () => {
    const { pay, refund, clock, posted, acquirer } = openShop();
    pay();
    refund({ notify_url });
    clock.advance(1_000);
    expect(posted).toMatchObject([{ url: notify_url, atMs: 1_000 }]);
    const told = read(posted[0]?.body);
    expect([told.get('return_code'), told.get('appid'), told.get('mch_id'), told.has('sign')]).toEqual([
      'SUCCESS',
      MERCHANT.appId,
      MERCHANT.mchId,
      false,
    ]);
    expect(Object.fromEntries(decrypt(told.get('req_info') ?? ''))).toEqual({
      out_refund_no: 'R-1',
      out_trade_no: 'SALE-0001',
      refund_account: 'REFUND_SOURCE_UNSETTLED_FUNDS',
      refund_fee: '800',
      refund_id: acquirer.refundBook.find('R-1')?.refundId,
      refund_recv_accout: '支付用户零钱',
      refund_request_source: 'API',
      refund_status: 'SUCCESS',
      settlement_refund_fee: '800',
      settlement_total_fee: '2350',
      success_time: '2026-11-22 10:00:01',
      total_fee: '2350',
      transaction_id: acquirer.book.find('SALE-0001')?.transactionId,
    });
  });

  test.each([
    ['refund_closed', 'REFUNDCLOSE'],
    ['refund_abnormal', 'CHANGE'],
  ] as const)('%s: %s, without a time', (kind, status) => {
    const { pay, refund, clock, posted } = openShop();
    pay();
    refund({ notify_url }, { fault: { call: 'refund', kind, times: 1, skip: 0, delayMs: 0 } });
    clock.advance(1_000);
    const told = decrypt(read(posted[0]?.body).get('req_info') ?? '');
    expect([told.get('refund_status'), told.has('success_time')]).toEqual([status, false]);
  });

  test('nobody asked: nobody is told', () => {
    const { pay, refund, clock, posted, log } = openShop();
    pay();
    refund();
    clock.advance(60_000);
    expect([posted, log()]).toEqual([[], []]);
  });

  test('forged: another amount, another order, another merchant, another key', () => {
    const { pay, refund, clock, posted, plant } = openShop({ replies: [SENT_BACK] });
    pay();
    for (const kind of ['wrong_amount', 'wrong_order', 'wrong_merchant', 'unsigned', 'bad_signature'] as const) plant(kind);
    refund({ notify_url });
    clock.advance(300_000);
    const told = posted.map(({ body }) => read(body));
    expect(told.map((fields) => fields.get('mch_id'))).toEqual(['10000100', '10000100', '10000109', '10000100', '10000100']);
    const info = (index: number, key?: string) => decrypt(told[index]?.get('req_info') ?? '', key);
    expect([info(0).get('refund_fee'), info(0).get('total_fee')]).toEqual(['801', '2350']);
    expect(info(1).get('out_trade_no')).toBe('SALE-000X');
    expect(told[3]?.has('req_info')).toBe(false);
    expect(() => info(4)).toThrow();
    expect(info(4, '0'.repeat(32)).get('refund_fee')).toBe('800');
  });
});

test.each(['https://pay.example.com/wx/notify', 'https://127.0.0.1/notify'])(
  '%s is taken by the order, and never posted to',
  (notify_url) => {
    const { payOffer, posted, clock, log } = openShop();
    payOffer({ notify_url });
    clock.advance(60_000);
    expect([posted, log()]).toEqual([[], [['notification', 'SALE-0001', null, 'not_posted']]]);
  },
);
