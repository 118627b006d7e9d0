import { expect, onTestFinished, test } from 'vitest';
import { createWooshPayGateway } from '../gateway/wooshpay/gateway.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import type { OrderNo } from '../payment/charge.ts';
import type { RefundNo } from '../payment/refund.ts';
import { realClock, startTestSandbox } from '../sandbox/test-sandbox.ts';
import { codeFor } from '../sandbox/wooshpay/test-shop.ts';
import { AuthCode } from '../scanner/auth-code.ts';

test('over real sockets: charged, asked about, given back, offered and withdrawn', async () => {
  const sandbox = await startTestSandbox(onTestFinished, { timeFactor: 0.01 });
  const { endpoint, secretKey, webhookSecret } = sandbox.address().wooshpay;
  const gateway = createWooshPayGateway({
    config: { kind: 'wooshpay', endpoints: [endpoint], secretKey, webhookSecret, ca: null, returnUrl: 'https://shop.example/pos' },
    ...{ requestTimeoutMs: 5_000, terminalId: 'T01', clock: realClock, log: silent },
  });
  onTestFinished(() => gateway.close());
  const online = new Promise<void>((resolve) => gateway.onLine((status) => status === 'online' && resolve()));
  gateway.open();
  await online;

  const createdAtMs = Date.now();
  const order = {
    orderNo: 'T01-20261122-0001' as OrderNo,
    amountFen: fen(1250),
    currency: 'CNY',
    description: '茶 “1”',
    createdAtMs,
  } as const;
  const { outcome, sentMsAgo } = await gateway.prepare({ ...order, method: 'payment_code' }).submit(new AuthCode(codeFor('0000')));
  expect(outcome).toMatchObject({ kind: 'paid', payment: { wallet: 'wechat' } });
  expect(sentMsAgo).toBeLessThan(5_000);
  expect(await gateway.query(order)).toMatchObject({ kind: 'paid' });
  expect(await gateway.reverse(order)).toMatchObject({ kind: 'refused', acquirerCode: 'payment_intent_unexpected_state' });

  const part = { refundNo: 'T01-R-0001' as RefundNo, orderNo: order.orderNo, chargeFen: order.amountFen, amountFen: fen(500) };
  const refund = { ...part, currency: 'CNY', reason: null, from: 'unsettled' } as const;
  const taken = await gateway.refund(refund);
  expect(taken).toMatchObject({ kind: 'accepted' });
  expect(await gateway.queryRefund(refund)).toMatchObject({ kind: 'succeeded' });

  const offer = {
    ...order,
    orderNo: 'T01-20261122-0002' as OrderNo,
    method: 'merchant_qr',
    to: { openId: null, clientIp: null },
    expiresAtMs: createdAtMs + 60_000,
  } as const;
  expect(await gateway.offer(offer)).toMatchObject({ kind: 'offered', shown: { content: expect.stringMatching(/^weixin:\/\//) } });
  expect(await gateway.withdraw(offer)).toEqual({ kind: 'closed' });
  expect(await gateway.query(offer)).toEqual({ kind: 'undone', acquirerCode: 'CLOSED' });
});
