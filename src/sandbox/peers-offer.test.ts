import { describe, expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from './server.ts';
import { type Answer, CLIENTS, type Client, errorCodeOf, openNoticeShop } from './test-clients.ts';
import { realClock, startTestSandbox } from './test-sandbox.ts';
import { createWechatPhoneSource } from './wechat-phone-source.ts';

/** Orders that the customer pays by himself, placed, followed and told of as clients of others understand it. */
async function openShop(connect: (sandbox: Sandbox) => Client, sign_type: string) {
  const sandbox = await startTestSandbox(onTestFinished, { timeFactor: 0.01 });
  const client = connect(sandbox);
  const shop = await openNoticeShop(client, onTestFinished);
  const { book, refundBook: refunds, wallet } = sandbox.acquirer;
  const phone = createWechatPhoneSource({ book, refunds, wallet, clock: realClock });
  const order = {
    sign_type,
    out_trade_no: 'PEER-1001',
    body: '咖啡 & <拿铁>',
    total_fee: '5990',
    notify_url: shop.payUrl,
    attach: 'a=1&b=2',
  };
  return {
    sandbox,
    client,
    shop,
    order,
    wallet,
    place: (fields: Answer = {}) => client.unifiedOrder({ ...order, trade_type: 'NATIVE', product_id: 'T01', ...fields }),
    payBy(content: string | undefined): void {
      expect(phone.scan(content ?? '')).toEqual({ ok: true, value: null });
      expect(phone.answer(order.out_trade_no, 'pay')).toEqual({ ok: true, value: null });
    },
  };
}

describe.each(CLIENTS)('%s', (_name, connect) => {
  describe.each(['MD5', 'HMAC-SHA256'])('with %s', (sign_type) => {
    test('placed: each type with what it is paid by; again: the same; with another amount: used', async () => {
      const { place, order, wallet } = await openShop(connect, sign_type);
      const kinds: readonly [string, Answer, string | null][] = [
        ['NATIVE', {}, 'code_url'],
        ['JSAPI', { openid: wallet.openId() }, null],
        ['APP', {}, null],
        ['MWEB', { scene_info: '{"h5_info":{"type":"Wap","wap_url":"https://shop.example","wap_name":"店"}}' }, 'mweb_url'],
      ];
      for (const [trade_type, fields, content] of kinds) {
        const asked = { ...order, ...fields, trade_type, out_trade_no: `PEER-${trade_type}` };
        const placed = await place(asked);
        expect(placed).toMatchObject({ result_code: 'SUCCESS', trade_type, prepay_id: expect.stringMatching(/^wx/) });
        if (content) expect(placed[content]).toMatch(/^(weixin|https):\/\//);
        expect((await place(asked)).prepay_id).toBe(placed.prepay_id);
        await expect(place({ ...asked, total_fee: '1' })).rejects.toSatisfy((error) => errorCodeOf(error) === 'OUT_TRADE_NO_USED');
      }
    });

    test('paid by a scan, told of, queried; refunded, told of; both in the bill', async () => {
      const { place, payBy, client, order, shop, wallet, sandbox } = await openShop(connect, sign_type);
      payBy((await place()).code_url);
      const { out_trade_no, total_fee, attach } = order;
      const paid = { out_trade_no, total_fee, attach, trade_type: 'NATIVE', openid: wallet.openId() };
      await expect.poll(() => shop.taken).toMatchObject([{ kind: 'pay', told: paid }]);
      const queried = await client.orderQuery({ sign_type, out_trade_no });
      expect(queried).toMatchObject({ ...paid, trade_state: 'SUCCESS' });
      await expect(client.closeOrder({ sign_type, out_trade_no })).rejects.toSatisfy((error) => errorCodeOf(error) === 'ORDERPAID');

      const refund = { sign_type, out_trade_no, total_fee, out_refund_no: 'PEER-R9', refund_fee: '990', notify_url: shop.refundUrl };
      const accepted = await client.refund(refund);
      const told = { out_refund_no: 'PEER-R9', refund_id: accepted.refund_id, refund_fee: '990', total_fee, refund_status: 'SUCCESS' };
      await expect.poll(() => shop.taken.slice(1)).toMatchObject([{ kind: 'refund', told }]);
      expect(await client.refundQuery({ sign_type, out_refund_no: 'PEER-R9' })).toMatchObject({ refund_status_0: 'SUCCESS' });

      sandbox.acquirer.bills.setReady('at_once');
      const { rows } = await client.bill({ sign_type, bill_date: (queried.time_end ?? '').slice(0, 8) });
      expect(rows).toMatchObject([
        { 商户订单号: out_trade_no, 交易类型: 'NATIVE', 交易状态: 'SUCCESS', 订单金额: '59.90' },
        { 商户订单号: out_trade_no, 交易类型: 'NATIVE', 交易状态: 'REFUND', 申请退款金额: '9.90' },
      ]);
      const log = sandbox.faults.view().log.filter(({ call }) => call === 'notification');
      expect(log.map(({ answer }) => answer)).toEqual(['SUCCESS', 'SUCCESS']); // the replies of both clients are taken
    });

    test('closed: dead', async () => {
      const { place, client, order } = await openShop(connect, sign_type);
      await place();
      const { out_trade_no } = order;
      expect(await client.closeOrder({ sign_type, out_trade_no })).toMatchObject({ result_code: 'SUCCESS', result_msg: 'OK' });
      expect(await client.orderQuery({ sign_type, out_trade_no })).toMatchObject({ trade_state: 'CLOSED' });
      await expect(client.closeOrder({ sign_type, out_trade_no })).rejects.toSatisfy((error) => errorCodeOf(error) === 'ORDERCLOSED');
      await expect(place()).rejects.toSatisfy((error) => errorCodeOf(error) === 'OUT_TRADE_NO_USED');
    });

    test('a forged notification is noticed, and the true one that follows is taken', async () => {
      const { place, payBy, shop, sandbox } = await openShop(connect, sign_type);
      sandbox.faults.plant({ call: 'notification', kind: 'bad_signature', times: 1, skip: 0, delayMs: 0 });
      payBy((await place()).code_url);
      await expect.poll(() => shop.taken).toMatchObject([{ refused: expect.stringContaining('sign') }, { told: { total_fee: '5990' } }]);
    });
  });
});
