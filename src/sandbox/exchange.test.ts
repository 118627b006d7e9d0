import { describe, expect, test } from 'vitest';
import { FAULT_KINDS, type Fault } from '../contract/sandbox.ts';
import { CONDUCTS } from './conduct.ts';
import { type Delivery, exchange } from './exchange.ts';
import { FaultPlan, takeFault } from './faults.ts';
import { openTestShop, PATHS, sale, signedBody } from './test-merchant.ts';

function plant(kind: Fault['kind'], more: Partial<Fault> = {}): Fault {
  return { call: 'micropay', kind, times: 1, skip: 0, delayMs: 0, ...more };
}

function openLine() {
  const shop = openTestShop();
  const faults = new FaultPlan(shop.clock);
  const deliveries: Delivery[] = [];
  function send(call: keyof typeof PATHS, fields: Record<string, string>): Delivery | undefined {
    exchange(
      { acquirer: shop.acquirer, faults, clock: shop.clock },
      { path: PATHS[call], method: 'POST', body: signedBody(fields) },
      (delivery) => deliveries.push(delivery),
    );
    return deliveries.at(-1);
  }
  return { ...shop, faults, deliveries, send, payOnce: () => send('micropay', sale(shop.newCode())) };
}

function textOf(delivery: Delivery | undefined): string {
  return delivery?.kind === 'answer' ? delivery.body : `(${delivery?.kind ?? 'nothing'})`;
}

describe('which exchange is struck', () => {
  const planted = (fault: Fault, id: number) => ({ ...fault, id, left: fault.times });

  test('skip some, then strike some, then the next one planted; other calls are left alone', () => {
    let plan: readonly ReturnType<typeof planted>[] = [
      planted(plant('hang_after', { skip: 1, times: 2 }), 1),
      planted(plant('drop_before'), 2),
    ];
    const struck = ['micropay', 'orderquery', 'micropay', 'micropay', 'micropay', 'micropay'].map((call) => {
      const { fault, left } = takeFault(plan, call);
      plan = left;
      return fault?.kind ?? null;
    });
    expect(struck).toEqual([null, null, 'hang_after', 'hang_after', 'drop_before', null]);
    expect(plan).toEqual([]);
  });
});

describe('every kind of fault', () => {
  test.each(FAULT_KINDS)('%s does the deed, or does not, as its name says', (kind) => {
    const line = openLine();
    line.faults.plant(plant(kind, { delayMs: 1000 }));
    line.payOnce();
    line.clock.advance(1000);
    expect(line.acquirer.captured()).toBe(CONDUCTS[kind].acts ? 2350 : 0);
  });

  test('only the acquirer is idle whose fault says before, or whose answer is a plain refusal', () => {
    const idle = FAULT_KINDS.filter((kind) => !CONDUCTS[kind].acts);
    expect(idle).toEqual(['drop_before', 'hang_before', 'http_502', 'error_code', 'return_fail', 'not_exist', 'recall', 'claimed']);
  });

  test('delay_before: nothing is done until the delay is over', () => {
    const line = openLine();
    line.faults.plant(plant('delay_before', { delayMs: 3000 }));
    line.payOnce();
    line.clock.advance(2999);
    expect([line.acquirer.captured(), line.deliveries.length]).toEqual([0, 0]);
    line.clock.advance(1);
    expect([line.acquirer.captured(), line.deliveries.length]).toEqual([2350, 1]);
  });

  test('delay_after: done at once, told late', () => {
    const line = openLine();
    line.faults.plant(plant('delay_after', { delayMs: 3000 }));
    line.payOnce();
    expect([line.acquirer.captured(), line.deliveries.length]).toEqual([2350, 0]);
    line.clock.advance(3000);
    expect(textOf(line.deliveries[0])).toContain('<total_fee>2350</total_fee>');
  });

  const shown: readonly [Fault['kind'], RegExp][] = [
    ['drop_before', /^\(cut\)$/],
    ['drop_after', /^\(cut\)$/],
    ['hang_before', /^\(nothing\)$/],
    ['hang_after', /^\(nothing\)$/],
    ['http_502', /^<html>.*502/],
    ['http_502_after', /^<html>.*502/],
    ['huge_answer', /^\(huge\)$/],
    ['entity_bomb', /<!DOCTYPE.*<!ENTITY/],
    ['unsigned', /^(?!.*<sign>).*<result_code><!\[CDATA\[SUCCESS/],
    ['truncated', /^(?!.*<\/xml>)<xml>/],
    ['wrong_amount', /<total_fee>2351<\/total_fee>/],
    ['wrong_order', /SALE-000X/],
    ['wrong_merchant', /<mch_id><!\[CDATA\[10000109/],
    ['return_fail', /return_code><!\[CDATA\[FAIL.*system error/],
  ];
  test.each(shown)('%s looks like %s', (kind, pattern) => {
    const line = openLine();
    line.faults.plant(plant(kind));
    expect(textOf(line.payOnce())).toMatch(pattern);
  });

  test('wrong values are rightly signed, bad_signature is not', async () => {
    const { readReply } = await import('./test-merchant.ts');
    for (const kind of ['wrong_amount', 'wrong_order', 'wrong_merchant'] as const) {
      const line = openLine();
      line.faults.plant(plant(kind));
      expect(() => readReply({ body: textOf(line.payOnce()) })).not.toThrow();
    }
    const line = openLine();
    line.faults.plant(plant('bad_signature'));
    expect(() => readReply({ body: textOf(line.payOnce()) })).toThrow(/wrongly signed/);
  });
});

describe('error codes', () => {
  const CODES =
    `SYSTEMERROR BANKERROR USERPAYING PARAM_ERROR ORDERPAID NOAUTH AUTHCODEEXPIRE NOTENOUGH NOTSUPORTCARD ORDERCLOSED ORDERREVERSED
    AUTH_CODE_ERROR AUTH_CODE_INVALID BUYER_MISMATCH OUT_TRADE_NO_USED TRADE_ERROR INVALID_REQUEST APPID_NOT_EXIST MCHID_NOT_EXIST
    APPID_MCHID_NOT_MATCH SIGNERROR LACK_PARAMS XML_FORMAT_ERROR REQUIRE_POST_METHOD POST_DATA_EMPTY NOT_UTF8 SOMETHING_NEW`.split(/\s+/);

  test.each(CODES)('%s can be planted, without and with the deed, signed and with a text', (errCode) => {
    for (const [kind, captured] of [
      ['error_code', 0],
      ['error_code_after', 2350],
    ] as const) {
      const line = openLine();
      line.faults.plant(plant(kind, { errCode }));
      expect(textOf(line.payOnce())).toMatch(
        new RegExp(`<err_code><!\\[CDATA\\[${errCode}\\]\\]></err_code><err_code_des><!\\[CDATA\\[.+<sign>`),
      );
      expect(line.acquirer.captured()).toBe(captured);
    }
  });

  test('claimed says that a reversal is done, and keeps the money', () => {
    const line = openLine();
    line.payOnce();
    line.faults.plant(plant('claimed', { call: 'reverse' }));
    expect(textOf(line.send('reverse', { out_trade_no: 'SALE-0001' }))).toContain('<recall><![CDATA[N]]></recall>');
    expect(line.acquirer.captured()).toBe(2350);
  });

  test('a text of one’s own', () => {
    const line = openLine();
    line.faults.plant(plant('error_code', { errCode: 'TRADE_ERROR', errCodeDes: '银行卡已冻结' }));
    expect(textOf(line.payOnce())).toContain('银行卡已冻结');
  });

  test('not_exist hides an order from the query; recall asks for another reversal', () => {
    const line = openLine();
    line.payOnce();
    line.faults.plant(plant('not_exist', { call: 'orderquery' }));
    expect(textOf(line.send('orderquery', { out_trade_no: 'SALE-0001' }))).toContain('ORDERNOTEXIST');
    expect(textOf(line.send('orderquery', { out_trade_no: 'SALE-0001' }))).toContain('trade_state');
    for (const [kind, captured] of [
      ['recall', 2350],
      ['recall_after', 0],
    ] as const) {
      line.faults.plant(plant(kind, { call: 'reverse' }));
      expect(textOf(line.send('reverse', { out_trade_no: 'SALE-0001' }))).toContain('<recall><![CDATA[Y]]></recall>');
      expect(line.acquirer.captured()).toBe(captured);
    }
  });
});

describe('the line and the log', () => {
  test('down: cut, nothing is done, no planted fault is used up', () => {
    const line = openLine();
    line.faults.plant(plant('http_502'));
    line.faults.setLine('down');
    expect(line.payOnce()).toEqual({ kind: 'cut' });
    expect(line.faults.view().faults).toHaveLength(1);
  });

  test('each exchange leaves a line, the newest 100 are shown, newest first, without any code', () => {
    const line = openLine();
    line.faults.plant(plant('drop_after'));
    const code = line.newCode();
    line.send('micropay', sale(code));
    line.send('orderquery', { out_trade_no: 'SALE-0001' });
    expect(line.faults.view().log.map(({ call, orderNo, fault, answer }) => [call, orderNo, fault, answer])).toEqual([
      ['orderquery', 'SALE-0001', null, 'SUCCESS'],
      ['micropay', 'SALE-0001', 'drop_after', 'cut'],
    ]);
    expect(JSON.stringify(line.faults.view())).not.toContain(code);
    for (let index = 0; index < 120; index += 1) line.send('orderquery', { out_trade_no: `SALE-${1000 + index}` });
    expect(line.faults.view().log).toHaveLength(100);
    expect(line.faults.view().log[0]?.orderNo).toBe('SALE-1119');
  });
});
