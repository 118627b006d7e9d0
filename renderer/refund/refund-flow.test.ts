import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import type { Charge } from '../../src/contract/charge.ts';
import type { OfficeAnswer } from '../../src/contract/office.ts';
import type { OfficeCommand } from '../../src/contract/office-view.ts';
import type { Refund } from '../../src/contract/refund.ts';
import type { Refundable } from '../../src/contract/refund-office.ts';
import { STORY_PAGE } from '../cashier/stories.ts';
import { BASE } from '../cashier/story-parts.ts';
import { createRefundFlow } from './refund-flow.ts';

const SALE = STORY_PAGE[0] as Charge; // ¥128.00, paid
const AT = '2026-11-22T15:08:12+08:00';
const PENDING: Refund = {
  ...{ id: 'r1', chargeId: SALE.id, refundNo: 'R0001', amount: 2_040, currency: 'CNY', reason: '退货', status: 'pending' },
  ...{ fundingAccount: 'unsettled', failureCode: null, failureMessage: null, acquirerCode: null, succeededAt: null },
  ...{ createdAt: AT, updatedAt: AT },
};

/** An office made of what a test puts into it. */
function counter() {
  const clock = new HandClock();
  const given: OfficeCommand[] = [];
  const sent: string[] = [];
  const office = {
    sale: { charge: SALE, refunds: [], leftAmount: SALE.amount, acts: [] } as Refundable,
    answer: { ok: true, value: { refundId: 'r1' } } as OfficeAnswer,
  };
  let ids = 0;
  const flow = createRefundFlow({
    async read<T>(name: string) {
      return { ok: true, value: (name === 'refundable' ? office.sale : { items: [SALE] }) as T };
    },
    async give(command) {
      given.push(command);
      return office.answer;
    },
    send: async ({ kind }) => void sent.push(kind),
    reasonWord: (reason) => reason,
    isPaymentCode: (text) => /^1[0-5]\d{16}$/.test(text),
    clock,
    newId: () => `request-${++ids}`,
  });
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
  return {
    ...{ clock, given, sent, office, flow, settled },
    async open() {
      flow.open(SALE.id);
      await settled();
    },
    async held() {
      flow.hold();
      clock.advance(800);
      await settled();
    },
  };
}

test('an amount, a reason, a held key: one refund, followed until its end', async () => {
  const { open, held, flow, given, office, clock, settled } = counter();
  await open();
  for (const key of ['2', '0', '.', '4'] as const) flow.press(key);
  expect(flow.state()).toMatchObject({ amountFen: 2_040, may: 'choose' });
  await held();
  expect(given).toEqual([]);
  flow.because('returned');
  flow.hold();
  flow.release(); // let go too soon
  clock.advance(800);
  expect(given).toEqual([]);
  office.sale = { ...office.sale, refunds: [PENDING], leftAmount: 10_760 };
  await held();
  expect(given).toMatchObject([
    { kind: 'refund_charge', chargeId: SALE.id, amount: 2_040, reason: 'returned', fundingAccount: 'unsettled' },
  ]);
  expect(flow.state()).toMatchObject({ place: 'followed', followed: { status: 'pending' } });
  office.sale = { ...office.sale, refunds: [{ ...PENDING, status: 'succeeded' }] };
  clock.advance(3_000);
  await settled();
  expect(flow.state().followed).toMatchObject({ status: 'succeeded' });
});

test('while it is being sent its reason stays: asked again it is the same request in every word', async () => {
  const { open, flow, given, office, clock, held, settled } = counter();
  await open();
  flow.all();
  flow.because('overcharged');
  office.answer = { ok: false, code: 'no_answer' };
  flow.hold();
  clock.advance(800);
  expect(flow.state().may).toBe('sending');
  flow.because('returned');
  await settled();
  await held();
  expect(given).toHaveLength(2);
  expect(given[1]).toEqual(given[0]);
});

test('no answer, and held again: the same request, so that it goes back once', async () => {
  const { open, held, flow, given, office } = counter();
  await open();
  flow.all();
  flow.because('overcharged');
  office.answer = { ok: false, code: 'no_answer' };
  await held();
  expect(flow.state()).toMatchObject({ place: 'sale', trouble: 'no_answer', amountFen: 12_800 });
  await held();
  const [first, second] = given as readonly { requestId: string }[];
  expect(second).toEqual(first);
  flow.press('1'); // another wish is another request
  flow.because('overcharged');
  await held();
  expect((given[2] as { requestId: string }).requestId).not.toBe(first?.requestId);
});

test('more than is left is not taken, and given up is not told as trouble', async () => {
  const { open, held, flow, given, office } = counter();
  office.sale = { ...office.sale, leftAmount: 500 };
  await open();
  for (const key of ['5', '.', '0', '1'] as const) flow.press(key);
  flow.because('faulty');
  await held();
  expect([flow.state().may, given]).toEqual(['too_much', []]);
  flow.all();
  office.answer = { ok: false, code: 'given_up' };
  await held();
  expect([given.length, flow.state().trouble, flow.state().place]).toEqual([1, null, 'sale']);
});

test('short of funds: from the account that it was not taken from', async () => {
  const { flow, given, office, settled } = counter();
  office.sale = { ...office.sale, refunds: [{ ...PENDING, status: 'failed', failureCode: 'insufficient_balance' }] };
  flow.open(SALE.id, 'r1');
  await settled();
  flow.otherAccount();
  expect(given).toEqual([{ kind: 'refund_again', refundId: 'r1', fundingAccount: 'balance' }]);
});

test('the number of a receipt, from any gun, is the sale; one of another terminal is told', async () => {
  const { flow, sent, settled } = counter();
  flow.find();
  const inquiry = { id: 1, numberTail: '8813', asked: 'asking', answer: null, attach: null } as const;
  flow.seen({ ...BASE, inquiry });
  expect(flow.state().search.heard).toBe('asking');
  const answer = { ...{ orderNo: SALE.orderNo, transactionId: null, amount: 1, refundedAmount: 0, paidAt: null }, charge: SALE } as const;
  flow.seen({
    ...BASE,
    inquiry: { ...inquiry, answer: { ...answer, answer: 'paid_here', isConfirmed: false, device: null, isAttached: false } },
  });
  await settled();
  expect([flow.state().place, flow.state().sale?.charge.id, sent]).toEqual(['sale', SALE.id, ['close_inquiry']]);
  flow.seen({ ...BASE, inquiry: { ...inquiry, id: 2, asked: 'answered' } });
  expect(flow.state().search.heard).toBe('not_ours');
});

test('a payment code is neither searched nor shown', () => {
  const { flow } = counter();
  flow.find();
  flow.look('134567890123456789');
  expect(flow.state().search).toMatchObject({ text: '', heard: 'is_code' });
});
