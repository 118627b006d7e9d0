import { describe, expect, test } from 'vitest';
import { WOOSH_FAULT_KINDS } from '../contract/sandbox-wooshpay.ts';
import { fen } from '../money/fen.ts';
import { codeFor } from '../sandbox/wooshpay/test-shop.ts';
import { AMOUNT, ENDS, MINUTE, openShop } from './test-woosh-terminal.ts';

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
