import { describe, expect, test } from 'vitest';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { ABSENT, refundTill, SILENCE, SPACING_MS, SUCCEEDED } from './test-refund-till.ts';

describe('two refunds of one charge', () => {
  test('are sent a minute apart, in their order', async () => {
    const { gateway, terminal, clock, refund } = await refundTill();
    refund(100);
    const second = refund(200);
    await gateway.refunds[0]?.answer({ kind: 'accepted' });
    expect([gateway.refunds.length, terminal.findRefund(second.id)?.status]).toEqual([1, 'pending']);
    clock.advance(SPACING_MS - 1);
    expect(gateway.refunds.length).toBe(1);
    clock.advance(1);
    await new Promise(setImmediate);
    expect(gateway.refunds.at(-1)?.order.refundNo).toBe(second.refundNo);
  });

  test('a repeat of one is no second refund', async () => {
    const { gateway, clock, refund, sent, asked } = await refundTill();
    const { refundNo } = refund(100);
    await sent()?.answer(SILENCE);
    clock.advance(5_000);
    await asked()?.answer(ABSENT);
    expect(gateway.refunds.map(({ order }) => order.refundNo)).toEqual([refundNo, refundNo]);
  });

  test('after a restart the minute begins anew: when the first was sent is not known', async () => {
    const t = await refundTill();
    const { clock, refund, succeed, restart } = t;
    refund(100);
    await succeed();
    restart();
    refund(200);
    await new Promise(setImmediate);
    expect(t.gateway.refunds).toEqual([]);
    clock.advance(SPACING_MS);
    await new Promise(setImmediate);
    expect(t.gateway.refunds.length).toBe(1);
  });

  test('of different charges they wait for nobody', async () => {
    const { gateway, begin, refund } = await refundTill();
    const other = begin({ authCode: new AuthCode('130000000000000001'), idempotencyKey: 'key-2' });
    await gateway.charges[1]?.answer({ kind: 'paid', payment: PAYMENT });
    refund(100);
    refund(200, { chargeId: other.id });
    await gateway.refunds[0]?.answer({ kind: 'accepted' });
    expect(gateway.refunds.length).toBe(2);
  });
});

describe('the screens', () => {
  test('follow a refund until its end, are told how long it is held back, and what is not known counts as unsettled', async () => {
    const { terminal, clock, refund, sent, asked, succeed } = await refundTill();
    refund(300);
    const { id } = refund(200);
    await succeed();
    expect(terminal.view().refunds).toMatchObject([{ id, status: 'pending', leavesInMs: SPACING_MS - 5_000, chargeAmount: 1280 }]);
    clock.advance(SPACING_MS);
    expect(terminal.view().refunds).toMatchObject([{ id, leavesInMs: null }]);
    expect(terminal.health().unsettled).toBe(0);
    await sent()?.answer(SILENCE);
    expect([terminal.view().refunds[0]?.status, terminal.health().unsettled]).toEqual(['unresolved', 1]);
    clock.advance(5_000);
    await asked()?.answer(SUCCEEDED);
    expect([terminal.view().refunds, terminal.health().unsettled]).toEqual([[], 0]);
  });
});
