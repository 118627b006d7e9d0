import { createServer, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Sandbox } from './server.ts';

// Clients that were written against the real platform, by others: what they accept and refuse is not our opinion.
const load = createRequire(import.meta.url);

export type Answer = Record<string, string>;
export type Client = {
  micropay(fields: Answer): Promise<Answer>;
  orderQuery(fields: Answer): Promise<Answer>;
  reverse(fields: Answer): Promise<Answer>;
  refund(fields: Answer): Promise<Answer>;
  refundQuery(fields: Answer): Promise<Answer>;
  unifiedOrder(fields: Answer): Promise<Answer>;
  closeOrder(fields: Answer): Promise<Answer>;
  /** Reads a notification, checks or decrypts it, and answers it, all by the client's own means. A rejection is answered too. */
  takeNotice(kind: NoticeKind, body: string, reply: (xml: string) => void): Promise<Answer>;
  /** The bill's lines and its last one, cell by cell under their headings, read by the client itself. */
  bill(fields: Answer): Promise<{ rows: Answer[]; summary: Answer }>;
};

export type NoticeKind = 'pay' | 'refund';

/** tenpay has the platform's addresses built in, in a public table that is meant to be read: only the host is replaced. */
function tenpay(sandbox: Sandbox, key?: string): Client {
  const { endpoint, appId, mchId, apiKey } = sandbox.address().wechat;
  const Tenpay = load('tenpay');
  const client = new Tenpay({ appid: appId, mchid: mchId, partnerKey: key ?? apiKey, spbill_create_ip: '127.0.0.1' });
  client.urls = Object.fromEntries(
    Object.entries<string>(client.urls).map(([name, url]) => [name, url.replace('https://api.mch.weixin.qq.com', endpoint)]),
  );
  client.takeNotice = (kind: NoticeKind, body: string, reply: (xml: string) => void) =>
    new Promise<Answer>((resolve, reject) => {
      const request = { body, weixin: {} as Answer & { req_info: Answer } };
      const response = {
        header() {},
        send(xml: string) {
          reply(xml);
          reject(new Error(xml)); // it replied by itself: the message is none. After the promise is kept this changes nothing
        },
        reply(_failure?: string) {},
      };
      client.middlewareForExpress(kind)(request, response, () => {
        resolve(kind === 'pay' ? request.weixin : request.weixin.req_info);
        response.reply();
      });
    });
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
  const { Aes, Decorator, Formatter, Hash, Transformer } = load('wechatpay-axios-plugin');
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
    unifiedOrder: (fields) => post('/pay/unifiedorder', { spbill_create_ip: '127.0.0.1', ...fields }),
    closeOrder: (fields) => post('/pay/closeorder', fields),
    async takeNotice(kind, body, reply) {
      const message = Transformer.toObject(body);
      const secret = key ?? apiKey;
      // As its manual shows for each of the two.
      const type = message.sign?.length === 64 ? Hash.ALGO_HMAC_SHA256 : Hash.ALGO_MD5;
      if (kind === 'pay' && !Hash.equals(Hash.sign(type, message, secret), message.sign)) {
        reply(Transformer.toXml({ return_code: 'FAIL', return_msg: 'sign签名错误' }));
        throw new Error('sign签名错误');
      }
      reply(Transformer.toXml({ return_code: 'SUCCESS', return_msg: 'OK' }));
      return kind === 'pay' ? message : Transformer.toObject(Aes.AesEcb.decrypt(message.req_info, Hash.md5(secret)));
    },
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

export const CLIENTS = [
  ['tenpay', tenpay],
  ['wechatpay-axios-plugin', axiosPlugin],
] as const;

/** tenpay puts the code into the message, the plugin keeps the whole answer. */
export function errorCodeOf(error: unknown): string {
  const { message, response } = error as { message: string; response?: { data?: Answer } };
  return response?.data?.err_code ?? message;
}

export function messageOf(error: unknown): string {
  const { message, response } = error as { message: string; response?: { data?: Answer } };
  return `${message} ${response?.data?.return_msg ?? ''}`;
}

export type Taken = { readonly kind: NoticeKind; readonly told: Answer } | { readonly kind: NoticeKind; readonly refused: string };

/** A shop's server that leaves each notification to a client. @param onEnd closes it after the test */
export async function openNoticeShop(client: Client, onEnd: (cleanUp: () => void) => void) {
  const taken: Taken[] = [];
  const server = createServer((request, response: ServerResponse) => {
    const kind: NoticeKind = request.url === '/refund' ? 'refund' : 'pay';
    let body = '';
    request.setEncoding('utf8').on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      client
        .takeNotice(kind, body, (xml) => response.end(xml))
        .then(
          (told) => taken.push({ kind, told }),
          (error) => taken.push({ kind, refused: messageOf(error) }),
        );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { taken, payUrl: `http://127.0.0.1:${port}/pay`, refundUrl: `http://127.0.0.1:${port}/refund` };
}
