import { describe, expect, test } from 'vitest';
import { API_KEY } from '../gateway/wechat-v2/testing/samples.ts';
import { fen } from '../money/fen.ts';
import {
  type Answer,
  CODE,
  CUT,
  fails,
  forged,
  PAID_NOW,
  PAID_WHEN_ASKED,
  PAYMENT_FIELDS,
  says,
  testCounter,
  tradeState,
  unsigned,
} from './test-counter.ts';

/** Source: WeChat Pay v2, what a terminal must never do; the rules about what is sent, believed and told, by their numbers. Each through the whole terminal. */
describe('never', () => {
  test('5: read return_code SUCCESS as "paid"', async () => {
    const { sale, find } = testCounter();
    const { result_code: _, ...rest } = PAYMENT_FIELDS;
    expect(find(await sale({ micropay: says(rest) })).status).toBe('unresolved');
  });

  test('6: read the query’s result_code SUCCESS as "paid"', async () => {
    const { sale, find, pass } = testCounter();
    const id = await sale({ micropay: CUT, orderquery: says(PAYMENT_FIELDS) });
    await pass(5_000);
    expect(find(id).status).toBe('unresolved');
  });

  test.each([
    ['a wrong signature', forged(PAID_NOW), forged(PAID_WHEN_ASKED)],
    ['none', unsigned(PAID_NOW), unsigned(PAID_WHEN_ASKED)],
    ['of the other sign type', says(PAYMENT_FIELDS, 'MD5'), says({ ...PAYMENT_FIELDS, trade_state: 'SUCCESS' }, 'MD5')],
  ])('7: skip the signature check: %s', async (_, micropay, orderquery) => {
    const { sale, find, pass, log } = testCounter();
    const id = await sale({ micropay, orderquery });
    await pass(20_000);
    expect(find(id).status).toBe('unresolved');
    expect(log.entries).toContainEqual(expect.objectContaining({ event: 'gateway_untrusted' }));
  });

  test.each(['total_fee', 'mch_id', 'appid', 'out_trade_no', 'fee_type'])('8: skip the comparison of %s', async (field) => {
    const { sale, find, pass } = testCounter();
    const other = { ...PAYMENT_FIELDS, [field]: '1' };
    const id = await sale({ micropay: says(other), orderquery: says({ ...other, trade_state: 'SUCCESS' }) });
    expect(find(id).status).toBe('unresolved');
    await pass(20_000);
    expect(find(id).status).toBe('unresolved');
  });

  test.each([1, 10, 1999, 123_456, 9_999_999_999])('19: send anything but whole fen: %i', async (amount) => {
    const { charge, sent, pass } = testCounter();
    charge({ amountFen: fen(amount) });
    await pass(0);
    expect(/<total_fee>(.*)<\/total_fee>/.exec(sent('/pay/micropay')[0]?.body ?? '')?.[1]).toBe(String(amount));
  });

  test('20: use local time or UTC for what is Beijing time', async () => {
    const { sale, find, sent } = testCounter();
    const id = await sale({ micropay: says({ ...PAYMENT_FIELDS, time_end: '20261122000001' }) });
    expect(find(id).paidAt).toBe('2026-11-21T16:00:01.000Z');
    expect(sent('/pay/micropay')[0]?.body).not.toContain('<time_');
  });

  test('24 and 25: let key, code or signature out of the gateway', async () => {
    const { sale, pass, journal, log, told, terminal, sent } = testCounter();
    const echo: Answer = (orderNo) => String(fails('NOTENOUGH', { err_code_des: `${CODE} ${API_KEY}` })(orderNo));
    await sale({ micropay: echo });
    await pass(60_000);
    const signature = /<sign><!\[CDATA\[(\w+)/.exec(sent('/pay/micropay')[0]?.body ?? '')?.[1] ?? '?';
    const everything = JSON.stringify([journal().image(), log.entries, told, terminal().view(), terminal().health()]);
    for (const secret of [CODE, API_KEY, signature]) expect(everything).not.toContain(secret);
  });

  test.each(['<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE xml>'])('26: parse XML with %s', async (head) => {
    const { sale, find } = testCounter();
    expect(find(await sale({ micropay: (orderNo) => head + String(PAID_NOW(orderNo)) })).status).toBe('unresolved');
  });

  test.each([
    ['element', { an_element_of_tomorrow: '1', coupon_id_0: '7' }],
    ['bank_type', { bank_type: 'A_BANK_OF_TOMORROW' }],
    ['trade_type', { trade_type: 'FACE' }],
  ])('27: fail on an unknown %s', async (_, more) => {
    const { sale, find } = testCounter();
    expect(find(await sale({ micropay: says({ ...PAYMENT_FIELDS, ...more }) })).status).toBe('paid');
  });

  test('27: fail on an unknown err_code or trade_state', async () => {
    const { sale, find, pass, acquirer } = testCounter();
    const id = await sale({ micropay: fails('A_CODE_OF_TOMORROW'), orderquery: tradeState('A_STATE_OF_TOMORROW') });
    await pass(20_000);
    expect(find(id).status).toBe('unresolved');
    acquirer({ orderquery: PAID_WHEN_ASKED });
    await pass(5_000);
    expect(find(id).status).toBe('paid');
  });

  test('28: convert ids of 28 digits to numbers', async () => {
    const { sale, find, journal } = testCounter();
    const id = await sale({ micropay: says({ ...PAYMENT_FIELDS, transaction_id: '4200002719202611225550142387' }) });
    expect(JSON.stringify([find(id), journal().image()]).match(/"4200002719202611225550142387"/g)?.length).toBe(2);
  });

  test('33: show the cashier only a code', async () => {
    const { sale, find } = testCounter();
    const id = await sale({ micropay: fails('NOTENOUGH', { err_code_des: '余额不足，请更换付款方式' }) });
    expect(find(id)).toMatchObject({
      declineCode: 'insufficient_funds',
      acquirerCode: 'NOTENOUGH',
      declineMessage: '余额不足，请更换付款方式',
    });
  });
});
