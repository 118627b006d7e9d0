import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { BillDifference, Fault } from '../contract/sandbox.ts';
import { openTestShop, readReply, type TestShop } from './test-merchant.ts';

const DAY = '20261122';
const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
/** 10:00 in Beijing. */
const TEN_MS = Date.UTC(2026, 10, 22, 2);

/** A shop at ten in the morning with what happened until half past. */
function openShop(): TestShop {
  const shop = openTestShop({ clock: new HandClock(TEN_MS) });
  shop.pay({ attach: 'till=1', device_info: 'T01' });
  shop.clock.advance(60_000);
  shop.pay({ out_trade_no: 'SALE-0002', total_fee: '3', body: '一, `二`,三' });
  shop.clock.advance(60_000);
  shop.pay({ out_trade_no: 'SALE-0003', total_fee: '100' });
  shop.clock.advance(60_000);
  shop.reverse('SALE-0003');
  shop.refund();
  shop.clock.advance(60_000);
  shop.pay({ out_trade_no: 'SALE-0004', auth_code: '134567890123456789' }); // nobody's code: never paid
  return shop;
}

const nextMorning = ({ clock }: TestShop, ms = 0) => clock.advance(TEN_MS + DAY_MS + ms - clock.wallMs());

/** The bill's cells by line and heading. */
function cells(text: string): Record<string, string>[] {
  const [heading = '', ...lines] = text.replace(/^\ufeff/, '').split('\r\n');
  const names = heading.split(',');
  const rows = lines.slice(
    0,
    lines.indexOf('总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'),
  );
  return rows.map((line) =>
    Object.fromEntries(
      line
        .slice(1)
        .split(',`')
        .map((value, index) => [names[index] ?? '', value]),
    ),
  );
}

const bill = (shop: TestShop, fields: Record<string, string> = {}) => shop.bill({ bill_date: DAY, ...fields }).body;
const why = (shop: TestShop, fields: Record<string, string> = {}) => {
  const told = readReply(shop.bill({ bill_date: DAY, ...fields }));
  return [told.get('return_code'), told.get('return_msg'), told.get('error_code')];
};

describe('the next morning from ten o`clock', () => {
  test('what was paid, what was reversed and what was given back', () => {
    const shop = openShop();
    nextMorning(shop);
    const text = bill(shop);
    expect(text.startsWith('\ufeff交易时间,公众账号ID,商户号,')).toBe(true);
    expect(cells(text)).toMatchObject([
      {
        交易时间: '2026-11-22 10:00:00',
        商户订单号: 'SALE-0001',
        交易状态: 'SUCCESS',
        设备号: 'T01',
        应结订单金额: '23.50',
        订单金额: '23.50',
        手续费: '0.14000',
        商户退款单号: '0',
        退款状态: '',
        商户数据包: 'till=1',
      },
      { 商户订单号: 'SALE-0002', 代金券金额: '0.03', 应结订单金额: '0.01', 订单金额: '0.03', 商品名称: '一, `二`,三' },
      { 商户订单号: 'SALE-0003', 交易状态: 'SUCCESS', 订单金额: '1.00', 手续费: '0.01000' },
      {
        交易时间: '2026-11-22 10:03:00',
        商户订单号: 'SALE-0003',
        交易状态: 'REVOKED',
        订单金额: '0.00',
        申请退款金额: '1.00',
        手续费: '-0.01000',
      },
      {
        商户订单号: 'SALE-0001',
        交易状态: 'REFUND',
        商户退款单号: 'R-1',
        退款金额: '8.00',
        退款类型: 'ORIGINAL',
        退款状态: 'SUCCESS',
        手续费: '-0.05000',
      },
    ]);
    expect(text.endsWith('\r\n`5.0,`24.51,`9.00,`0.00,`0.09000,`24.53,`9.00\r\n')).toBe(true);
  });

  test('packed when that is asked for', () => {
    const shop = openShop();
    nextMorning(shop);
    const { packed, body } = shop.bill({ bill_date: DAY, tar_type: 'GZIP' });
    expect(gunzipSync(packed ?? Buffer.alloc(0)).toString()).toBe(body);
    expect(shop.bill({ bill_date: DAY }).packed).toBeUndefined();
  });

  test('payments alone, or what went back alone, with their own columns', () => {
    const shop = openShop();
    nextMorning(shop);
    expect(cells(bill(shop, { bill_type: 'SUCCESS' })).map((row) => Object.keys(row).length)).toEqual([20, 20, 20]);
    const refunds = cells(bill(shop, { bill_type: 'REFUND' }));
    expect(refunds.map((row) => [row.交易状态, Object.keys(row).length, row.退款成功时间])).toEqual([
      ['REVOKED', 29, '2026-11-22 10:03:00'],
      ['REFUND', 29, '2026-11-22 10:03:01'],
    ]);
    expect(why(shop, { bill_type: 'RECHARGE_REFUND' })).toEqual(['FAIL', 'No Bill Exist', '20002']);
  });

  test('a refund stands in the bill of its own day', () => {
    const shop = openTestShop({ clock: new HandClock(TEN_MS) });
    shop.pay();
    shop.clock.advance(DAY_MS);
    shop.refund();
    nextMorning(shop, DAY_MS);
    expect(cells(bill(shop)).map((row) => row.交易状态)).toEqual(['SUCCESS']);
    expect(cells(bill(shop, { bill_date: '20261123' })).map((row) => row.交易状态)).toEqual(['REFUND']);
  });

  test('midnight in Beijing is where a day ends', () => {
    const shop = openTestShop({ clock: new HandClock(TEN_MS + 14 * HOUR_MS - 1_000) });
    shop.pay({ out_trade_no: 'BEFORE-1' });
    shop.clock.advance(1_000);
    shop.pay({ out_trade_no: 'AFTER-01' });
    nextMorning(shop, DAY_MS);
    expect(cells(bill(shop)).map((row) => [row.商户订单号, row.交易时间])).toEqual([['BEFORE-1', '2026-11-22 23:59:59']]);
    expect(cells(bill(shop, { bill_date: '20261123' })).map((row) => row.交易时间)).toEqual(['2026-11-23 00:00:00']);
  });
});

describe('no bill', () => {
  test('before ten, or of a day that is not over', () => {
    const shop = openShop();
    expect(why(shop)).toEqual(['FAIL', 'Bill Creating', '20007']);
    nextMorning(shop, -1);
    expect(why(shop)).toEqual(['FAIL', 'Bill Creating', '20007']);
    nextMorning(shop);
    expect(cells(bill(shop))).toHaveLength(5);
  });

  test('of a day without a payment, or of long ago', () => {
    const shop = openShop();
    expect(why(shop, { bill_date: '20261120' })).toEqual(['FAIL', 'No Bill Exist', '20002']);
    shop.clock.advance(93 * DAY_MS);
    expect(why(shop)).toEqual(['FAIL', 'No Bill Exist', '20002']);
  });

  test.each([
    [{ bill_date: '20260230' }, 'data format error'],
    [{ bill_date: '2026-11-22' }, 'data format error'],
    [{ bill_date: '' }, 'missing parameter'],
    [{ bill_type: 'MONEY' }, 'invalid bill_type'],
    [{ tar_type: 'ZIP' }, 'data format error'],
    [{ sign: 'F'.repeat(32) }, '签名错误'],
  ])('for %j', (fields: Record<string, string>, message) => {
    const shop = openShop();
    nextMorning(shop);
    expect(why(shop, fields)[1]).toBe(message);
  });

  test.each([
    ['not_exist', 'No Bill Exist'],
    ['return_fail', 'SYSTEMERROR'],
    ['error_code', 'CompressGZip Error'],
  ] as const)('when %s is planted', (kind, message) => {
    const shop = openShop();
    nextMorning(shop);
    const fault: Fault = { call: 'downloadbill', kind, times: 1, skip: 0, delayMs: 0, errCode: 'CompressGZip Error' };
    expect(readReply(shop.bill({ bill_date: DAY }, { fault })).get('return_msg')).toBe(message);
  });
});

describe('planted differences', () => {
  function differing(...planted: readonly BillDifference[]): { rows: Record<string, string>[]; text: string } {
    const shop = openShop();
    shop.acquirer.bills.setReady('at_once');
    for (const difference of planted) shop.acquirer.bills.plant(difference);
    const text = bill(shop);
    return { rows: cells(text), text };
  }
  const stateOf = (rows: Record<string, string>[]) => rows.map((row) => `${row.商户订单号} ${row.交易状态}`);
  const HONEST = ['SALE-0001 SUCCESS', 'SALE-0002 SUCCESS', 'SALE-0003 SUCCESS', 'SALE-0003 REVOKED', 'SALE-0001 REFUND'];

  test('none: at once, the bill of the day that is not over', () => {
    const shop = openShop();
    shop.acquirer.bills.setReady('at_once');
    expect(stateOf(cells(bill(shop)))).toEqual(HONEST);
    shop.acquirer.bills.clear();
    expect(why(shop)[1]).toBe('Bill Creating');
  });

  test('a line missing, a line twice', () => {
    expect(stateOf(differing({ kind: 'line_missing', orderNo: 'SALE-0001' }).rows)).toEqual(HONEST.slice(1));
    expect(stateOf(differing({ kind: 'line_missing', orderNo: 'SALE-0001', refundNo: 'R-1' }).rows)).toEqual(HONEST.slice(0, 4));
    expect(stateOf(differing({ kind: 'line_twice', orderNo: 'SALE-0001' }).rows)).toEqual([HONEST[0], ...HONEST]);
  });

  test('another amount, of a payment or of a refund, with sums that agree', () => {
    const { rows, text } = differing(
      { kind: 'amount', orderNo: 'SALE-0001', amountFen: 2_400 },
      { kind: 'amount', orderNo: 'SALE-0001', refundNo: 'R-1', amountFen: 850 },
    );
    expect([rows[0]?.订单金额, rows[0]?.手续费, rows[4]?.申请退款金额]).toEqual(['24.00', '0.14000', '8.50']);
    expect(text.endsWith('`5.0,`25.01,`9.50,`0.00,`0.09000,`25.03,`9.50\r\n')).toBe(true);
  });

  test('a refund`s status', () => {
    const { rows } = differing({ kind: 'refund_status', refundNo: 'R-1', status: 'FAIL' });
    expect(rows.at(-1)).toMatchObject({ 退款状态: 'FAIL', 手续费: '0.00000' });
  });

  test('what happened there and not here', () => {
    const atMs = TEN_MS + 20 * 60_000;
    expect(stateOf(differing({ kind: 'reversed_there', orderNo: 'SALE-0001' }).rows)).toEqual([
      HONEST[0],
      'SALE-0001 REVOKED',
      ...HONEST.slice(1),
    ]);
    const { rows } = differing({ kind: 'payment_there', orderNo: 'STRANGER-1', amountFen: 990, atMs, deviceInfo: 'T09' });
    expect(rows.at(-1)).toMatchObject({ 商户订单号: 'STRANGER-1', 交易时间: '2026-11-22 10:20:00', 订单金额: '9.90', 设备号: 'T09' });
    const there = differing({ kind: 'refund_there', orderNo: 'SALE-0002', refundNo: 'CONSOLE-1', amountFen: 1, atMs });
    expect(there.rows.at(-1)).toMatchObject({
      商户订单号: 'SALE-0002',
      商户退款单号: 'CONSOLE-1',
      申请退款金额: '0.01',
      交易状态: 'REFUND',
    });
  });

  test('sums that are not those of the lines, or none', () => {
    const sums = (text: string) => text.trimEnd().split('\r\n').at(-1);
    expect(sums(differing({ kind: 'sums_wrong', of: 'count' }).text)).toMatch(/^`6\.0,/);
    expect(sums(differing({ kind: 'sums_wrong', of: 'amount' }).text)).toContain('`24.54,');
    expect(sums(differing({ kind: 'sums_wrong', of: 'fee' }).text)).toContain('`0.10000,');
    expect(differing({ kind: 'sums_missing' }).text).not.toContain('总交易单数');
  });
});
