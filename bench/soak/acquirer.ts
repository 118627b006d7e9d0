import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../../src/basics/clock.ts';
import { createSigner, type Fields, textToSign } from '../../src/gateway/wechat-v2/sign.ts';
import { buildXml, parseXml } from '../../src/gateway/wechat-v2/xml.ts';
import { MERCHANT } from '../parts/merchant.ts';

/** How long an order is remembered: a day's orders would be a growth that is not the terminal's. */
const REMEMBERED_MS = 2 * 3_600_000;
/** The customer types his password within this, or never. */
const SLOWEST_CUSTOMER_MS = 30_000;

/** What the customer does whose code it is, by its last digit. */
const HABITS = ['pays', 'pays', 'pays', 'pays', 'pays', 'pays', 'types', 'types', 'gives_up', 'has_no_money'] as const;

type Order = {
  readonly amountFen: number;
  readonly transactionId: string;
  readonly bornMs: number;
  readonly paidAtMs: number | null;
  reversed: boolean;
};
type Refund = { readonly refundNo: string; readonly orderNo: string; readonly amountFen: number };

/** What passed through the acquirer's hands. */
export type Books = { capturedFen: number; returnedFen: number; refundedFen: number };

/** An acquirer who pays most, forgets what is long over, and whose line can be cut. Speaks the real wire over loopback. */
export class SoakAcquirer {
  readonly books: Books = { capturedFen: 0, returnedFen: 0, refundedFen: 0 };
  readonly #orders = new Map<string, Order>();
  readonly #refunds = new Map<string, Refund>();
  readonly #signer = createSigner(MERCHANT.apiKey, 'HMAC-SHA256');
  readonly #sockets = new Set<Socket>();
  readonly #clock: Clock;
  #server: Server | null = null;
  #port = 0;
  #serial = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async open(): Promise<void> {
    const server = createServer((request, response) => void this.#serve(request, response));
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** As a router does that is switched off: connections break, new ones are refused. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request) pieces.push(piece as Buffer);
    } catch {
      return; // the line was cut
    }
    const message = request.method === 'POST' ? parseXml(Buffer.concat(pieces)) : null;
    if (!message?.ok) return void response.end('<xml></xml>');
    this.#forget();
    response.end(this.#sign(this.#answer(request.url ?? '', message.value)));
  }

  #answer(path: string, asked: Fields): Record<string, string> {
    const orderNo = asked.get('out_trade_no') ?? '';
    switch (path) {
      case '/pay/micropay':
        return this.#charge(orderNo, asked);
      case '/pay/orderquery':
        return this.#query(orderNo);
      case '/secapi/pay/reverse':
        return this.#reverse(orderNo);
      case '/secapi/pay/refund':
        return this.#refund(orderNo, asked);
      default:
        return this.#queryRefund(asked);
    }
  }

  #charge(orderNo: string, asked: Fields): Record<string, string> {
    const amountFen = Number(asked.get('total_fee'));
    const habit = HABITS[Number(asked.get('auth_code')?.at(-1))] ?? 'pays';
    const nowMs = this.#clock.monotonicMs();
    if (habit === 'has_no_money') return fail('NOTENOUGH');
    this.#serial += 1;
    const transactionId = `42000027192026${String(this.#serial).padStart(14, '0')}`;
    const paidAtMs = habit === 'pays' ? nowMs : habit === 'types' ? nowMs + randomInt(3_000, SLOWEST_CUSTOMER_MS) : null;
    const order = { amountFen, transactionId, bornMs: nowMs, paidAtMs, reversed: false };
    this.#orders.set(orderNo, order);
    if (paidAtMs !== null) this.books.capturedFen += amountFen; // given back when it is reversed before
    return habit === 'pays' ? this.#paid(orderNo, order) : fail('USERPAYING');
  }

  #query(orderNo: string): Record<string, string> {
    const order = this.#orders.get(orderNo);
    if (!order) return fail('ORDERNOTEXIST');
    if (order.reversed) return { result_code: 'SUCCESS', trade_state: 'REVOKED', out_trade_no: orderNo };
    if (!this.#isPaid(order)) return { result_code: 'SUCCESS', trade_state: 'USERPAYING', out_trade_no: orderNo };
    return { ...this.#paid(orderNo, order), trade_state: 'SUCCESS' };
  }

  #reverse(orderNo: string): Record<string, string> {
    const order = this.#orders.get(orderNo);
    if (order && !order.reversed) {
      order.reversed = true;
      if (order.paidAtMs !== null) this.books.returnedFen += order.amountFen;
    }
    return { result_code: 'SUCCESS', recall: 'N' };
  }

  #refund(orderNo: string, asked: Fields): Record<string, string> {
    const refundNo = asked.get('out_refund_no') ?? '';
    const amountFen = Number(asked.get('refund_fee'));
    if (!this.#refunds.has(refundNo)) this.books.refundedFen += amountFen;
    this.#refunds.set(refundNo, { refundNo, orderNo, amountFen });
    const { total_fee = '', refund_fee = '' } = Object.fromEntries(asked);
    return { result_code: 'SUCCESS', out_trade_no: orderNo, out_refund_no: refundNo, refund_id: `5${this.#serial}`, total_fee, refund_fee };
  }

  #queryRefund(asked: Fields): Record<string, string> {
    const refund = this.#refunds.get(asked.get('out_refund_no') ?? '');
    const order = refund && this.#orders.get(refund.orderNo);
    if (!refund || !order) return fail('REFUNDNOTEXIST');
    const { refundNo, orderNo, amountFen } = refund;
    return {
      ...{
        result_code: 'SUCCESS',
        out_trade_no: orderNo,
        total_fee: String(order.amountFen),
        refund_count: '1',
        out_refund_no_0: refundNo,
      },
      ...{ refund_fee_0: String(amountFen), refund_status_0: 'SUCCESS', refund_success_time_0: '2026-11-22 14:05:33' },
    };
  }

  #isPaid({ paidAtMs }: Order): boolean {
    return paidAtMs !== null && paidAtMs <= this.#clock.monotonicMs();
  }

  #paid(orderNo: string, { amountFen, transactionId }: Order): Record<string, string> {
    const named = { out_trade_no: orderNo, total_fee: String(amountFen), fee_type: 'CNY', transaction_id: transactionId };
    return { result_code: 'SUCCESS', ...named, openid: `customer-${transactionId}`, trade_type: 'MICROPAY', time_end: '20261122103412' };
  }

  #sign(fields: Record<string, string>): string {
    const { appId: appid, mchId: mch_id } = MERCHANT;
    const all = new Map(
      Object.entries({ return_code: 'SUCCESS', return_msg: 'OK', appid, mch_id, nonce_str: 'p2YkQm8VtR0xLs5C', ...fields }),
    );
    return buildXml(all.set('sign', this.#signer.sign(textToSign(all))));
  }

  #forget(): void {
    const oldestMs = this.#clock.monotonicMs() - REMEMBERED_MS;
    for (const [orderNo, order] of this.#orders) {
      if (order.bornMs > oldestMs) return; // oldest first
      this.#orders.delete(orderNo);
      for (const [refundNo, refund] of this.#refunds) if (refund.orderNo === orderNo) this.#refunds.delete(refundNo);
    }
  }
}

function fail(code: string): Record<string, string> {
  return { result_code: 'FAIL', err_code: code, err_code_des: '说明' };
}
