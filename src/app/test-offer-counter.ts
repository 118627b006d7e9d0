import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import type { Fault } from '../contract/sandbox.ts';
import type { NoticeRequest, OfferedOrder } from '../gateway/gateway.ts';
import { createWechatV2Gateway } from '../gateway/wechat-v2/gateway.ts';
import { CONFIG, realClock, realRandom, recordingLog } from '../gateway/wechat-v2/test-setting.ts';
import { fen } from '../money/fen.ts';
import type { OrderNo } from '../payment/charge.ts';
import type { RefundNo } from '../payment/refund.ts';
import { startTestSandbox } from '../sandbox/test-sandbox.ts';

export type Method = OfferedOrder['method'];

type Options = {
  readonly timeFactor?: number; // of the acquirer's own waits
  readonly hear?: (request: NoticeRequest) => string | null; // takes what is reported; why not, if so
};

/** For tests: the gateway before the embedded acquirer, over a real line, and the customer at his phone. */
export async function offerCounter({ timeFactor = 1, hear }: Options = {}) {
  const sandbox = await startTestSandbox(onTestFinished, { timeFactor });
  const { endpoint, ...merchant } = sandbox.address().wechat;
  const log = recordingLog();
  const gateway = createWechatV2Gateway({
    config: { ...CONFIG, ...merchant, endpoints: [endpoint], notifyUrl: hear ? await listen() : null },
    requestTimeoutMs: 1_000,
    terminalId: 'T01',
    clock: realClock,
    random: realRandom,
    log,
  });
  gateway.open();
  onTestFinished(() => gateway.close());

  /** Where reports come in. @returns the address to tell the acquirer */
  async function listen(): Promise<string> {
    const server = createServer((request, response) => {
      void buffer(request).then((body) => {
        const { notices } = gateway;
        if (!notices || !hear || request.url !== notices.path) return response.writeHead(404).end();
        const reply = notices.reply(hear({ headers: {}, body }));
        return response.writeHead(reply.status, { 'content-type': reply.contentType }).end(reply.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify/wechat`;
  }

  /** What the customer does at his phone, as its page asks for it. */
  async function phone(action: object): Promise<void> {
    const url = `${sandbox.address().phoneUrl}api/actions`;
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(action) });
    expect(await answer.json()).toEqual({ ok: true });
  }

  function order(method: Method = 'merchant_qr', more: Partial<OfferedOrder> = {}): OfferedOrder {
    const createdAtMs = Date.now();
    return {
      orderNo: `OFFER-${randomBytes(8).toString('hex')}` as OrderNo,
      amountFen: fen(2350),
      currency: 'CNY',
      description: '咖啡 & <拿铁> "大" 😀',
      method,
      to: { openId: sandbox.acquirer.wallet.openId(), clientIp: '203.0.113.9' },
      createdAtMs,
      expiresAtMs: createdAtMs + 300_000,
      ...more,
    };
  }

  async function shownOf(offered: OfferedOrder) {
    const outcome = await gateway.offer(offered);
    if (outcome.kind !== 'offered') throw new Error(JSON.stringify([outcome, log.entries]));
    return outcome.shown;
  }

  /** He scans what is shown, and types his password. */
  async function pay(offered: OfferedOrder, content: string | null): Promise<void> {
    await phone({ kind: 'scan', content });
    await phone({ kind: 'pay', orderNo: offered.orderNo });
  }

  /** All of it. */
  function giveBack({ orderNo, amountFen }: OfferedOrder) {
    const refundNo = `R-${orderNo}` as RefundNo;
    return gateway.refund({ refundNo, orderNo, chargeFen: amountFen, amountFen, currency: 'CNY', reason: null, from: 'unsettled' });
  }

  const plant = (call: Fault['call'], kind: Fault['kind'], more: Partial<Fault> = {}) =>
    void sandbox.faults.plant({ call, kind, times: 1, skip: 0, delayMs: 0, ...more });
  const book = () => [...sandbox.acquirer.book.all()].map(({ state, captures, returns }) => ({ state, captures, returns }));
  return { sandbox, gateway, log, phone, order, shownOf, pay, giveBack, plant, book };
}
