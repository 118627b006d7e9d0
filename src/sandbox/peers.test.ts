import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from './server.ts';
import { realClock, startTestSandbox } from './test-sandbox.ts';
import { createWechatPhoneSource } from './wechat-phone-source.ts';

// Clients that were written against the real platform, by others: what they accept and refuse is not our opinion.
const load = createRequire(import.meta.url);

type Answer = Record<string, string>;
type Client = {
  micropay(fields: Answer): Promise<Answer>;
  orderQuery(fields: Answer): Promise<Answer>;
  reverse(fields: Answer): Promise<Answer>;
  refund(fields: Answer): Promise<Answer>;
  refundQuery(fields: Answer): Promise<Answer>;
  /** The bill's lines and its last one, cell by cell under their headings, read by the client itself. */
  bill(fields: Answer): Promise<{ rows: Answer[]; summary: Answer }>;
};

/** tenpay has the platform's addresses built in, in a public table that is meant to be read: only the host is replaced. */
function tenpay(sandbox: Sandbox, key?: string): Client {
  const { endpoint, appId, mchId, apiKey } = sandbox.address().wechat;
  const Tenpay = load('tenpay');
  const client = new Tenpay({ appid: appId, mchid: mchId, partnerKey: key ?? apiKey, spbill_create_ip: '127.0.0.1' });
  client.urls = Object.fromEntries(
    Object.entries<string>(client.urls).map(([name, url]) => [name, url.replace('https://api.mch.weixin.qq.com', endpoint)]),
  );
  client.bill = async (fields: Answer) => {
    const read = await client.downloadBill(fields, true);
    const named = (titles: string[], cells: string[]) => Object.fromEntries(cells.map((cell, index) => [titles[index]?.trim(), cell]));
    const titles = read.list_title.map((title: string) => title.replace('\ufeff', '')); // it leaves the mark where it is
    return { rows: read.list_data.map((cells: string[]) => named(titles, cells)), summary: named(read.total_title, read.total_data) };
  };
  return client;
}

function axiosPlugin(sandbox: Sandbox, key?: string): Client {
  const { endpoint, appId, mchId, apiKey } = sandbox.address().wechat;
  const { Decorator, Formatter } = load('wechatpay-axios-plugin');
  const client = Decorator.xmlBased({ mchid: mchId, secret: key ?? apiKey, baseURL: endpoint, proxy: false });
  async function post(path: string, fields: Answer): Promise<Answer> {
    return (await client.post(path, { appid: appId, mch_id: mchId, ...fields })).data;
  }
  return {
    micropay: (fields) => post('/pay/micropay', { spbill_create_ip: '127.0.0.1', ...fields }),
    orderQuery: (fields) => post('/pay/orderquery', fields),
    reverse: (fields) => post('/secapi/pay/reverse', fields),
    refund: (fields) => post('/secapi/pay/refund', fields),
    refundQuery: (fields) => post('/pay/refundquery', fields),
    async bill(fields) {
      const message = { appid: appId, mch_id: mchId, ...fields };
      // As its manual shows: the answer is left as bytes, and read by its own reader of bills.
      const { data } = await client.post('/pay/downloadbill', message, {
        responseType: 'arraybuffer',
        transformResponse: (bytes: Buffer) => bytes,
      });
      if (data[0] === 0x3c) throw new Error(String(data));
      return Formatter.castCsvBill(fields.tar_type === 'GZIP' ? gunzipSync(data) : data);
    },
  };
}

const CLIENTS = [
  ['tenpay', tenpay],
  ['wechatpay-axios-plugin', axiosPlugin],
] as const;

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

/** tenpay puts the code into the message, the plugin keeps the whole answer. */
function errorCodeOf(error: unknown): string {
  const { message, response } = error as { message: string; response?: { data?: Answer } };
  return response?.data?.err_code ?? message;
}

function messageOf(error: unknown): string {
  const { message, response } = error as { message: string; response?: { data?: Answer } };
  return `${message} ${response?.data?.return_msg ?? ''}`;
}
