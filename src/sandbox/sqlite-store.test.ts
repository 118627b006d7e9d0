import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openSandboxStore } from './sqlite-store.ts';
import { openTestShop } from './test-merchant.ts';
import { tempFolder } from './test-sandbox.ts';

function openFile(file = path.join(tempFolder(onTestFinished), 'sandbox.db')) {
  const failures: unknown[] = [];
  return { file, failures, store: openSandboxStore(file, (error) => failures.push(error)) };
}

test('what was written comes back as it was, oldest first: paid, waiting, reversed', () => {
  const { file, failures, store } = openFile();
  const shop = openTestShop({ store: store.orders });
  shop.pay({ attach: '早班;1007', device_info: 'T01', sub_appid: 'wx00000000000000aa', sub_mch_id: '1900000109' });
  shop.pay({ out_trade_no: 'SALE-0002', total_fee: '100001' });
  shop.pay({ out_trade_no: 'SALE-0003' }, { negativeTest: 'MICROPAY_PAY_QUERY_TIMEOUT' });
  shop.clock.advance(20_000);
  shop.reverse('SALE-0001');
  shop.clock.advance(40_000);
  store.close();
  const again = openFile(file).store;
  expect(again.orders.load()).toEqual([...shop.acquirer.book.all()]);
  expect(again.orders.load().map(({ state, returns, isMute }) => [state, returns, isMute])).toEqual([
    ['REVOKED', 1, false],
    ['REVOKED', 0, false],
    ['REVOKED', 0, true],
  ]);
  expect(failures).toEqual([]);
});

test('offers come back: placed, in the middle of a dialog, renewed, paid, and a refund that somebody waits to be told of', () => {
  const { file, failures, store } = openFile();
  const shop = openTestShop({ store: store.orders });
  const { book } = shop.acquirer;
  const expiry = { time_expire: '20261123100000' };
  shop.offer({ ...expiry, sign_type: 'HMAC-SHA256' });
  for (const number of [2, 3, 4]) shop.offer({ out_trade_no: `SALE-000${number}` });
  const found = (orderNo: string) => {
    const order = book.find(orderNo);
    if (!order) throw new Error(orderNo);
    return order;
  };
  shop.clock.advance(2 * 60 * 60_000);
  shop.offer({ out_trade_no: 'SALE-0003' });
  book.ask(found('SALE-0002'));
  book.capture(found('SALE-0004'));
  shop.refund({ out_trade_no: 'SALE-0004', total_fee: '5990', notify_url: 'https://pay.example.com/n' });
  store.close();

  const again = openFile(file).store;
  expect(again.orders.load()).toEqual([...book.all()]);
  expect(again.orders.load().map(({ state, openId }) => [state, openId])).toEqual([
    ['NOTPAY', ''],
    ['USERPAYING', ''],
    ['NOTPAY', ''],
    ['REFUND', shop.acquirer.wallet.openId()],
  ]);
  expect(failures).toEqual([]);

  const later = openTestShop({ store: again.orders, clock: shop.clock });
  const told: unknown[] = [];
  later.acquirer.onNotice((notice) => told.push(notice));
  expect(later.acquirer.book.findByContent(found('SALE-0003').offer?.content ?? '')?.orderNo).toBe('SALE-0003');
  shop.clock.advance(1_000);
  expect(told).toMatchObject([{ kind: 'refund', orderNo: 'SALE-0004', refundNo: 'R-1', url: 'https://pay.example.com/n' }]);
  expect(later.query('SALE-0002').get('trade_state')).toBe('USERPAYING');
  shop.clock.advance(44_000);
  expect(later.query('SALE-0002').get('trade_state')).toBe('NOTPAY');
  shop.clock.advance(22 * 60 * 60_000);
  expect(later.query('SALE-0001').get('trade_state')).toBe('CLOSED');
  expect(again.orders.load()[0]?.state).toBe('CLOSED');
});

test('the customer’s settings come back', () => {
  const { file, store } = openFile();
  expect(store.settings.load()).toBeNull();
  store.settings.save({ network: 'off', balanceFen: 5, passwordAbove: 0 });
  store.settings.save({ network: 'on', balanceFen: 7, passwordAbove: 1 });
  store.close();
  expect(openFile(file).store.settings.load()).toEqual({ network: 'on', balanceFen: 7, passwordAbove: 1 });
});

/** What version 4 added, taken away. */
const WITHOUT_OFFERS =
  'alter table orders drop column trade_type; alter table orders drop column offer; alter table refunds drop column notify_url;';

test('a file from before reversals had a time is read on', () => {
  const { file, store } = openFile();
  const shop = openTestShop({ store: store.orders });
  shop.pay();
  store.close();
  const database = new Database(file);
  database.exec(`${WITHOUT_OFFERS} alter table orders drop column revoked_at_ms; pragma user_version = 2;`);
  database.close();
  const again = openFile(file).store;
  expect(again.orders.load()).toEqual([...shop.acquirer.book.all()]);
  openTestShop({ store: again.orders, clock: shop.clock }).reverse('SALE-0001');
  expect(again.orders.load()[0]?.revokedAtMs).toBe(shop.clock.wallMs());
});

test('a file from before there were offers is read on: all in it was paid by a code', () => {
  const { file, store } = openFile();
  const shop = openTestShop({ store: store.orders });
  shop.pay();
  shop.refund();
  store.close();
  const database = new Database(file);
  database.exec(`${WITHOUT_OFFERS} pragma user_version = 3;`);
  database.close();
  const again = openFile(file).store;
  expect(again.orders.load()).toEqual([...shop.acquirer.book.all()]);
  expect(again.orders.load()).toMatchObject([{ tradeType: 'MICROPAY', offer: null }]);
  expect(again.orders.loadRefunds()).toEqual([...shop.acquirer.refundBook.all()]);
});

test('a file of a newer program is refused', () => {
  const { file, store } = openFile();
  store.close();
  const database = new Database(file);
  database.pragma('user_version = 99');
  database.close();
  expect(() => openFile(file)).toThrow(/newer program/);
});

test('a disk that takes nothing: told, and the acquirer goes on in memory', () => {
  const { failures, store } = openFile();
  const shop = openTestShop({ store: store.orders });
  store.close();
  expect(shop.pay().get('result_code')).toBe('SUCCESS');
  expect(failures.length).toBeGreaterThan(0);
  expect(shop.query('SALE-0001').get('trade_state')).toBe('SUCCESS');
});
