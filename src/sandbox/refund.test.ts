import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ACQUIRER_TIMES } from './desk.ts';
import { walletView } from './phone.ts';
import { openSandboxStore } from './sqlite-store.ts';
import { openTestShop, outcome } from './test-merchant.ts';
import { tempFolder } from './test-sandbox.ts';
import { createWechatPhoneSource } from './wechat-phone-source.ts';

const NO = 'SALE-0001';
const { refundMs, refundSpacingMs, refundWindowMs } = ACQUIRER_TIMES;

/** A shop with one paid order of 23.50 yuan. */
function shopWithSale(options: Parameters<typeof openTestShop>[0] = {}) {
  const shop = openTestShop(options);
  shop.pay();
  const { book, refundBook: refunds, wallet } = shop.acquirer;
  const sources = [createWechatPhoneSource({ book, refunds, wallet, clock: shop.clock })];
  const phone = () => walletView({ sources, wallet, merchantName: '' });
  return {
    ...shop,
    status: (refundNo = 'R-1') => shop.refundQuery({ out_refund_no: refundNo }).get('refund_status_0') ?? null,
    balance: () => shop.acquirer.wallet.settings().balanceFen,
    shown: () => phone().payments.map(({ state, refundedFen }) => [state, refundedFen]),
  };
}

describe('a refund', () => {
  test('is accepted, then processed, then back with the customer', () => {
    const shop = shopWithSale();
    const before = shop.balance();
    const answer = shop.refund({ sign_type: 'HMAC-SHA256', refund_desc: '商品破损退一件' });
    expect(Object.fromEntries(answer)).toMatchObject({
      result_code: 'SUCCESS',
      transaction_id: shop.query(NO).get('transaction_id') ?? shop.acquirer.book.find(NO)?.transactionId,
      out_trade_no: NO,
      out_refund_no: 'R-1',
      refund_id: expect.stringMatching(/^5030\d{25}$/),
      refund_fee: '800',
      total_fee: '2350',
      fee_type: 'CNY',
      cash_fee: '2350',
      cash_refund_fee: '800',
    });
    expect([shop.status(), shop.balance() - before, shop.acquirer.captured()]).toEqual(['PROCESSING', 0, 2350]);
    expect(shop.query(NO).get('trade_state')).toBe('REFUND');
    shop.clock.advance(refundMs);
    expect([shop.status(), shop.balance() - before, shop.acquirer.captured()]).toEqual(['SUCCESS', 800, 1550]);
    expect(shop.shown()).toEqual([['partly_refunded', 800]]);
    expect(Object.fromEntries(shop.refundQuery())).toMatchObject({
      refund_count: '1',
      refund_id_0: answer.get('refund_id'),
      refund_channel_0: 'ORIGINAL',
      refund_account_0: 'REFUND_SOURCE_UNSETTLED_FUNDS',
      refund_recv_accout_0: '支付用户零钱',
      refund_success_time_0: '2026-11-22 10:00:01',
      total_fee: '2350',
    });
  });

  test('the same number gives back once, however often it comes; with another amount it is refused', () => {
    const shop = shopWithSale();
    const first = shop.refund();
    expect(shop.refund().get('refund_id')).toBe(first.get('refund_id'));
    expect(outcome(shop.refund({ refund_fee: '801' }))).toBe('REFUND_FEE_MISMATCH');
    shop.clock.advance(refundMs);
    expect(shop.refund().get('refund_id')).toBe(first.get('refund_id'));
    shop.clock.advance(refundMs);
    expect(shop.acquirer.refunds()).toMatchObject([{ refundNo: 'R-1', amountFen: 800, state: 'SUCCESS' }]);
    expect(shop.acquirer.captured()).toBe(1550);
  });

  test('several, until nothing is left; what was closed does not count', () => {
    const shop = shopWithSale();
    shop.refund({}, { fault: { call: 'refund', kind: 'refund_closed', times: 1, skip: 0, delayMs: 0 } });
    shop.clock.advance(refundMs);
    expect(shop.status()).toBe('REFUNDCLOSE');
    shop.refund({ out_refund_no: 'R-2', refund_fee: '2000' });
    expect(outcome(shop.refund({ out_refund_no: 'R-3', refund_fee: '351' }))).toBe('ERROR');
    expect(outcome(shop.refund({ out_refund_no: 'R-4', refund_fee: '350' }))).toBe('SUCCESS');
    expect(shop.refund({ out_refund_no: 'R-5', refund_fee: '1' }).get('err_code_des')).toBe('订单已全额退款');
    shop.clock.advance(refundMs);
    expect([shop.acquirer.captured(), shop.shown()]).toEqual([0, [['refunded', 2350]]]);
  });

  test('at most 50 of one order; a list comes in tens', () => {
    const shop = shopWithSale();
    for (let n = 1; n <= 50; n++) expect(outcome(shop.refund({ out_refund_no: `R-${n}`, refund_fee: '1' }))).toBe('SUCCESS');
    expect(outcome(shop.refund({ out_refund_no: 'R-51', refund_fee: '1' }))).toBe('ERROR');
    const numbers = [0, 10, 40].map((offset) => {
      const page = shop.refundQuery({ out_trade_no: NO, offset: String(offset) });
      return [page.get('total_refund_count'), page.get('refund_count'), page.get('out_refund_no_0'), page.get('out_refund_no_9')];
    });
    expect(numbers).toEqual([
      ['50', '10', 'R-1', 'R-10'],
      ['50', '10', 'R-11', 'R-20'],
      ['50', '10', 'R-41', 'R-50'],
    ]);
    expect(outcome(shop.refundQuery({ out_trade_no: NO, offset: '50' }))).toBe('REFUNDNOTEXIST');
  });

  test('a void card: it stays abnormal, and the money with the merchant', () => {
    const shop = shopWithSale();
    shop.refund({}, { fault: { call: 'refund', kind: 'refund_abnormal', times: 1, skip: 0, delayMs: 0 } });
    shop.clock.advance(refundMs);
    expect([shop.status(), shop.acquirer.captured(), shop.shown()]).toEqual(['CHANGE', 2350, [['paid', 0]]]);
  });

  test('no funds: refused from the unsettled ones, taken from the balance under the same number', () => {
    const shop = shopWithSale();
    const fault = { call: 'refund', kind: 'no_funds', times: 2, skip: 0, delayMs: 0 } as const;
    expect(outcome(shop.refund({}, { fault }))).toBe('NOTENOUGH');
    expect(shop.status()).toBeNull();
    expect(outcome(shop.refund({ refund_account: 'REFUND_SOURCE_RECHARGE_FUNDS' }, { fault }))).toBe('SUCCESS');
    expect(shop.acquirer.refunds()).toMatchObject([{ refundNo: 'R-1', account: 'REFUND_SOURCE_RECHARGE_FUNDS' }]);
  });

  test('claimed: said to be accepted, and nothing is', () => {
    const shop = shopWithSale();
    expect(outcome(shop.refund({}, { fault: { call: 'refund', kind: 'claimed', times: 1, skip: 0, delayMs: 0 } }))).toBe('SUCCESS');
    expect(outcome(shop.refundQuery())).toBe('REFUNDNOTEXIST');
  });

  test('vouchers go back in proportion, to the last fen', () => {
    const shop = shopWithSale();
    shop.pay({ out_trade_no: 'SALE-0002', total_fee: '2' }); // one fen of it is a voucher
    const before = shop.balance();
    for (const refundNo of ['R-1', 'R-2'])
      shop.refund({ out_trade_no: 'SALE-0002', out_refund_no: refundNo, total_fee: '2', refund_fee: '1' });
    const fields = shop.refundQuery({ out_trade_no: 'SALE-0002' });
    expect([fields.get('coupon_refund_fee_0'), fields.get('coupon_refund_fee_1')]).toEqual(['1', undefined]);
    shop.clock.advance(refundMs);
    expect(shop.balance() - before).toBe(1);
  });

  test('refunds of one order closer than a minute are done and listed', () => {
    const shop = shopWithSale();
    shop.refund({ refund_fee: '1' });
    shop.clock.advance(refundSpacingMs);
    shop.refund({ out_refund_no: 'R-2', refund_fee: '1' });
    expect(shop.acquirer.closeRefunds().count).toBe(0);
    shop.clock.advance(refundSpacingMs - 1_000);
    shop.refund({ out_refund_no: 'R-3', refund_fee: '1' });
    expect(shop.acquirer.closeRefunds()).toEqual({ count: 1, newest: [{ refundNo: 'R-3', afterMs: refundSpacingMs - 1_000 }] });
  });
});

describe('what is refused', () => {
  const refusals: readonly [string, Record<string, string>, string][] = [
    ['another total than the order’s', { total_fee: '2351' }, 'REFUND_FEE_MISMATCH'],
    ['an unknown order', { out_trade_no: 'SALE-9999' }, 'ORDERNOTEXIST'],
    ['an unknown transaction', { transaction_id: '42' }, 'INVALID_TRANSACTIONID'],
    ['more than was paid', { refund_fee: '2351' }, 'ERROR'],
    ['nothing', { refund_fee: '0' }, 'PARAM_ERROR'],
    ['no number', { out_refund_no: '' }, 'LACK_PARAMS'],
    ['an account nobody has', { refund_account: 'MINE' }, 'PARAM_ERROR'],
    ['another currency', { refund_fee_type: 'USD' }, 'PARAM_ERROR'],
  ];
  test.each(refusals)('%s', (_, fields, errCode) => {
    const shop = shopWithSale();
    expect(outcome(shop.refund(fields))).toBe(errCode);
    expect(shop.acquirer.refunds()).toEqual([]);
  });

  test('an order that waits for its password, one that was reversed, one of last year', () => {
    const shop = shopWithSale();
    shop.pay({ out_trade_no: 'SALE-0002', total_fee: '100001' });
    expect(outcome(shop.refund({ out_trade_no: 'SALE-0002', total_fee: '100001' }))).toBe('ORDER_NOT_READY');
    shop.pay({ out_trade_no: 'SALE-0003' });
    shop.clock.advance(20_000);
    shop.reverse('SALE-0003');
    expect(outcome(shop.refund({ out_trade_no: 'SALE-0003' }))).toBe('ERROR');
    shop.clock.advance(refundWindowMs);
    expect(outcome(shop.refund())).toBe('TRADE_OVERDUE');
  });

  test('a refunded order is neither reversed nor paid again', () => {
    const shop = shopWithSale();
    shop.refund();
    shop.clock.advance(20_000);
    expect(outcome(shop.reverse(NO))).toBe('TRADE_ERROR');
    expect(outcome(shop.pay())).toBe('ORDERPAID');
    expect(shop.acquirer.captured()).toBe(1550);
  });

  test('a question about no refund', () => {
    const shop = shopWithSale();
    for (const asked of [{ out_refund_no: 'R-1' }, { refund_id: '50' }, { out_trade_no: NO }, { transaction_id: '42' }]) {
      expect(outcome(shop.refundQuery(asked))).toBe('REFUNDNOTEXIST');
    }
    expect(outcome(shop.refundQuery({}))).toBe('LACK_PARAMS');
  });
});

test('killed while a refund is processed: it comes to its end after the next start', () => {
  const file = path.join(tempFolder(onTestFinished), 'sandbox.db');
  const open = () => openSandboxStore(file, (error) => expect(error).toBeNull());
  const store = open();
  const shop = shopWithSale({ store: store.orders });
  shop.refund();
  const { refundBook } = shop.acquirer;
  store.close();
  const again = openTestShop({ store: open().orders });
  expect([...again.acquirer.refundBook.all()]).toEqual([...refundBook.all()]);
  again.clock.advance(refundMs);
  expect(again.refundQuery().get('refund_status_0')).toBe('SUCCESS');
  expect(again.acquirer.captured()).toBe(1550);
});
