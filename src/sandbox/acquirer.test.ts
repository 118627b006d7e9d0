import { describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { forgetfulOrderStore, type Order } from './order.ts';
import { MERCHANT, openTestShop, outcome, type TestShop } from './test-merchant.ts';

const NO = 'SALE-0001';

/** A shop with one order that waits for the password. */
function shopAwaitingPassword(): TestShop & { readonly code: string } {
  const shop = openTestShop();
  shop.acquirer.wallet.change({ passwordAbove: 0 });
  const code = shop.newCode();
  expect(outcome(shop.pay({ auth_code: code }))).toBe('USERPAYING');
  return { ...shop, code };
}

function dialogOf(shop: TestShop) {
  const order = shop.acquirer.book.find(NO);
  if (!order) throw new Error('no order');
  return order;
}

describe('a new charge', () => {
  test('small: paid at once, every field of a payment, signed as it was asked', () => {
    const shop = openTestShop();
    const answer = shop.pay({ sign_type: 'HMAC-SHA256', attach: 'shift=A', device_info: 'T01' });
    expect(answer.get('sign')).toHaveLength(64);
    expect(Object.fromEntries(answer)).toMatchObject({
      return_code: 'SUCCESS',
      result_code: 'SUCCESS',
      appid: MERCHANT.appId,
      mch_id: MERCHANT.mchId,
      device_info: 'T01',
      trade_type: 'MICROPAY',
      total_fee: '2350',
      cash_fee: '2350',
      fee_type: 'CNY',
      out_trade_no: NO,
      attach: 'shift=A',
      time_end: '20261122100000',
      is_subscribe: 'N',
    });
    expect(answer.get('transaction_id')).toMatch(/^4200\d{24}$/);
    expect(shop.acquirer.orders()).toEqual([{ orderNo: NO, amountFen: 2350, state: 'SUCCESS', captured: 1, returned: 0 }]);
    expect(shop.acquirer.captured()).toBe(2350);
    expect(shop.acquirer.wallet.settings().balanceFen).toBe(10_000_000 - 2350);
  });

  test('MD5 without a sign type', () => {
    expect(openTestShop().pay().get('sign')).toHaveLength(32);
  });

  test('sub-merchant fields are echoed, the payer told under the sub-app too', () => {
    const answer = openTestShop().pay({ sub_appid: 'wx00000000000000aa', sub_mch_id: '1900000109' });
    expect(Object.fromEntries(answer)).toMatchObject({ sub_appid: 'wx00000000000000aa', sub_mch_id: '1900000109', sub_is_subscribe: 'N' });
    expect(answer.get('sub_openid')).toBeTruthy();
  });

  test('1000 yuan pass, one fen more asks for the password', () => {
    const shop = openTestShop();
    expect(outcome(shop.pay({ total_fee: '100000' }))).toBe('SUCCESS');
    const answer = shop.pay({ out_trade_no: 'SALE-0002', total_fee: '100001' });
    expect(outcome(answer)).toBe('USERPAYING');
    expect(answer.get('err_code_des')).toBe('需要用户输入支付密码');
  });

  test('too little money: NOTENOUGH, no order, the code is spent', () => {
    const shop = openTestShop({ walletSettings: { balanceFen: 2349 } });
    const code = shop.newCode();
    expect(outcome(shop.pay({ auth_code: code }))).toBe('NOTENOUGH');
    expect(outcome(shop.query(NO))).toBe('ORDERNOTEXIST');
    expect(shop.pay({ auth_code: code }).get('err_code_des')).toBe('101 每个二维码仅限使用一次，请刷新再试');
  });

  test('codes: foreign, unknown, a minute old, used', () => {
    const shop = openTestShop();
    const told = (code: string) => {
      const answer = shop.pay({ auth_code: code });
      return `${answer.get('err_code')} ${answer.get('err_code_des')}`;
    };
    expect(told('280000000000000000')).toBe('AUTH_CODE_INVALID 请扫描微信支付授权码(以10/11/12/13/14/15为前缀的18位数字)');
    expect(told('134567890123456789')).toBe('AUTH_CODE_INVALID 101 付款码无效，请重新扫码');
    const fresh = shop.newCode();
    shop.clock.advance(60_000);
    expect(told(fresh)).toBe('AUTH_CODE_INVALID 101 付款码已过期，请退出重试');
    const almost = shop.newCode();
    shop.clock.advance(59_999);
    expect(outcome(shop.pay({ auth_code: almost }))).toBe('SUCCESS');
    expect(outcome(shop.pay({ auth_code: almost, out_trade_no: 'SALE-0002' }))).toBe('AUTH_CODE_INVALID');
  });

  test('2 and 3 fen come with vouchers, in the payment and in the query', () => {
    const shop = openTestShop();
    expect(Object.fromEntries(shop.pay({ total_fee: '2' }))).toMatchObject({ coupon_fee: '1', cash_fee: '1' });
    shop.pay({ total_fee: '3', out_trade_no: 'SALE-0003' });
    expect(Object.fromEntries(shop.query('SALE-0003'))).toMatchObject({
      coupon_fee: '3',
      cash_fee: '0',
      settlement_total_fee: '1',
      coupon_count: '2',
      coupon_type_1: 'NO_CASH',
      coupon_fee_1: '2',
    });
  });
});

describe('a known number', () => {
  test('paid: ORDERPAID, with the old code and with a new one', () => {
    const shop = openTestShop();
    const code = shop.newCode();
    shop.pay({ auth_code: code });
    expect(outcome(shop.pay({ auth_code: code }))).toBe('ORDERPAID');
    expect(outcome(shop.pay())).toBe('ORDERPAID');
    expect(shop.acquirer.captured()).toBe(2350);
  });

  test('waiting for the password: the same code USERPAYING, another BUYER_MISMATCH, another amount OUT_TRADE_NO_USED', () => {
    const shop = shopAwaitingPassword();
    expect(outcome(shop.pay({ auth_code: shop.code }))).toBe('USERPAYING');
    expect(outcome(shop.pay())).toBe('BUYER_MISMATCH');
    expect(outcome(shop.pay({ auth_code: shop.code, total_fee: '2351' }))).toBe('OUT_TRADE_NO_USED');
    expect(shop.acquirer.orders()).toHaveLength(1);
  });

  test('reversed: ORDERREVERSED; closed: ORDERCLOSED', () => {
    const shop = shopAwaitingPassword();
    shop.clock.advance(45_000);
    expect(outcome(shop.pay({ auth_code: shop.code }))).toBe('ORDERREVERSED');
    const other = shopAwaitingPassword();
    other.acquirer.book.close(dialogOf(other));
    expect(outcome(other.pay({ auth_code: other.code }))).toBe('ORDERCLOSED');
  });
});

describe('the password dialog', () => {
  test('query: USERPAYING with nothing but the promised fields', () => {
    const shop = shopAwaitingPassword();
    const names = [...shop.query(NO).keys()];
    expect(outcome(shop.query(NO))).toBe('USERPAYING');
    expect(names).not.toContain('transaction_id');
    expect(names).not.toContain('total_fee');
  });

  test('paid: SUCCESS with every field', () => {
    const shop = shopAwaitingPassword();
    shop.clock.advance(5000);
    shop.acquirer.book.capture(dialogOf(shop));
    expect(Object.fromEntries(shop.query(NO))).toMatchObject({ trade_state: 'SUCCESS', total_fee: '2350', time_end: '20261122100005' });
  });

  test('nobody answers: revoked by the platform 45 s after creation, not before, and never payable again', () => {
    const shop = shopAwaitingPassword();
    shop.clock.advance(44_999);
    expect(outcome(shop.query(NO))).toBe('USERPAYING');
    shop.clock.advance(1);
    expect(outcome(shop.query(NO))).toBe('REVOKED');
    expect(() => shop.acquirer.book.capture(dialogOf(shop))).toThrow(/REVOKED/);
  });

  test('closed by the customer: PAYERROR until it is reversed', () => {
    const shop = shopAwaitingPassword();
    shop.acquirer.book.fail(dialogOf(shop));
    expect(Object.fromEntries(shop.query(NO))).toMatchObject({
      trade_state: 'PAYERROR',
      trade_state_desc: '支付失败，请撤销订单',
      attach: '',
    });
    shop.clock.advance(60_000);
    expect(outcome(shop.query(NO))).toBe('PAYERROR');
    expect(shop.reverse(NO).get('recall')).toBe('N');
    expect(outcome(shop.query(NO))).toBe('REVOKED');
  });
});

describe('reversal', () => {
  test('paid: the money goes back, again is the same success, by either number', () => {
    const shop = openTestShop();
    const transactionId = shop.pay().get('transaction_id') ?? '';
    shop.clock.advance(15_000);
    const once = shop.send('reverse', { transaction_id: transactionId });
    expect([outcome(once), once.get('recall')]).toEqual(['SUCCESS', 'N']);
    expect(shop.reverse(NO).get('recall')).toBe('N');
    expect(outcome(shop.send('orderquery', { transaction_id: transactionId }))).toBe('REVOKED');
    expect(shop.acquirer.orders()).toEqual([{ orderNo: NO, amountFen: 2350, state: 'REVOKED', captured: 1, returned: 1 }]);
    expect(shop.acquirer.captured()).toBe(0);
    expect(shop.acquirer.wallet.settings().balanceFen).toBe(10_000_000);
    expect(shop.acquirer.earlyReversals()).toEqual({ count: 0, newest: [] });
  });

  test('while the dialog is open: USERPAYING, to be repeated; without network on the phone it goes through', () => {
    const shop = shopAwaitingPassword();
    shop.clock.advance(20_000);
    const refused = shop.reverse(NO);
    expect([outcome(refused), refused.get('recall')]).toEqual(['USERPAYING', 'Y']);
    expect(outcome(shop.query(NO))).toBe('USERPAYING');
    shop.acquirer.wallet.change({ network: 'off' });
    expect(outcome(shop.reverse(NO))).toBe('SUCCESS');
    expect(outcome(shop.query(NO))).toBe('REVOKED');
  });

  test('sooner than 15 s after the submission came in: done, but on the list', () => {
    const shop = openTestShop();
    shop.pay({}, { waitedMs: 3000 });
    shop.clock.advance(11_000);
    expect(outcome(shop.reverse(NO))).toBe('SUCCESS');
    expect(shop.acquirer.earlyReversals()).toEqual({ count: 1, newest: [{ orderNo: NO, afterMs: 14_000 }] });
  });

  test('more than 7 days later: REVERSE_EXPIRE, the money stays', () => {
    const shop = openTestShop();
    shop.pay();
    shop.clock.advance(7 * 24 * 3_600_000 + 1);
    expect(outcome(shop.reverse(NO))).toBe('REVERSE_EXPIRE');
    expect(shop.acquirer.captured()).toBe(2350);
  });

  test('unknown numbers', () => {
    const shop = openTestShop();
    expect(outcome(shop.reverse('SALE-9999'))).toBe('ORDERNOTEXIST');
    expect(outcome(shop.send('reverse', { transaction_id: '42' }))).toBe('INVALID_TRANSACTIONID');
    expect(outcome(shop.send('reverse', {}))).toBe('LACK_PARAMS');
  });
});

describe('the acquirer starts again', () => {
  function openAgain(clock: HandClock, kept: Map<string, Order>) {
    const store = { ...forgetfulOrderStore(), load: () => [...kept.values()], save: (order: Order) => void kept.set(order.orderNo, order) };
    return openTestShop({ clock, store, walletSettings: { passwordAbove: 0 } });
  }

  test('a dialog keeps its own end: 45 s after it began', () => {
    const clock = new HandClock();
    const kept = new Map<string, Order>();
    openAgain(clock, kept).pay();
    const between = kept.get(NO);
    clock.advance(30_000);
    const shop = openAgain(clock, kept);
    clock.advance(14_999);
    expect(outcome(shop.query(NO))).toBe('USERPAYING');
    clock.advance(1);
    expect(outcome(shop.query(NO))).toBe('REVOKED');
    expect(between?.codeHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a dialog that ended meanwhile is revoked at once', () => {
    const clock = new HandClock();
    const kept = new Map<string, Order>();
    openAgain(clock, kept).pay();
    const asLeft = new Map(kept);
    clock.advance(60_000);
    const shop = openAgain(clock, asLeft);
    clock.advance(0);
    expect(outcome(shop.query(NO))).toBe('REVOKED');
  });

  test('the age of an older order is known, so the 7 days count on', () => {
    const clock = new HandClock();
    const kept = new Map<string, Order>();
    const first = openTestShop({ clock, store: { ...forgetfulOrderStore(), save: (order) => void kept.set(order.orderNo, order) } });
    first.pay();
    clock.advance(7 * 24 * 3_600_000 + 1);
    expect(outcome(openAgain(clock, kept).reverse(NO))).toBe('REVERSE_EXPIRE');
  });
});

describe('official negative cases', () => {
  test.each([
    ['MICROPAY_USERPAYING', 'USERPAYING', 'USERPAYING'],
    ['MICROPAY_TIMEOUT', 'SYSTEMERROR', 'NOTPAY'],
    ['MICROPAY_PAYERROR', 'TRADE_ERROR', 'PAYERROR'],
    ['MICROPAY_PAY_QUERY_TIMEOUT', 'SYSTEMERROR', 'SYSTEMERROR'],
  ])('micropay with %s: %s, then the query says %s', (negativeTest, paid, queried) => {
    const shop = openTestShop();
    expect(outcome(shop.pay({}, { negativeTest }))).toBe(paid);
    expect(outcome(shop.query(NO))).toBe(queried);
    expect(shop.acquirer.captured()).toBe(0);
  });

  test.each([
    ['MICROPAY_USERPAYING', 'USERPAYING'],
    ['MICROPAY_TIMEOUT', 'SYSTEMERROR'],
    ['MICROPAY_PAYERROR', 'PAYERROR'],
  ])('orderquery with %s: %s, nothing changes', (negativeTest, told) => {
    const shop = openTestShop();
    shop.pay();
    expect(outcome(shop.query(NO, { negativeTest }))).toBe(told);
    expect(outcome(shop.query(NO))).toBe('SUCCESS');
  });
});
