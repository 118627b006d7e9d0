import { describe, expect, test } from 'vitest';
import type { Fault } from '../contract/sandbox.ts';
import { fen } from '../money/fen.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type Method, offerCounter } from './test-offer-counter.ts';

// The gateway before the embedded acquirer, over a real line: two readings of one protocol, written apart.

describe('a QR of the merchant’s', () => {
  test('shown, scanned, paid, and known to be', async () => {
    const { gateway, order, shownOf, phone, log, book } = await offerCounter();
    const offered = order();
    const { content } = await shownOf(offered);
    expect(content).toMatch(/^weixin:\/\//);
    expect(await gateway.query(offered)).toEqual({ kind: 'not_paid' });
    await phone({ kind: 'scan', content });
    expect(['not_paid', 'customer_paying']).toContain((await gateway.query(offered)).kind);
    await phone({ kind: 'pay', orderNo: offered.orderNo });
    expect(await gateway.query(offered)).toMatchObject({ kind: 'paid', payment: { wallet: 'wechat', payer: expect.any(String) } });
    expect(await gateway.withdraw(offered)).toEqual({ kind: 'refused', acquirerCode: 'ORDERPAID' });
    expect(await gateway.offer(offered)).toEqual({ kind: 'ask' });
    expect(book()).toEqual([{ state: 'SUCCESS', captures: 1, returns: 0 }]);
    expect(log.entries).toEqual([]);
  });

  test('withdrawn: closed, known to be, and its number is spent', async () => {
    const { gateway, order, shownOf, book } = await offerCounter();
    const offered = order();
    await shownOf(offered);
    expect(await gateway.withdraw(offered)).toEqual({ kind: 'closed' });
    expect(await gateway.withdraw(offered)).toEqual({ kind: 'closed' });
    expect(await gateway.query(offered)).toEqual({ kind: 'undone', acquirerCode: 'CLOSED' });
    expect(await gateway.offer(offered)).toEqual({ kind: 'ask' });
    expect(book()).toEqual([{ state: 'CLOSED', captures: 0, returns: 0 }]);
  });

  test('placed again: the same order and the same QR; with another amount the number is used', async () => {
    const { gateway, order, shownOf, book } = await offerCounter();
    const offered = order();
    const first = await shownOf(offered);
    expect(await shownOf(offered)).toEqual(first);
    expect(await gateway.offer({ ...offered, amountFen: fen(2351) })).toEqual({ kind: 'ask' });
    expect(book()).toHaveLength(1);
  });

  test('never placed: nothing to ask about, nothing to withdraw', async () => {
    const { gateway, order } = await offerCounter();
    const offered = order();
    expect(await gateway.query(offered)).toEqual({ kind: 'absent' });
    expect(await gateway.withdraw(offered)).toEqual({ kind: 'absent' });
  });

  test('paid, and given back', async () => {
    const { gateway, order, shownOf, pay, giveBack } = await offerCounter();
    const offered = order();
    await pay(offered, (await shownOf(offered)).content);
    expect(await giveBack(offered)).toEqual({ kind: 'accepted' });
    expect(await gateway.query(offered)).toEqual({ kind: 'undone', acquirerCode: 'REFUND' });
  });

  test('for less than a minute all the same', async () => {
    const { order, shownOf } = await offerCounter();
    const offered = order();
    expect((await shownOf({ ...offered, expiresAtMs: offered.createdAtMs + 1_000 })).content).toMatch(/^weixin:/);
  });
});

describe('the answer to placing it goes wrong', () => {
  const KINDS = [
    ...['drop_before', 'drop_after', 'hang_after', 'http_502', 'http_502_after', 'truncated', 'bad_signature', 'unsigned'],
    ...['wrong_merchant', 'entity_bomb', 'return_fail'],
  ] as const;
  test.each(KINDS as readonly Fault['kind'][])('%s: unknown; placed again, there is one order and one QR', async (kind) => {
    const { gateway, order, shownOf, plant, book, pay } = await offerCounter();
    const offered = order();
    plant('unifiedorder', kind, { times: 1 });
    const lost = await gateway.offer(offered);
    expect(['unknown', 'offered']).toContain(lost.kind); // a connection that was dropped may have been tried anew already
    const { content } = await shownOf(offered);
    await pay(offered, content);
    expect(await gateway.query(offered)).toMatchObject({ kind: 'paid' });
    expect(book()).toEqual([{ state: 'SUCCESS', captures: 1, returns: 0 }]);
  });

  test.each(['SYSTEMERROR', 'A_CODE_OF_TOMORROW'])('%s after it was done: placed again', async (errCode) => {
    const { gateway, order, shownOf, plant, book } = await offerCounter();
    const offered = order();
    plant('unifiedorder', 'error_code_after', { errCode });
    expect(await gateway.offer(offered)).toEqual({ kind: 'unknown', doubt: 'unsure', acquirerCode: errCode });
    await shownOf(offered);
    expect(book()).toHaveLength(1);
  });
});

describe('the answer to withdrawing it goes wrong', () => {
  test('said to be closed, and is not: the question tells', async () => {
    const { gateway, order, shownOf, plant } = await offerCounter();
    const offered = order();
    await shownOf(offered);
    plant('closeorder', 'claimed');
    expect(await gateway.withdraw(offered)).toEqual({ kind: 'closed' });
    expect(await gateway.query(offered)).toEqual({ kind: 'not_paid' });
  });

  test('closed while the customer sits in the dialog, and he pays: the question tells', async () => {
    const { gateway, order, shownOf, plant, phone } = await offerCounter();
    const offered = order();
    await phone({ kind: 'scan', content: (await shownOf(offered)).content });
    plant('closeorder', 'close_then_paid');
    expect(await gateway.withdraw(offered)).toEqual({ kind: 'closed' });
    await phone({ kind: 'pay', orderNo: offered.orderNo });
    expect(await gateway.query(offered)).toMatchObject({ kind: 'paid' });
  });

  test.each<Fault['kind']>(['drop_after', 'truncated', 'bad_signature'])('%s: asked again, it is closed', async (kind) => {
    const { gateway, order, shownOf, plant } = await offerCounter();
    const offered = order();
    await shownOf(offered);
    plant('closeorder', kind);
    await gateway.withdraw(offered);
    expect(await gateway.withdraw(offered)).toEqual({ kind: 'closed' });
    expect(await gateway.query(offered)).toEqual({ kind: 'undone', acquirerCode: 'CLOSED' });
  });
});

describe('orders of the shop’s own software', () => {
  test.each<Method>(['official_account', 'mini_program', 'app'])('%s: a name to hand over, signed', async (method) => {
    const { gateway, order, shownOf } = await offerCounter();
    const offered = order(method);
    const shown = await shownOf(offered);
    expect(shown).toEqual({ content: null, prepayId: expect.stringMatching(/^wx/) });
    const made = await gateway.parameters(offered, shown);
    expect(JSON.stringify(made)).toContain(shown.prepayId);
  });

  test('h5: a link, which he follows and pays', async () => {
    const { gateway, order, shownOf, pay } = await offerCounter();
    const offered = order('h5');
    const { content } = await shownOf(offered);
    expect(content).toMatch(/^https:/);
    await pay(offered, content);
    expect(await gateway.query(offered)).toMatchObject({ kind: 'paid' });
  });

  test('to somebody whom the acquirer does not know: declined, and there is no order', async () => {
    const { gateway, order, book } = await offerCounter();
    const outcome = await gateway.offer(order('mini_program', { to: { openId: 'oNobody', clientIp: null } }));
    expect(outcome).toMatchObject({ kind: 'declined', decline: { code: 'configuration_error', acquirerCode: 'PARAM_ERROR' } });
    expect(book()).toEqual([]);
  });
});

test('who the customer is: his code tells, and is good for paying afterwards', async () => {
  const { sandbox, gateway, order, log } = await offerCounter();
  const code = new AuthCode(sandbox.issueCode().authCode);
  expect(await gateway.openId(code)).toEqual({ kind: 'known', openId: sandbox.acquirer.wallet.openId() });
  expect((await gateway.prepare(order()).submit(code)).outcome).toMatchObject({ kind: 'paid' });
  expect(await gateway.openId(code)).toMatchObject({ kind: 'refused', acquirerCode: 'AUTH_CODE_INVALID' });
  expect(log.entries).toEqual([]);
});
