import { expect, test } from 'vitest';
import type { OfficeAnswer } from '../contract/office.ts';
import type { Refundable, RefundList } from '../contract/refund-office.ts';
import { fen } from '../money/fen.ts';
import { parseTransactionId, type TransactionId } from '../payment/charge.ts';
import { COUNTER } from './office.ts';
import { MANAGER_PIN, staff, type TestOffice, testOffice } from './test-office.ts';

const TRANSACTION = parseTransactionId('4200002719202611225550142387') as TransactionId;

/** A charge that was paid. @returns its id */
async function paid(t: TestOffice, amountFen: number, key = 'key-1', code = '134567890123456789'): Promise<string> {
  const { id } = t.till.begin({ amountFen: fen(amountFen), idempotencyKey: key, tillReference: key });
  t.till.scan(code);
  const payment = { transactionId: TRANSACTION, wallet: 'wechat', paidAtMs: 0, payer: null } as const;
  await t.till.gateway.charges.at(-1)?.answer({ kind: 'paid', payment });
  return id;
}

async function refundable(t: TestOffice, id: string): Promise<Refundable> {
  const answer = await t.office.read(COUNTER, 'refundable', { id });
  if ('kind' in answer || !answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value as Refundable;
}

const refund = (chargeId: string, amount: number, more: object = {}) =>
  ({ kind: 'refund_charge', requestId: `request-${amount}`, chargeId, amount, fundingAccount: 'unsettled', ...more }) as const;

const codeOf = (answer: OfficeAnswer) => (answer.ok ? 'ok' : answer.code);

test('a cashier gives back a little alone, and it is written down with the refund', async () => {
  const t = testOffice();
  await staff(t);
  const id = await paid(t, 12_800);
  const before = t.journal.lastSeq();
  expect(await t.send(refund(id, 10_000, { reason: '退货' }))).toMatchObject({ ok: true });
  expect(t.journal.lastSeq()).toBe(before + 2);
  expect(t.acts()[0]).toEqual({ deed: 'refund', by: '收银员 A', approvedBy: null, amountFen: 10_000, reason: '退货' });
  expect(await refundable(t, id)).toMatchObject({ leftAmount: 2_800, refunds: [{ amount: 10_000 }], acts: [{ amount: 10_000 }] });
});

test('several small ones of one sale are one large one', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  const id = await paid(t, 50_000);
  expect(codeOf(await t.send(refund(id, 6_000)))).toBe('ok');
  expect(await t.send(refund(id, 5_000))).toEqual({ ok: false, code: 'approval_needed', deed: 'refund_above_limit' });
  const approval = { personId: manager, pin: MANAGER_PIN };
  expect(codeOf(await t.send(refund(id, 5_000, { approval })))).toBe('ok');
  expect(t.acts()[0]).toMatchObject({ deed: 'refund_above_limit', by: '收银员 A', approvedBy: '店长', amountFen: 5_000 });
});

test('two small ones at the same moment are one large one all the same', async () => {
  const t = testOffice();
  await staff(t);
  const id = await paid(t, 50_000);
  const answers = await Promise.all([t.send(refund(id, 6_000)), t.send(refund(id, 5_000))]);
  expect(answers.map(codeOf)).toEqual(['ok', 'approval_needed']);
  expect((await refundable(t, id)).leftAmount).toBe(44_000);
});

test('the same request once more is the same refund, and needs no second word', async () => {
  const t = testOffice();
  await staff(t);
  const id = await paid(t, 50_000);
  const [first, second] = [await t.send(refund(id, 8_000)), await t.send(refund(id, 8_000))];
  expect(second).toEqual(first);
  expect((await refundable(t, id)).refunds).toHaveLength(1);
  expect(t.acts().filter(({ deed }) => deed === 'refund')).toHaveLength(1);
});

test('a wrong PIN moves no money and leaves no act', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  const id = await paid(t, 50_000);
  const acts = t.acts().length;
  expect(codeOf(await t.send(refund(id, 50_000, { approval: { personId: manager, pin: '5190' } })))).toBe('wrong_pin');
  expect([t.till.gateway.refunds.length, t.acts().length]).toEqual([0, acts]);
});

test('what the terminal refuses is refused, and leaves no act', async () => {
  const t = testOffice();
  await staff(t);
  const id = await paid(t, 5_000);
  const acts = t.acts().length;
  expect(codeOf(await t.send(refund(id, 6_000)))).toBe('refund_exceeds_charge');
  const open = t.till.begin({ idempotencyKey: 'key-2', tillReference: 'R2' });
  expect(codeOf(await t.send(refund(open.id, 100)))).toBe('not_paid');
  expect(t.acts()).toHaveLength(acts);
});

test('a charge that is not there needs a manager to hear so', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  expect(codeOf(await t.send(refund('ch_none', 100)))).toBe('approval_needed');
  expect(codeOf(await t.send(refund('ch_none', 100, { approval: { personId: manager, pin: MANAGER_PIN } })))).toBe('not_found');
});

test('a paid sale that is canceled goes back whole, and needs a manager however small it is', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  const id = await paid(t, 100);
  const cancel = { kind: 'cancel_paid', requestId: 'request-cancel', chargeId: id } as const;
  expect(await t.send(cancel)).toEqual({ ok: false, code: 'approval_needed', deed: 'cancel_paid' });
  expect(codeOf(await t.send({ ...cancel, approval: { personId: manager, pin: MANAGER_PIN } }))).toBe('ok');
  expect(t.acts()[0]).toMatchObject({ deed: 'cancel_paid', approvedBy: '店长', amountFen: 100 });
  expect((await refundable(t, id)).leftAmount).toBe(0);
});

test('one that failed for want of funds goes again from the other account, with its own act', async () => {
  const t = testOffice();
  await staff(t);
  const id = await paid(t, 5_000);
  const answer = await t.send(refund(id, 5_000));
  const { refundId } = (answer.ok ? answer.value : {}) as { refundId: string };
  await t.till.gateway.refunds.at(-1)?.answer({ kind: 'no_funds', acquirerCode: 'NOTENOUGH', message: null, other: 'balance' });
  await t.till.gateway.refundQueries.at(-1)?.answer({ kind: 'absent' });
  expect((await refundable(t, id)).refunds[0]).toMatchObject({ status: 'failed' });
  t.journal.failNext(1);
  expect(codeOf(await t.send({ kind: 'refund_again', refundId, fundingAccount: 'balance' }))).toBe('journal_failed');
  expect(t.acts().filter(({ reason }) => reason === 'again')).toEqual([]); // nothing was done
  const before = t.journal.lastSeq();
  expect(codeOf(await t.send({ kind: 'refund_again', refundId, fundingAccount: 'balance' }))).toBe('ok');
  expect(t.acts()[0]).toMatchObject({ deed: 'refund', reason: 'again', amountFen: 5_000 });
  expect(t.journal.lastSeq()).toBe(before + 2); // the refund and its act, in one append
  expect((await refundable(t, id)).refunds[0]).toMatchObject({ status: 'pending' });
});

test('one that cannot go again, because its money has gone back meanwhile, leaves no act', async () => {
  const t = testOffice();
  await staff(t);
  const id = await paid(t, 5_000);
  const answer = await t.send(refund(id, 5_000));
  const { refundId } = (answer.ok ? answer.value : {}) as { refundId: string };
  await t.till.gateway.refunds.at(-1)?.answer({ kind: 'no_funds', acquirerCode: 'NOTENOUGH', message: null, other: 'balance' });
  await t.till.gateway.refundQueries.at(-1)?.answer({ kind: 'absent' });
  expect(codeOf(await t.send(refund(id, 4_000)))).toBe('ok');
  expect(codeOf(await t.send({ kind: 'refund_again', refundId, fundingAccount: 'balance' }))).toBe('refund_exceeds_charge');
  expect(t.acts().filter(({ reason }) => reason === 'again')).toEqual([]);
});

test('while nobody has been set up the counter may everything, as it always could', async () => {
  const t = testOffice();
  const id = await paid(t, 50_000);
  expect(codeOf(await t.send(refund(id, 50_000)))).toBe('ok');
  expect(t.acts()[0]).toMatchObject({ deed: 'refund_above_limit', by: 'counter', approvedBy: null });
});

test('with nobody signed in nothing goes back', async () => {
  const t = testOffice();
  await staff(t);
  const id = await paid(t, 5_000);
  await t.send({ kind: 'sign_out' });
  expect(codeOf(await t.send(refund(id, 100)))).toBe('sign_in_first');
});

test('a disk that takes neither refund nor act sends nothing', async () => {
  const t = testOffice();
  await staff(t);
  const id = await paid(t, 5_000);
  t.journal.failNext(1);
  expect(codeOf(await t.send(refund(id, 100)))).toBe('journal_failed');
  expect(t.till.gateway.refunds).toHaveLength(0);
});

test('what looks as if it was paid twice goes back with a name on it', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  const first = t.till.begin({ amountFen: fen(30_000), idempotencyKey: 'a', tillReference: 'R1' });
  t.till.scan('134567890123456789');
  const payment = { transactionId: TRANSACTION, wallet: 'wechat', paidAtMs: 0, payer: '0123456789abcdef' } as const;
  await t.till.gateway.charges.at(-1)?.answer({ kind: 'paid', payment });
  const second = t.till.begin({ amountFen: fen(30_000), idempotencyKey: 'b', tillReference: 'R2' });
  t.till.scan('130000000000000001');
  const other = parseTransactionId('4200002719202611225550142388') as TransactionId;
  await t.till.gateway.charges.at(-1)?.answer({ kind: 'paid', payment: { ...payment, transactionId: other } });
  const [finding] = t.till.terminal.view().findings;
  expect(finding).toMatchObject({ otherChargeId: first.id, chargeId: second.id });
  const wish = { kind: 'refund_finding', findingId: finding?.id ?? '' } as const;
  expect(codeOf(await t.send(wish))).toBe('approval_needed');
  expect(codeOf(await t.send({ ...wish, approval: { personId: manager, pin: MANAGER_PIN } }))).toBe('ok');
  expect(await t.send({ ...wish, approval: { personId: manager, pin: MANAGER_PIN } })).toEqual({ ok: true });
  expect(t.acts()[0]).toMatchObject({ deed: 'refund_above_limit', approvedBy: '店长', amountFen: 30_000 });
  expect(t.till.terminal.view().findings[0]).toMatchObject({ givingBack: 'underway' });
});

test('a cashier finds what was paid, and only that; the list of refunds is a manager’s', async () => {
  const t = testOffice();
  await staff(t);
  const id = await paid(t, 5_000);
  t.till.begin({ amountFen: fen(5_000), idempotencyKey: 'b', tillReference: 'R2' });
  expect(await t.office.read(COUNTER, 'payments', { text: '50.00' })).toMatchObject({ ok: true, value: { items: [{ id }] } });
  expect(await t.office.read(COUNTER, 'payments', { text: '7.77' })).toEqual({ ok: true, value: { items: [] } });
  expect(await t.office.read(COUNTER, 'refunds', {})).toMatchObject({ ok: false, code: 'not_allowed' });
  await t.send({ kind: 'sign_out' });
  expect(await t.office.read(COUNTER, 'payments', {})).toMatchObject({ ok: false, code: 'sign_in_first' });
});

test('refunds are listed newest first, by kind, with their charge', async () => {
  const t = testOffice();
  const id = await paid(t, 5_000);
  await t.send(refund(id, 1_000));
  await t.till.gateway.refunds.at(-1)?.answer({ kind: 'no_funds', acquirerCode: 'NOTENOUGH', message: null, other: 'balance' });
  await t.till.gateway.refundQueries.at(-1)?.answer({ kind: 'absent' });
  await t.send(refund(id, 2_000));
  const list = async (query = {}) => {
    const answer = await t.office.read(COUNTER, 'refunds', query);
    if ('kind' in answer || !answer.ok) throw new Error(JSON.stringify(answer));
    return answer.value as RefundList;
  };
  const { orderNo } = (await refundable(t, id)).charge;
  expect(await list()).toMatchObject({
    items: [
      { amount: 2_000, status: 'pending', orderNo, chargeAmount: 5_000, tillReference: 'key-1' },
      { amount: 1_000, status: 'failed' },
    ],
    nextCursor: null,
  });
  expect((await list({ group: 'open' })).items.map(({ amount }) => amount)).toEqual([2_000]);
  expect((await list({ group: 'failed' })).items.map(({ amount }) => amount)).toEqual([1_000]);
  expect((await list({ group: 'succeeded' })).items).toEqual([]);
});
