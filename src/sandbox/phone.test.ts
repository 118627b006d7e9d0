import { describe, expect, test } from 'vitest';
import { err, ok } from '../basics/result.ts';
import type { PhoneAction, WalletPayment } from '../contract/sandbox.ts';
import { actOnPhone, walletView } from './phone.ts';
import type { PhoneSource } from './phone-source.ts';
import { openTestShop } from './test-merchant.ts';
import { createWechatPhoneSource } from './wechat-phone-source.ts';

function openPhone({ others = [] }: { others?: readonly PhoneSource[] } = {}) {
  const shop = openTestShop();
  const { book, refundBook: refunds, wallet } = shop.acquirer;
  const wechat = createWechatPhoneSource({ book, refunds, wallet, clock: shop.clock });
  const parts = { sources: [wechat, ...others], wallet, merchantName: '人民路店' };
  return {
    ...shop,
    view: () => walletView(parts),
    states: () => walletView(parts).payments.map(({ state }) => state),
    act: (action: PhoneAction) => actOnPhone(parts, action),
  };
}

function openDialog() {
  const phone = openPhone();
  phone.act({ kind: 'password_above', fen: 0 });
  phone.pay();
  return phone;
}

const orderNo = 'SALE-0001';

describe('the code on the screen', () => {
  test('18 digits, prefix 10 to 15, another each time', () => {
    const phone = openPhone();
    const codes = Array.from({ length: 200 }, () => phone.newCode());
    expect(codes.every((code) => /^1[0-5]\d{16}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBe(200);
  });

  test('is renewed after a minute, after a use, and on wish', () => {
    const phone = openPhone();
    const first = phone.view().code;
    expect(first.renewsInMs).toBe(60_000);
    phone.clock.advance(59_999);
    expect(phone.view().code.authCode).toBe(first.authCode);
    phone.clock.advance(1);
    const second = phone.view().code.authCode;
    expect(second).not.toBe(first.authCode);
    phone.pay({ auth_code: second });
    const third = phone.view().code.authCode;
    expect(third).not.toBe(second);
    phone.act({ kind: 'renew_code' });
    expect(phone.view().code.authCode).not.toBe(third);
  });

  test('a code issued for a test leaves the one on the screen alone', () => {
    const phone = openPhone();
    const shown = phone.view().code.authCode;
    phone.pay({ auth_code: phone.newCode() });
    expect(phone.view().code.authCode).toBe(shown);
  });
});

describe('the password dialog', () => {
  test('pay: money leaves, the list says paid', () => {
    const phone = openDialog();
    expect(phone.states()).toEqual(['awaiting_password']);
    expect(phone.act({ kind: 'pay', orderNo })).toEqual({ ok: true, value: null });
    expect(phone.states()).toEqual(['paid']);
    expect(phone.view().balanceFen).toBe(10_000_000 - 2350);
    expect(phone.act({ kind: 'pay', orderNo })).toEqual({ ok: false, error: 'no_dialog' });
    expect(phone.acquirer.captured()).toBe(2350);
  });

  test('wrong password: it stays; give up: PAYERROR', () => {
    const phone = openDialog();
    phone.act({ kind: 'wrong_password', orderNo });
    expect(phone.states()).toEqual(['awaiting_password']);
    phone.act({ kind: 'give_up', orderNo });
    expect(phone.states()).toEqual(['given_up']);
    expect(phone.query(orderNo).get('trade_state')).toBe('PAYERROR');
  });

  test('not enough money: the bank refuses', () => {
    const phone = openDialog();
    phone.act({ kind: 'balance', balanceFen: 2349 });
    phone.act({ kind: 'pay', orderNo });
    expect(phone.query(orderNo).get('trade_state')).toBe('PAYERROR');
    expect(phone.acquirer.captured()).toBe(0);
  });

  test('no network: no dialog to see or to answer, until the network is back', () => {
    const phone = openDialog();
    phone.act({ kind: 'network', network: 'off' });
    expect(phone.states()).toEqual([]);
    expect(phone.act({ kind: 'pay', orderNo })).toEqual({ ok: false, error: 'no_network' });
    phone.act({ kind: 'network', network: 'on' });
    expect(phone.act({ kind: 'pay', orderNo }).ok).toBe(true);
  });

  test('too late: expired; paid and reversed: returned', () => {
    const phone = openDialog();
    phone.clock.advance(45_000);
    expect(phone.states()).toEqual(['expired']);
    phone.act({ kind: 'password_above', fen: 100_000 });
    phone.pay({ out_trade_no: 'SALE-0002' });
    phone.reverse('SALE-0002');
    expect(phone.states()).toEqual(['returned', 'expired']);
    expect(phone.view().balanceFen).toBe(10_000_000);
  });
});

test('the list shows the newest 50', () => {
  const phone = openPhone();
  for (let index = 0; index < 60; index += 1) phone.pay({ out_trade_no: `SALE-${1000 + index}` });
  const { payments } = phone.view();
  expect(payments).toHaveLength(50);
  expect(payments[0]?.orderNo).toBe('SALE-1059');
});

/** Another acquirer, with one payment of long ago and one of the distant future. */
function otherAcquirer() {
  const deeds: string[] = [];
  const payment: WalletPayment = {
    orderNo: 'OTHER-1',
    transactionId: null,
    amountFen: 500,
    currency: 'HKD',
    description: '',
    by: 'scan',
    atMs: 0,
    state: 'paid',
    refundedFen: 0,
  };
  const source: PhoneSource = {
    payments: () => [{ ...payment, orderNo: 'OTHER-2', atMs: Number.MAX_SAFE_INTEGER }, payment],
    answer(no, deed) {
      if (!no.startsWith('OTHER')) return null;
      deeds.push(deed);
      return ok(null);
    },
    scan: (content) => (content.startsWith('https://other.example/') ? err('order_over') : null),
    onChange: () => () => undefined,
  };
  return { source, deeds };
}

describe('several acquirers', () => {
  test('their payments are one list, newest first', () => {
    const phone = openPhone({ others: [otherAcquirer().source] });
    phone.pay();
    expect(phone.view().payments.map((payment) => payment.orderNo)).toEqual(['OTHER-2', orderNo, 'OTHER-1']);
  });

  test('whose order it is gets the answer; nobody’s is no dialog', () => {
    const other = otherAcquirer();
    const phone = openPhone({ others: [other.source] });
    expect(phone.act({ kind: 'give_up', orderNo: 'OTHER-1' }).ok).toBe(true);
    expect(other.deeds).toEqual(['give_up']);
    expect(phone.act({ kind: 'give_up', orderNo: 'NOBODYS' })).toEqual({ ok: false, error: 'no_dialog' });
  });

  test('whose code it is says what comes of the scan; nobody’s is unknown; without network nothing is', () => {
    const phone = openPhone({ others: [otherAcquirer().source] });
    expect(phone.act({ kind: 'scan', content: 'https://other.example/1' })).toEqual({ ok: false, error: 'order_over' });
    expect(phone.act({ kind: 'scan', content: 'https://nobody.example/1' })).toEqual({ ok: false, error: 'unknown_code' });
    phone.act({ kind: 'network', network: 'off' });
    expect(phone.act({ kind: 'scan', content: 'https://nobody.example/1' })).toEqual({ ok: false, error: 'no_network' });
  });
});
