import { describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import type { Charge } from '../contract/charge.ts';
import { WOOSH_FAULT_KINDS, type WooshFault } from '../contract/sandbox-wooshpay.ts';
import { ABILITIES } from '../gateway/abilities.ts';
import type { Exchange, Transport } from '../gateway/transport/transport.ts';
import { createWooshPayGateway } from '../gateway/wooshpay/gateway.ts';
import { wooshPayDialect } from '../gateway/wooshpay/wire.ts';
import { silent } from '../log/log.ts';
import { fen } from '../money/fen.ts';
import type { OfferMethod } from '../payment/charge.ts';
import { TIMES as USUAL } from '../payment/story.ts';
import { testRandom } from '../sandbox/test-merchant.ts';
import { exchangeWoosh } from '../sandbox/wooshpay/exchange.ts';
import { codeFor, openWooshShop } from '../sandbox/wooshpay/test-shop.ts';
import { signWebhook } from '../sandbox/wooshpay/webhooks.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';

const abilities = ABILITIES.wooshpay;
const TIMES = { ...USUAL, closeDelayMs: abilities.closeDelayMs, confirmAfterMs: abilities.confirmAfterMs, refundSpacingMs: 0 };
const STORE = { name: 'Store 7', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'en' } as const;
const AMOUNT = 1250;
const MINUTE = 60_000;

/** The whole terminal before the sandbox's WooshPay, in one process and under one clock. */
function openShop(late: 'refund' | 'adopt' = 'refund') {
  const clock = new HandClock();
  const woosh = openWooshShop({ clock });
  const { account } = woosh.acquirer;
  const config = {
    ...({
      kind: 'wooshpay',
      endpoints: ['http://127.0.0.1:1'],
      secretKey: account.secretKey,
      webhookSecret: account.webhookSecret,
    } as const),
    ...{ ca: null, returnUrl: 'https://shop.example/pos' },
  };
  const transport = wireTo(woosh, clock, account.secretKey);
  const parts = { clock, log: silent, random: testRandom };
  const gateway = createWooshPayGateway({
    ...parts,
    config,
    requestTimeoutMs: TIMES.requestTimeoutMs,
    terminalId: 'T01',
    clientIp: '203.0.113.10',
    transport,
  });
  const journal = memoryJournal();
  const terminal = createTerminal({
    ...parts,
    gateway,
    abilities,
    journal,
    times: { ...TIMES, latePayment: late },
    store: STORE,
    practice: null,
  });
  gateway.open();
  let keys = 0;

  async function pass(ms: number): Promise<void> {
    const endMs = clock.monotonicMs() + ms;
    for (;;) {
      await settle();
      const due = clock.nextDueMs();
      if (due === null || due > endMs) break;
      clock.crank();
    }
    clock.advance(endMs - clock.monotonicMs());
    await settle();
  }

  function charge(part: { code?: string; method?: OfferMethod }): string {
    const { code, method } = part;
    const to = method === 'mini_program' ? { openId: 'oUpF8uN3vKqY', clientIp: null } : undefined;
    keys += 1;
    const begun = terminal.charge({
      ...{
        origin: 'till',
        amountFen: fen(AMOUNT),
        description: null,
        tillReference: null,
        idempotencyKey: `key-${keys}`,
        fingerprint: 'f',
      },
      ...(method && { method }),
      ...(to && { to }),
      authCode: code === undefined ? null : new AuthCode(code),
    });
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    return begun.value.charge.id;
  }

  const find = (id: string): Charge => {
    const found = terminal.find(id);
    if (!found) throw new Error('no such charge');
    return found;
  };

  return {
    ...{ clock, woosh, terminal, gateway, pass, charge, find },
    /** Another process of the same merchant, which knows nothing of this one. */
    strangers: () =>
      createWooshPayGateway({
        ...parts,
        config,
        requestTimeoutMs: TIMES.requestTimeoutMs,
        terminalId: 'T02',
        clientIp: '203.0.113.11',
        transport,
      }),
    /** WooshPay reports each event at once, so many times. */
    report(times: number): number[] {
      const replies: number[] = [];
      woosh.acquirer.onEvent((event) => {
        const body = JSON.stringify(event.body);
        const headers = { 'wooshpay-signature': signWebhook(body, Math.floor(clock.wallMs() / 1_000), account.webhookSecret) };
        for (let n = 0; n < times; n++) replies.push(terminal.notice({ headers, body: Buffer.from(body) })?.status ?? 0);
      });
      return replies;
    },
    /** Places an offer and has it shown. */
    async offer(method: OfferMethod) {
      const id = charge({ method });
      await pass(0);
      return { id, content: find(id).qr?.content ?? '' };
    },
    /** The customer scans and types his password. */
    pay(content: string) {
      const scanned = woosh.phone.scan(content);
      const [payment] = woosh.phone.payments(1);
      return scanned?.ok && payment ? woosh.phone.answer(payment.orderNo, 'pay') : scanned;
    },
    /** Lets time pass until the charge has its end. */
    async end(id: string, mostMs = 10 * MINUTE): Promise<Charge> {
      const endMs = clock.monotonicMs() + mostMs;
      while (!ENDS.has(find(id).status) && clock.monotonicMs() < endMs) await pass(500);
      return find(id);
    },
    refund(id: string, amountFen: number): string {
      keys += 1;
      const keyed = { idempotencyKey: `key-${keys}`, fingerprint: 'r' };
      const begun = terminal.refund({ origin: 'till', chargeId: id, amountFen: fen(amountFen), reason: null, from: 'unsettled', ...keyed });
      if (!begun.ok) throw new Error(JSON.stringify(begun.error));
      return begun.value.refund.id;
    },
    plant: (call: WooshFault['call'], kind: WooshFault['kind'], part: Partial<WooshFault> = {}) => woosh.plant(call, kind, part),
  };
}

const ENDS: ReadonlySet<string> = new Set(['paid', 'declined', 'reversed', 'canceled']);

/** As the socket would do it, under the hand-cranked clock. */
function wireTo(woosh: ReturnType<typeof openWooshShop>, clock: HandClock, secretKey: string): Transport {
  const dialect = wooshPayDialect(secretKey);
  return {
    prepare: (call) => ({
      discard() {},
      send: (body) =>
        new Promise<Exchange>((resolve) => {
          const sentMs = clock.monotonicMs();
          const sentMsAgo = () => clock.monotonicMs() - sentMs;
          clock.after(call.timeoutMs, () => resolve({ kind: 'no_answer', reason: 'deadline', lineLost: true, sentMsAgo: call.timeoutMs }));
          const [path = '', query = ''] = call.path.split('?', 2);
          const lines = [...dialect.headers[call.method], ...call.headers].map(([name, value]) => [name.toLowerCase(), value]);
          const request = { method: call.method, path, query, headers: Object.fromEntries(lines) as Record<string, string>, body };
          exchangeWoosh({ acquirer: woosh.acquirer, faults: woosh.faults, clock }, request, (delivery) => {
            if (delivery.kind === 'answer' && dialect.answers(delivery.status))
              resolve({ kind: 'answered', status: delivery.status, body: Buffer.from(delivery.body), sentMsAgo: sentMsAgo() });
            else resolve({ kind: 'no_answer', reason: 'broken', lineLost: false, sentMsAgo: sentMsAgo() });
          });
        }),
    }),
    download: async () => ({ kind: 'not_sent', reason: 'no files' }),
    probe: async () => true,
    async close() {},
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What a payment code's end asks for, what becomes of the charge, and whether the merchant has the money in the end. */
const SCENARIOS = [
  ['0000', 'paid', null, AMOUNT],
  ['0001', 'paid', null, AMOUNT],
  ['0002', 'paid', null, AMOUNT],
  ['0003', 'reversed', null, 0],
  ['0004', 'declined', 'code_invalid', 0],
  ['0005', 'declined', 'insufficient_funds', 0],
  ['0006', 'declined', 'code_invalid', 0],
  ['0007', 'paid', null, AMOUNT],
  ['0008', 'declined', 'not_received', 0],
  ['0009', 'paid', null, AMOUNT],
  ['0010', 'paid', null, AMOUNT], // canceled, and paid all the same 5 s later: while it is still asked about
  ['0011', 'paid', null, AMOUNT],
  ['0012', 'paid', null, AMOUNT],
  ['0013', 'paid', null, AMOUNT],
  ['0015', 'paid', null, AMOUNT],
  ['0016', 'paid', null, AMOUNT],
  ['0017', 'paid', null, AMOUNT],
  ['0018', 'paid', null, AMOUNT],
  ['0019', 'paid', null, AMOUNT],
] as const;

test.each(SCENARIOS)('code …%s: %s %s, and the merchant has %i', async (suffix, status, declineCode, money) => {
  const shop = openShop();
  const charge = await shop.end(shop.charge({ code: codeFor(suffix) }));
  await shop.pass(5 * MINUTE);
  expect([shop.find(charge.id).status, charge.declineCode]).toEqual([status, declineCode]);
  expect(shop.woosh.acquirer.captured('CNY')).toBe(money);
});

test('code …0014: what was received differs; nobody is told that it is paid', async () => {
  const shop = openShop();
  const id = shop.charge({ code: codeFor('0014') });
  await shop.pass(5 * MINUTE);
  expect(shop.find(id).status).toBe('unresolved');
});

describe('what the customer pays by himself', () => {
  test.each(['merchant_qr', 'link', 'h5'] as const)('%s: shown, scanned, paid', async (method) => {
    const shop = openShop();
    const { id, content } = await shop.offer(method);
    expect(shop.find(id).status).toBe('awaiting_customer');
    expect(shop.pay(content)).toEqual({ ok: true, value: null });
    await shop.pass(10_000);
    expect(shop.find(id).status).toBe('paid');
    expect(shop.woosh.acquirer.captured('CNY')).toBe(AMOUNT);
  });

  test('mini_program: the front end gets what the customer`s WeChat needs', async () => {
    const shop = openShop();
    const { id } = await shop.offer('mini_program');
    expect(shop.find(id).status).toBe('awaiting_customer');
    const parameters = await shop.terminal.parameters(id);
    expect(parameters).toMatchObject({ ok: true });
    expect(JSON.stringify(parameters)).toMatch(/prepay_id=/);
  });

  test.each(['merchant_qr', 'link'] as const)('%s: taken back, and nobody can pay it any more', async (method) => {
    const shop = openShop();
    const { id, content } = await shop.offer(method);
    shop.terminal.cancel(id);
    await shop.end(id);
    expect(shop.find(id).status).toBe('canceled');
    expect(shop.pay(content)).toEqual({ ok: false, error: 'order_over' });
  });

  test.each(['merchant_qr', 'link'] as const)('%s: paid in the moment of closing', async (method) => {
    const shop = openShop();
    const { id, content } = await shop.offer(method);
    shop.terminal.cancel(id);
    shop.pay(content);
    expect((await shop.end(id)).status).toBe('paid');
    expect(shop.woosh.acquirer.captured('CNY')).toBe(AMOUNT);
  });

  test.each([
    ['refund', 0],
    ['adopt', AMOUNT],
  ] as const)('merchant_qr: canceled, paid all the same a minute later, found, and by policy "%s": %i', async (policy, money) => {
    const shop = openShop(policy);
    shop.plant('cancel_intent', 'late_success', { delayMs: MINUTE });
    const { id } = await shop.offer('merchant_qr');
    shop.terminal.cancel(id);
    expect((await shop.end(id)).status).toBe('canceled');
    await shop.pass(10 * MINUTE);
    expect(shop.find(id).status).toBe('paid');
    expect(shop.woosh.acquirer.captured('CNY')).toBe(money);
  });

  test.each(['merchant_qr', 'link', 'h5'] as const)('%s: the answer is lost; the same is shown, and there is one order', async (method) => {
    const shop = openShop();
    shop.plant(method === 'link' ? 'create_session' : 'create_intent', 'drop_after');
    const { id } = await shop.offer(method);
    await shop.pass(20_000);
    expect(shop.find(id).status).toBe('awaiting_customer');
    expect(shop.woosh.acquirer.intents()).toHaveLength(1);
    expect(shop.pay(shop.find(id).qr?.content ?? '')).toEqual({ ok: true, value: null });
    await shop.pass(10_000);
    expect(shop.find(id).status).toBe('paid');
  });

  test.each(['merchant_qr', 'link'] as const)('%s: another process finds it by its number', async (method) => {
    const shop = openShop();
    const { id, content } = await shop.offer(method);
    shop.pay(content);
    const { orderNo } = shop.find(id);
    const asked = { orderNo: orderNo as never, amountFen: fen(AMOUNT), currency: 'CNY', description: '' } as const;
    const outcome = shop.strangers().query(asked);
    await shop.pass(0);
    expect(await outcome).toMatchObject({ kind: 'paid' });
  });
});

describe('reports', () => {
  test('come before the answer, and twice: nothing goes wrong', async () => {
    const shop = openShop();
    const replies = shop.report(2);
    const charge = await shop.end(shop.charge({ code: codeFor('0009') })); // paid, and the answer is a page of HTML
    expect(charge.status).toBe('paid');
    expect(shop.woosh.acquirer.captured('CNY')).toBe(AMOUNT);
    expect(replies).toEqual([200, 200, 200, 200]);
  });

  test('tell of a payment sooner than the next question', async () => {
    const shop = openShop();
    shop.report(1);
    const id = shop.charge({ code: codeFor('0001') });
    await shop.pass(3_000);
    expect(shop.find(id).status).toBe('paid');
  });

  test('of a refund whose answer was lost end the doubt', async () => {
    const shop = openShop();
    shop.report(1);
    const { id } = await shop.end(shop.charge({ code: codeFor('0000') }));
    shop.plant('create_refund', 'drop_after', { times: 3 });
    const refundId = shop.refund(id, 500);
    await shop.pass(10 * MINUTE);
    expect(shop.terminal.findRefund(refundId)?.status).toBe('succeeded');
    expect(shop.woosh.acquirer.captured('CNY')).toBe(AMOUNT - 500);
  });
});

describe('a refund', () => {
  test.each([
    ['0000', 'succeeded', AMOUNT - 500],
    ['0016', 'succeeded', AMOUNT - 500],
    ['0017', 'failed', AMOUNT],
  ])('of code …%s: %s', async (suffix, status, money) => {
    const shop = openShop();
    const { id } = await shop.end(shop.charge({ code: codeFor(suffix) }));
    const refundId = shop.refund(id, 500);
    await shop.pass(2 * MINUTE);
    expect(shop.terminal.findRefund(refundId)?.status).toBe(status);
    expect(shop.woosh.acquirer.captured('CNY')).toBe(money);
  });

  test('in parts, until nothing is left', async () => {
    const shop = openShop();
    const { id } = await shop.end(shop.charge({ code: codeFor('0000') }));
    for (const part of [500, 700, 50]) {
      const refundId = shop.refund(id, part);
      await shop.pass(2 * MINUTE);
      expect(shop.terminal.findRefund(refundId)?.status).toBe('succeeded');
    }
    expect(shop.find(id).refundedAmount).toBe(AMOUNT);
    expect(shop.woosh.acquirer.captured('CNY')).toBe(0);
  });

  test.each([
    'drop_after',
    'http_502_after',
    'hang_after',
    'truncated',
    'wrong_amount',
    'drop_before',
    'rate_limited',
    'conflict',
  ] as const)('the answer is none (%s): sent again under its key, given back once', async (kind) => {
    const shop = openShop();
    const { id } = await shop.end(shop.charge({ code: codeFor('0000') }));
    shop.plant('create_refund', kind);
    const refundId = shop.refund(id, 500);
    await shop.pass(5 * MINUTE);
    expect(shop.terminal.findRefund(refundId)?.status).toBe('succeeded');
    expect(shop.woosh.acquirer.captured('CNY')).toBe(AMOUNT - 500);
  });
});

const OF_A_CALL = WOOSH_FAULT_KINDS.filter(
  (kind) =>
    ![
      'lost',
      'duplicate',
      'late',
      'reordered',
      'bad_signature',
      'stale',
      'refund_pending',
      'refund_failed',
      'error_code',
      'error_code_after',
    ].includes(kind),
);
/** By the end of the code: what is asked for, and what of it is disturbed. */
const DISTURBED = [
  ['create_intent', '0000'],
  ['create_intent', '0001'],
  ['create_intent', '0005'],
  ['retrieve_intent', '0001'],
  ['cancel_intent', '0003'],
  ['cancel_intent', '0011'],
] as const;

describe.each(DISTURBED)('%s of code …%s is disturbed', (call, suffix) => {
  test.each(OF_A_CALL)('%s: ledger and money agree', async (kind) => {
    const shop = openShop();
    shop.plant(call, kind, { delayMs: 2_000, times: 2 });
    const charge = await shop.end(shop.charge({ code: codeFor(suffix) }), 30 * MINUTE);
    await shop.pass(35 * MINUTE);
    const { status, refundedAmount } = shop.find(charge.id);
    expect(ENDS).toContain(status);
    expect(shop.woosh.acquirer.captured('CNY')).toBe(status === 'paid' ? AMOUNT - refundedAmount : 0);
  });
});
