import { describe, expect, test } from 'vitest';
import { isFinal } from '../payment/state.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import {
  type Answer,
  CODE,
  CUT,
  fails,
  forged,
  PAID_NOW,
  PAID_WHEN_ASKED,
  REVERSED,
  SILENCE,
  says,
  testCounter,
  tradeState,
} from './test-counter.ts';

const OTHER_CODE = new AuthCode('130000000000000001');
const TYPING = fails('USERPAYING');
const STILL_TYPING = tradeState('USERPAYING');

/** Source: WeChat Pay v2, what a terminal must never do; the rules about how a charge goes on, by their numbers. Each through the whole terminal. */
describe('never', () => {
  test.each([
    ['a timeout', SILENCE, 10_000],
    ['a dropped connection', CUT, 0],
  ])('1: treat %s as "not paid"', async (_, micropay, afterMs) => {
    const { sale, find, pass } = testCounter();
    const id = await sale({ micropay, orderquery: PAID_WHEN_ASKED });
    await pass(afterMs);
    expect(find(id).status).toBe('unresolved');
    await pass(5_000);
    expect(find(id).status).toBe('paid');
  });

  test('2: charge again under a new number while the first outcome is unknown', async () => {
    const { sale, sent, pass, terminal, restart } = testCounter();
    await sale({ micropay: CUT });
    terminal().scanned({ scannerId: 'gun', text: OTHER_CODE.reveal() });
    terminal().command({ kind: 'scan', text: OTHER_CODE.reveal() });
    await pass(60_000);
    restart();
    await pass(600_000);
    expect(sent('/pay/micropay').length).toBe(1);
  });

  test('3: reuse an auth code', async () => {
    const { sale, charge, sent, find, pass, terminal } = testCounter();
    await sale({ micropay: PAID_NOW });
    const again = charge({ idempotencyKey: 'key-2' });
    expect([find(again).status, find(again).declineCode]).toEqual(['declined', 'code_invalid']);
    const asking = charge({ idempotencyKey: 'key-3', authCode: null });
    expect(terminal().giveCode(asking, new AuthCode(CODE))).toEqual({ ok: false, error: 'used_code' });
    await pass(60_000);
    expect(sent('/pay/micropay').length).toBe(1);
  });

  test('4: submit a new auth code under the old number', async () => {
    const { sale, sent, terminal, pass, find } = testCounter();
    const id = await sale({ micropay: fails('AUTHCODEEXPIRE') });
    expect(find(id).status).toBe('declined');
    expect(terminal().giveCode(id, OTHER_CODE)).toEqual({ ok: false, error: 'already_final' });
    const unknown = testCounter();
    const open = await unknown.sale({ micropay: CUT });
    expect(unknown.terminal().giveCode(open, OTHER_CODE)).toEqual({ ok: false, error: 'no_code_awaited' });
    await pass(60_000);
    await unknown.pass(60_000);
    expect([sent('/pay/micropay').length, unknown.sent('/pay/micropay').length]).toEqual([1, 1]);
  });

  test.each([
    ['canceled at once', 1],
    ['canceled late', 30_000],
  ])('9: reverse earlier than 15 s after submission, or without a query: %s', async (_, afterMs) => {
    const { sale, posts, sent, pass, terminal } = testCounter();
    const id = await sale({ micropay: TYPING, orderquery: STILL_TYPING, reverse: REVERSED });
    await pass(afterMs);
    terminal().cancel(id);
    await pass(60_000);
    const first = posts.findIndex(({ path }) => path === '/secapi/pay/reverse');
    expect((posts[first]?.atMs ?? 0) - (sent('/pay/micropay')[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(15_000);
    expect(posts[first - 1]?.path).toBe('/pay/orderquery');
  });

  test.each([
    ['recall=Y', fails('SYSTEMERROR', { recall: 'Y' })],
    ['success with recall=Y', says({ result_code: 'SUCCESS', recall: 'Y' })],
    ['an error', fails('SYSTEMERROR', { recall: 'N' })],
    ['a code of tomorrow', fails('A_CODE_OF_TOMORROW', { recall: 'N' })],
    ['no answer', SILENCE],
    ['a forged answer', forged(REVERSED)],
  ])('10 and 11: stop after a reverse with %s, or say "failed" before it is confirmed', async (_, reverse) => {
    const { sale, sent, find, pass, told, acquirer } = testCounter();
    const id = await sale({ micropay: TYPING, orderquery: STILL_TYPING, reverse });
    await pass(300_000);
    expect(sent('/secapi/pay/reverse').length).toBeGreaterThanOrEqual(4);
    expect(told.filter(({ status }) => isFinal(status))).toEqual([]);
    acquirer({ reverse: REVERSED, orderquery: tradeState('REVOKED') });
    await pass(61_000);
    expect(find(id).status).toBe('reversed');
  });

  test('12: let polling end without reverse', async () => {
    const { sale, sent, find, pass } = testCounter();
    const id = await sale({ micropay: TYPING, orderquery: STILL_TYPING, reverse: REVERSED });
    await pass(46_000);
    expect([find(id).status, sent('/secapi/pay/reverse').length]).toEqual(['reversing', 1]);
  });

  test('13: wait for a notification', async () => {
    const { sale, find, pass } = testCounter();
    const id = await sale({ micropay: TYPING, orderquery: PAID_WHEN_ASKED });
    await pass(5_000);
    expect(find(id).status).toBe('paid');
  });

  test('14: use closeorder, or anything but its three calls', async () => {
    const { sale, posts, pass } = testCounter();
    await sale({ micropay: TYPING, orderquery: STILL_TYPING, reverse: SILENCE });
    await pass(120_000);
    expect(new Set(posts.map(({ path }) => path))).toEqual(new Set(['/pay/micropay', '/pay/orderquery', '/secapi/pay/reverse']));
  });

  test('15: use reverse as a refund, or go on with one that came too late', async () => {
    const paid = testCounter();
    const done = await paid.sale({ micropay: PAID_NOW });
    expect(paid.terminal().cancel(done)).toEqual({ ok: false, error: 'already_final' });
    await paid.pass(60_000);
    expect(paid.sent('/secapi/pay/reverse')).toEqual([]);
    const late = testCounter();
    const id = await late.sale({ micropay: TYPING, orderquery: STILL_TYPING, reverse: fails('REVERSE_EXPIRE', { recall: 'N' }) });
    late.terminal().cancel(id);
    await late.pass(15_000);
    late.acquirer({ orderquery: PAID_WHEN_ASKED });
    await late.pass(60_000);
    expect(late.find(id).status).toBe('paid');
  });

  test('21: treat ORDERNOTEXIST seconds after a timeout as final', async () => {
    const { sale, find, pass, sent, terminal } = testCounter();
    const id = await sale({ micropay: CUT, orderquery: fails('ORDERNOTEXIST'), reverse: fails('ORDERNOTEXIST') });
    for (let asked = 0; asked < 20; asked++) {
      terminal().command({ kind: 'ask_now', chargeId: id }); // however often somebody asks
      await pass(1);
    }
    await pass(14_000);
    expect([isFinal(find(id).status), sent('/secapi/pay/reverse').length]).toEqual([false, 0]);
    await pass(60_000);
    expect([find(id).status, find(id).declineCode, sent('/secapi/pay/reverse').length]).toEqual(['declined', 'not_received', 1]);
  });

  test('22: treat PAYERROR as closed', async () => {
    const { sale, find, pass, sent, acquirer } = testCounter();
    const id = await sale({ micropay: TYPING, orderquery: tradeState('PAYERROR'), reverse: REVERSED });
    await pass(14_999);
    expect([find(id).status, sent('/secapi/pay/reverse').length]).toEqual(['reversing', 0]);
    await pass(5_000);
    expect([find(id).status, sent('/secapi/pay/reverse').length]).toEqual(['reversing', 1]);
    acquirer({ orderquery: tradeState('REVOKED') });
    await pass(10_000);
    expect(find(id).status).toBe('reversed');
  });

  test('23: keep the sale only in memory', async () => {
    const counter = testCounter();
    const known: boolean[] = [];
    const micropay: Answer = (orderNo) => {
      known.push(counter.journal().chargeByOrderNo(orderNo as never) !== null);
      return null;
    };
    const id = await counter.sale({ micropay });
    counter.acquirer({ orderquery: PAID_WHEN_ASKED });
    counter.restart();
    await counter.pass(0);
    expect([known, counter.find(id).status]).toEqual([[true], 'paid']);
  });

  test('29: send a payment that may have left once more, to whatever host, when the line is back', async () => {
    const { sale, sent, pass, transport } = testCounter();
    await sale({ micropay: () => ({ kind: 'no_answer', reason: 'ECONNRESET', lineLost: true, sentMsAgo: 5 }) });
    transport().reachable = false;
    await pass(20_000);
    transport().reachable = true;
    await pass(60_000);
    expect(sent('/pay/micropay').length).toBe(1);
  });

  const REFUSED: Answer = () => ({ kind: 'not_sent', reason: 'ECONNREFUSED' });
  test.each([
    ['everything refused', fails('SYSTEMERROR'), fails('SYSTEMERROR'), fails('SYSTEMERROR', { recall: 'Y' })],
    ['no connection', REFUSED, REFUSED, REFUSED],
    ['nothing but forgeries', forged(PAID_NOW), forged(PAID_NOW), forged(REVERSED)],
    ['a reversal that is refused for good', TYPING, STILL_TYPING, fails('TRADE_ERROR', { recall: 'N' })],
    ['claimed to be reversed, yet paid', TYPING, PAID_WHEN_ASKED, REVERSED],
  ])('30: loop fast on errors: %s', async (_, micropay, orderquery, reverse) => {
    const { sale, posts, pass, terminal } = testCounter();
    terminal().cancel(await sale({ micropay, orderquery, reverse }));
    await pass(600_000);
    for (const { atMs } of posts)
      expect(posts.filter((post) => post.atMs >= atMs && post.atMs < atMs + 1_000).length).toBeLessThanOrEqual(4);
    expect(posts.length).toBeLessThan(100);
  });

  test('32: trust anybody but the acquirer: nothing that a person does makes a charge paid', async () => {
    const { sale, terminal, told, pass } = testCounter();
    const id = await sale({ micropay: TYPING, orderquery: STILL_TYPING });
    for (const kind of ['ask_now', 'show', 'cancel'] as const) terminal().command({ kind, chargeId: id });
    terminal().command({ kind: 'next_sale' });
    terminal().giveCode(id, OTHER_CODE);
    await pass(10_000);
    expect(told.map(({ status }) => status)).not.toContain('paid');
  });
});
