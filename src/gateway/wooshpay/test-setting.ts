import { HandClock } from '../../basics/hand-clock.ts';
import type { WooshPayConfig } from '../../config/config.ts';
import { fen } from '../../money/fen.ts';
import type { OrderNo, TransactionId } from '../../payment/charge.ts';
import type { RefundNo } from '../../payment/refund.ts';
import { AuthCode } from '../../scanner/auth-code.ts';
import type { OfferedOrder, Order, RefundOrder } from '../gateway.ts';
import { FakeTransport } from '../transport/fake-transport.ts';
import type { Call, Exchange } from '../transport/transport.ts';
import { createWooshPayGateway } from './gateway.ts';

export const SECRET_KEY = 'sk_test_example';
export const WEBHOOK_SECRET = 'whsec_test_0123456789abcdef';
export const DIGITS = '134567890123456789';
export const CODE = new AuthCode(DIGITS);
export const TIMEOUT_MS = 10_000;

export const CONFIG: WooshPayConfig = {
  kind: 'wooshpay',
  endpoints: ['http://127.0.0.1:1'],
  secretKey: SECRET_KEY,
  webhookSecret: WEBHOOK_SECRET,
  ca: null,
  returnUrl: 'https://shop.example/pos',
};

export const PI = 'pi_2006500000000000001';
export const CREATED_MS = 1_767_230_000_000;

export const ORDER: Order = {
  orderNo: 'POS01-20260101-000001-1' as OrderNo,
  amountFen: fen(1250),
  currency: 'CNY',
  description: 'Store 7 till 1',
  method: 'payment_code',
  createdAtMs: CREATED_MS,
};

/** The same, to be paid by the customer himself. */
export const OFFER: OfferedOrder = {
  ...ORDER,
  method: 'merchant_qr',
  to: { openId: null, clientIp: null },
  createdAtMs: new HandClock().wallMs(),
  expiresAtMs: new HandClock().wallMs() + 300_000,
};

export const REFUND: RefundOrder = {
  refundNo: 'R-POS01-000001' as RefundNo,
  orderNo: ORDER.orderNo,
  chargeFen: ORDER.amountFen,
  amountFen: fen(500),
  currency: 'CNY',
  reason: '退一件',
  from: 'unsettled',
  transactionId: PI as TransactionId,
};

/** What WooshPay tells of `ORDER`. Source: WooshPay, WeChat Pay: SCAN_CODE. */
export const INTENT = {
  id: PI,
  object: 'payment_intent',
  created: CREATED_MS,
  livemode: false,
  currency: 'CNY',
  amount: 1250,
  status: 'requires_action',
  merchant_order_id: ORDER.orderNo,
  description: 'Store 7 till 1',
  metadata: { terminal_id: 'POS01', store_id: '7' },
  client_secret: `${PI}_secret_AbCdEfGhIjKlMnOpQrStUvWx`,
  payment_method_types: ['wechat_pay'],
  confirmation_method: 'automatic',
  payment_method_options: { wechat_pay: { terminal_type: 'SCAN_CODE', os_type: 'IOS', client_ip: '203.0.113.10' } },
  return_url: 'https://shop.example/pos',
  payment_method: 'pm_2006500000000000002',
  capture_method: 'automatic',
};

export const PAID_INTENT = { ...INTENT, status: 'succeeded', amount_received: 1250 };
export const PAYMENT = { transactionId: PI, wallet: 'wechat', paidAtMs: CREATED_MS, payer: null };

/** An answer with its HTTP status. Null: silence. */
export type Said = { readonly status?: number; readonly body: unknown } | null;
export type Route = Said | ((call: Call, body: string) => Said);

/** An answer of WooshPay's. @param body an object goes as JSON, a text as it is */
export function said(body: unknown, status = 200): Said {
  return { status, body };
}

export function refusal(status: number, code: string, more: object = {}): Said {
  return said({ error: { type: 'invalid_request_error', code, message: `About ${code}`, ...more } }, status);
}

export const NOT_SENT: Exchange = { kind: 'not_sent', reason: 'ECONNREFUSED' };

export function listOf(...data: readonly unknown[]): Said {
  return said({ object: 'list', url: null, has_more: false, data });
}

/** A gateway before a WooshPay that says what the routes say, by method and the beginning of the path; the last ones go first. */
export function setting(routes: Readonly<Record<string, Route>> = {}, config: Partial<WooshPayConfig> = {}) {
  const clock = new HandClock();
  const transport = new FakeTransport(clock);
  const entries: { event: string; fields: Record<string, unknown> }[] = [];
  const log = { write: (event: string, fields?: object) => void entries.push({ event, fields: { ...fields } }) };
  let table: readonly (readonly [string, Route])[] = Object.entries(routes).toReversed();
  transport.reply = (call, body) => {
    const [, route] = table.find(([start]) => `${call.method} ${call.path}`.startsWith(start)) ?? ['', null];
    const answer = typeof route === 'function' ? route(call, body) : route;
    if (!answer) return null;
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    return { kind: 'answered', status: answer.status ?? 200, body: Buffer.from(text), sentMsAgo: 0 };
  };
  const parts = {
    config: { ...CONFIG, ...config },
    requestTimeoutMs: TIMEOUT_MS,
    terminalId: 'POS01',
    clientIp: '203.0.113.10',
    clock,
    log,
  };
  const gateway = createWooshPayGateway({ ...parts, transport });
  return {
    ...{ clock, transport, gateway, entries },
    logText: () => JSON.stringify(entries),
    /** Routes that go before those there are. */
    on(more: Readonly<Record<string, Route>>) {
      table = [...Object.entries(more).toReversed(), ...table];
    },
    submit: () => gateway.prepare(ORDER).submit(CODE),
    calls: () => transport.posts.map(({ call }) => `${call.method} ${call.path}`),
    keys: () => transport.posts.flatMap(({ call }) => call.headers.filter(([name]) => name === 'Idempotency-Key').map(([, key]) => key)),
    body: (n: number) => JSON.parse(transport.posts.at(n)?.body ?? '') as Record<string, unknown>,
    /** Passes the time that a silence takes. */
    async wait<Outcome>(outcome: Promise<Outcome>): Promise<Outcome> {
      let isOver = false;
      void outcome.finally(() => {
        isOver = true;
      });
      for (let n = 0; n < 20 && !isOver; n++) {
        clock.advance(TIMEOUT_MS);
        await settle();
      }
      return outcome;
    },
  };
}

/** Lets what is already resolved take its course. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
