import { describe, expect, onTestFinished, test } from 'vitest';
import { CLIENTS, errorCodeOf, messageOf } from './test-clients.ts';
import { realClock, startTestSandbox } from './test-sandbox.ts';
import { createWechatPhoneSource } from './wechat-phone-source.ts';

describe.each(CLIENTS)('%s', (_name, connect) => {
  describe.each(['MD5', 'HMAC-SHA256'])('with %s', (sign_type) => {
    test('paid, queried, reversed', async () => {
      const sandbox = await startTestSandbox(onTestFinished);
      const client = connect(sandbox);
      const out_trade_no = 'PEER-0001';
      const { authCode } = sandbox.issueCode();
      const paid = await client.micropay({
        sign_type,
        out_trade_no,
        body: '咖啡 & <拿铁> "大"',
        attach: 'a=1&b=2',
        total_fee: '2350',
        auth_code: authCode,
      });
      expect(paid).toMatchObject({ result_code: 'SUCCESS', trade_type: 'MICROPAY', total_fee: '2350', attach: 'a=1&b=2', out_trade_no });
      const queried = await client.orderQuery({ sign_type, out_trade_no });
      expect(queried).toMatchObject({ trade_state: 'SUCCESS', transaction_id: paid.transaction_id, cash_fee: '2350' });
      const { transaction_id } = paid;
      if (transaction_id === undefined) throw new Error('paid without a number');
      expect(await client.orderQuery({ sign_type, transaction_id })).toEqual({
        ...queried,
        nonce_str: expect.any(String),
        sign: expect.any(String),
      });
      const nobodys = client.orderQuery({
        sign_type,
        transaction_id: transaction_id.replace(/.$/, (last) => String((Number(last) + 1) % 10)),
      });
      await expect(nobodys).rejects.toSatisfy((error) => errorCodeOf(error) === 'ORDERNOTEXIST');
      expect(await client.reverse({ sign_type, out_trade_no })).toMatchObject({ result_code: 'SUCCESS', recall: 'N' });
      expect(await client.orderQuery({ sign_type, out_trade_no })).toMatchObject({ trade_state: 'REVOKED' });
      expect(sandbox.acquirer.orders()).toMatchObject([{ captured: 1, returned: 1 }]);
    });

    test('paid, refunded in two parts, each followed until it is done', async () => {
      const sandbox = await startTestSandbox(onTestFinished, { timeFactor: 0.01 });
      const client = connect(sandbox);
      const order = { sign_type, out_trade_no: 'PEER-0004', total_fee: '2350' };
      await client.micropay({ ...order, body: 'test', auth_code: sandbox.issueCode().authCode });
      const accepted = await client.refund({ ...order, out_refund_no: 'PEER-R1', refund_fee: '800', refund_desc: '商品 & <破损>' });
      expect(accepted).toMatchObject({ result_code: 'SUCCESS', out_refund_no: 'PEER-R1', refund_fee: '800', cash_refund_fee: '800' });
      expect(await client.refund({ ...order, out_refund_no: 'PEER-R1', refund_fee: '800' })).toMatchObject({
        refund_id: accepted.refund_id,
      });
      await client.refund({ ...order, out_refund_no: 'PEER-R2', refund_fee: '1550' });
      const asked = () => client.refundQuery({ sign_type, out_trade_no: 'PEER-0004' });
      await expect.poll(asked).toMatchObject({
        total_refund_count: '2',
        refund_count: '2',
        refund_status_0: 'SUCCESS',
        refund_fee_0: '800',
        refund_status_1: 'SUCCESS',
        refund_fee_1: '1550',
      });
      expect(await client.refundQuery({ sign_type, out_refund_no: 'PEER-R2' })).toMatchObject({ refund_count: '1', refund_fee_0: '1550' });
      const more = client.refund({ ...order, out_refund_no: 'PEER-R3', refund_fee: '1' });
      await expect(more).rejects.toSatisfy((error) => errorCodeOf(error) === 'ERROR');
      expect(sandbox.acquirer.captured()).toBe(0);
    });

    test('a day`s bill, read by a reader of bills that is not ours', async () => {
      const sandbox = await startTestSandbox(onTestFinished, { timeFactor: 0.01 });
      const client = connect(sandbox);
      const order = { sign_type, out_trade_no: 'PEER-0005', total_fee: '2350' };
      const paid = await client.micropay({ ...order, body: '豆浆, `大`', attach: 'a=1,b=2', auth_code: sandbox.issueCode().authCode });
      await client.refund({ ...order, out_refund_no: 'PEER-R5', refund_fee: '800' });
      const bill_date = (paid.time_end ?? '').slice(0, 8);
      await expect(client.bill({ sign_type, bill_date })).rejects.toThrow(/Bill Creating/);
      sandbox.acquirer.bills.setReady('at_once');
      const { rows, summary } = await client.bill({ sign_type, bill_date });
      expect(rows).toMatchObject([
        {
          商户订单号: 'PEER-0005',
          微信订单号: paid.transaction_id,
          交易状态: 'SUCCESS',
          订单金额: '23.50',
          商品名称: '豆浆, `大`',
          商户数据包: 'a=1,b=2',
        },
        { 商户订单号: 'PEER-0005', 商户退款单号: 'PEER-R5', 交易状态: 'REFUND', 申请退款金额: '8.00' },
      ]);
      expect(summary).toMatchObject({ 总交易单数: '2.0', 订单总金额: '23.50', 申请退款总金额: '8.00' });
      await expect(client.bill({ sign_type, bill_date: '20200101' })).rejects.toThrow(/No Bill Exist/);
    });

    test('password asked, customer pays, query says so', async () => {
      const sandbox = await startTestSandbox(onTestFinished);
      const client = connect(sandbox);
      const out_trade_no = 'PEER-0002';
      const { authCode } = sandbox.issueCode();
      const charge = client.micropay({ sign_type, out_trade_no, body: 'test', total_fee: '100001', auth_code: authCode });
      await expect(charge).rejects.toSatisfy((error) => errorCodeOf(error) === 'USERPAYING');
      expect(await client.orderQuery({ sign_type, out_trade_no })).toMatchObject({ trade_state: 'USERPAYING' });
      await expect(client.reverse({ sign_type, out_trade_no })).rejects.toSatisfy((error) => errorCodeOf(error) === 'USERPAYING');
      const { book, refundBook: refunds, wallet } = sandbox.acquirer;
      createWechatPhoneSource({ book, refunds, wallet, clock: realClock }).answer(out_trade_no, 'pay');
      expect(await client.orderQuery({ sign_type, out_trade_no })).toMatchObject({ trade_state: 'SUCCESS', total_fee: '100001' });
    });

    test('a wrong key is refused, and a forged answer is noticed', async () => {
      const sandbox = await startTestSandbox(onTestFinished);
      const out_trade_no = 'PEER-0003';
      const fields = () => ({ sign_type, out_trade_no, body: 'test', total_fee: '1', auth_code: sandbox.issueCode().authCode });
      await expect(connect(sandbox, 'f'.repeat(32)).micropay(fields())).rejects.toSatisfy((error) => /签名错误/.test(messageOf(error)));
      expect(sandbox.acquirer.orders()).toEqual([]);
      sandbox.faults.plant({ call: 'micropay', kind: 'bad_signature', times: 1, skip: 0, delayMs: 0 });
      await expect(connect(sandbox).micropay(fields())).rejects.toSatisfy((error) => /签名错误|sign\(/.test(messageOf(error)));
    });
  });
});
