import { describe, expect, test } from 'vitest';
import type { Command } from '../contract/command.ts';
import { TIMES } from '../payment/story.ts';
import { CLOSED, CONTENT, DONE, NOT_PAID, offerTill, PAID } from './test-offer-till.ts';
import { CODE, type TestTerminal } from './test-terminal.ts';

const REQUESTED = {
  ...{ origin: 'till', method: 'merchant_qr', amountFen: 1280, description: null, authCode: null, idempotencyKey: 'b', fingerprint: 'f' },
} as Parameters<TestTerminal['terminal']['charge']>[0];

describe('one sale, taken another way', () => {
  test('a withdrawn QR is put back from where it stands, until it is being closed', async () => {
    const { gateway, say, staged, change, shown, pass } = offerTill();
    const qr = await shown();
    say({ kind: 'cancel', chargeId: qr });
    expect(staged()).toMatchObject({ status: 'reversing', qr: null });
    expect(change('merchant_qr')).toEqual(DONE);
    expect(staged()).toMatchObject({ id: qr, status: 'awaiting_customer', qr: { content: CONTENT } });
    say({ kind: 'cancel', chargeId: qr });
    await gateway.queries[0]?.answer(NOT_PAID);
    await pass(TIMES.closeDelayMs);
    for (const query of gateway.queries) await query.answer(NOT_PAID);
    expect(gateway.withdrawals).toHaveLength(1);
    expect(change('merchant_qr')).toEqual({ ok: false, code: 'not_now' });
    expect(staged()).toMatchObject({ id: qr, status: 'reversing' });
  });

  test('code to QR: what awaited its scan is canceled, nothing of it was sent', async () => {
    const { staged, ring, change, status } = offerTill();
    ring('payment_code');
    const { id, amount } = staged();
    expect(change('merchant_qr')).toEqual(DONE);
    expect([status(id), staged().amount, staged().method]).toEqual(['canceled', amount, 'merchant_qr']);
  });

  test('QR to code: the code is held back until the QR is closed, and never sent beside it', async () => {
    const { gateway, terminal, scan, staged, change, status, shown, pass } = offerTill();
    const qr = await shown();
    expect(change('payment_code')).toEqual(DONE);
    expect(staged()).toMatchObject({ method: 'payment_code', status: 'awaiting_code' });
    expect(terminal.view().stage).toMatchObject({ heldMs: TIMES.closeDelayMs });
    scan(CODE);
    expect(gateway.charges).toHaveLength(0);
    expect(terminal.view().notice?.notice).toEqual({ kind: 'held' });
    await gateway.queries[0]?.answer(NOT_PAID);
    await pass(TIMES.closeDelayMs);
    for (const query of gateway.queries) await query.answer(NOT_PAID);
    await gateway.withdrawals[0]?.answer({ kind: 'closed' });
    await gateway.queries.at(-1)?.answer(CLOSED);
    expect([status(qr), terminal.view().stage]).toMatchObject(['canceled', { heldMs: null }]);
    scan(CODE);
    expect(gateway.charges).toHaveLength(1);
  });

  test('QR to code and back: the same QR stands again, under the same number', async () => {
    const { gateway, staged, change, status, shown } = offerTill();
    const qr = await shown();
    change('payment_code');
    const code = staged().id;
    expect(change('merchant_qr')).toEqual(DONE);
    expect([staged().id, staged().qr?.content, status(code)]).toEqual([qr, CONTENT, 'canceled']);
    expect(gateway.offers).toHaveLength(1);
  });

  test('QR to code, and the QR is being closed: the code is awaited on, nothing is given up', async () => {
    const { gateway, staged, change, status, shown, pass } = offerTill();
    const qr = await shown();
    change('payment_code');
    const code = staged().id;
    await gateway.queries[0]?.answer(NOT_PAID);
    await pass(TIMES.closeDelayMs);
    for (const query of gateway.queries) await query.answer(NOT_PAID);
    expect(gateway.withdrawals).toHaveLength(1);
    expect(change('merchant_qr')).toEqual({ ok: false, code: 'not_now' });
    expect([status(code), status(qr), staged().id]).toEqual(['awaiting_code', 'reversing', code]);
  });

  test('the QR was paid while the code was awaited: paid, and nobody need scan any more', async () => {
    const { gateway, staged, change, status, shown } = offerTill();
    const qr = await shown();
    change('payment_code');
    const code = staged().id;
    await gateway.queries[0]?.answer(PAID);
    expect([status(qr), status(code), staged().id]).toEqual(['paid', 'canceled', qr]);
  });

  test('not while the customer types his password', async () => {
    const { gateway, scan, ring, change } = offerTill();
    ring('payment_code');
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'customer_paying', acquirerCode: 'USERPAYING' });
    expect(change('merchant_qr')).toEqual({ ok: false, code: 'not_now' });
  });

  test('a second press of the same key changes nothing', async () => {
    const { gateway, say, staged, requestId, ring } = offerTill();
    ring('payment_code');
    const { id } = staged();
    const asked: Command = { kind: 'change_method', requestId: requestId(), chargeId: id, method: 'merchant_qr' };
    expect([say(asked), say(asked)]).toEqual([DONE, DONE]);
    expect(gateway.offers).toHaveLength(1);
  });

  test('a till’s offer waits for a code of the same sale that may still take money', async () => {
    const { gateway, terminal, begin, scan, status } = offerTill();
    const first = begin({ authCode: null, tillReference: 'R7', idempotencyKey: 'a' });
    scan(CODE);
    expect(status(first.id)).toBe('submitting');
    const second = terminal.charge({ ...REQUESTED, tillReference: 'R7' });
    expect(second).toEqual({ ok: false, error: { code: 'sale_unsettled', chargeId: first.id } });
    expect(gateway.offers).toHaveLength(0);
  });
});
