import { expect, test } from 'vitest';
import type { Charge } from '../../src/contract/charge.ts';
import type { Refund } from '../../src/contract/refund.ts';
import { type Account, emptyRecords } from './account.ts';
import type { Exchange } from './acquirer/messages.ts';
import { judge } from './judge.ts';

const NOW_MS = Date.parse('2026-11-22T10:00:00Z');
const [SALE, OTHER] = ['T1-1', 'T1-2'];

function charge(orderNo: string, part: Partial<Charge>): Charge {
  return { id: `id-${orderNo}`, orderNo, tillReference: SALE, status: 'paid', amount: 500, refundedAmount: 0, ...part } as Charge;
}

function order(orderNo: string, part: Partial<Account['truth']['orders'][number]> = {}): Account['truth']['orders'][number] {
  return { orderNo, amountFen: 500, state: 'SUCCESS', captured: 1, returned: 0, ...part };
}

function exchange(path: string, orderNo: string, part: Partial<Exchange> = {}): Exchange {
  return { atMs: NOW_MS, path, orderNo, codeMark: null, line: 'up', reached: true, said: 'SUCCESS', ...part };
}

const SUBMITTED = exchange('/pay/micropay', 'A', { codeMark: 'c1' });

/** One sale that was paid, and one that was undone in time. */
const RIGHT: Account = {
  ...emptyRecords(),
  asked: [
    { key: 'k1', chargeId: 'id-A' },
    { key: 'k1', chargeId: 'id-A' },
  ],
  told: [
    { id: 'id-A', status: 'submitting' },
    { id: 'id-A', status: 'paid' },
  ],
  refunds: [{ key: 'r1', orderNo: 'A', refund: { refundNo: 'R1', status: 'succeeded' } as Refund }],
  charges: [charge('A', { refundedAmount: 200 }), charge('B', { tillReference: OTHER, status: 'reversed' })],
  unsettled: 0,
  truth: {
    orders: [order('A'), order('B', { returned: 1, state: 'REVOKED' })],
    refunds: [{ refundNo: 'R1', orderNo: 'A', amountFen: 200, account: 'REFUND_SOURCE_UNSETTLED_FUNDS', state: 'SUCCESS' }],
    exchanges: [
      SUBMITTED,
      exchange('/pay/micropay', 'B', { codeMark: 'c2' }),
      exchange('/secapi/pay/reverse', 'B', { atMs: NOW_MS + 950 }),
    ],
  },
};

const [PAID, UNDONE] = RIGHT.charges as [Charge, Charge];

function withTruth(part: Partial<Account['truth']>): Partial<Account> {
  return { truth: { ...RIGHT.truth, ...part } };
}

test('a run in which all is right passes', () => {
  expect(judge(RIGHT)).toEqual([]);
});

test.each<[wrong: string, how: Partial<Account>, sentence: RegExp]>([
  [
    'one sale paid twice',
    { charges: [PAID, { ...UNDONE, tillReference: SALE, status: 'paid' }], ...withTruth({ orders: [order('A'), order('B')] }) },
    /was paid 2 times/,
  ],
  [
    'one order captured twice',
    withTruth({ orders: [order('A', { captured: 2, returned: 1 }), ...RIGHT.truth.orders.slice(1)] }),
    /captured 2 times/,
  ],
  ['paid, and nothing was captured', withTruth({ orders: RIGHT.truth.orders.slice(1) }), /A stands as paid, and the acquirer holds 0/],
  [
    'paid, and it was given back',
    withTruth({ orders: [order('A', { returned: 1 }), ...RIGHT.truth.orders.slice(1)] }),
    /A stands as paid, and the acquirer holds 0/,
  ],
  [
    'another amount',
    withTruth({ orders: [order('A', { amountFen: 501 }), ...RIGHT.truth.orders.slice(1)] }),
    /stands as 500 fen, and the acquirer took 501/,
  ],
  [
    'reversed, and the money is kept',
    withTruth({ orders: [order('A'), order('B')] }),
    /B stands as reversed, and the acquirer holds the money/,
  ],
  [
    'declined, and the money is kept',
    { charges: [{ ...PAID, status: 'declined' }, UNDONE], told: [] },
    /A stands as declined, and the acquirer holds the money/,
  ],
  ['captured, and unknown to the till', { charges: [UNDONE], told: [], refunds: [] }, /A was captured, and the till API does not know it/],
  [
    'a charge that never ends',
    { charges: [PAID, { ...UNDONE, status: 'unresolved' }], unsettled: 1 },
    /B never ended: it is still unresolved/,
  ],
  [
    'an open charge that is not counted',
    { charges: [PAID, { ...UNDONE, status: 'reversing' }] },
    /\/health counts 0 unsettled charges, the list 1/,
  ],
  ['an end that was taken back', { told: [{ id: 'id-B', status: 'declined' }] }, /B was told as declined, and is reversed now/],
  ['a charge that was forgotten', { told: [{ id: 'id-C', status: 'submitting' }] }, /the list has no such charge/],
  [
    'one key, two charges',
    {
      asked: [
        { key: 'k1', chargeId: 'id-A' },
        { key: 'k1', chargeId: 'id-B' },
      ],
    },
    /one key, k1, became 2 charges/,
  ],
  [
    'undone too soon',
    withTruth({ exchanges: [SUBMITTED, exchange('/secapi/pay/reverse', 'A', { atMs: NOW_MS + 550 })] }),
    /A was undone 550 ms after it was sent/,
  ],
  [
    'undone before it arrived',
    withTruth({ exchanges: [exchange('/secapi/pay/reverse', 'A', { atMs: NOW_MS - 600 }), SUBMITTED] }),
    /A was undone -600 ms after it was sent/,
  ],
  [
    'submitted twice, once into a dead line',
    withTruth({ exchanges: [SUBMITTED, { ...SUBMITTED, reached: false, line: 'deaf' }] }),
    /A was submitted 2 times/,
  ],
  [
    'one code, two orders',
    withTruth({ exchanges: [SUBMITTED, exchange('/pay/micropay', 'B', { codeMark: 'c1' })] }),
    /one payment code was submitted under A and B/,
  ],
  ['a refund that never came', withTruth({ refunds: [] }), /refund R1 stands as succeeded, and the acquirer has it as unknown/],
  [
    'a refund that came twice',
    withTruth({ refunds: [...RIGHT.truth.refunds, { ...RIGHT.truth.refunds[0], refundNo: 'R2' }] as never }),
    /A stands with 200 fen given back, the acquirer gave 400/,
  ],
  [
    'more given back than taken',
    withTruth({ refunds: [{ ...RIGHT.truth.refunds[0], amountFen: 600 }] as never }),
    /A gave back 600 fen of 500/,
  ],
  ['what the run itself noticed', { findings: [{ about: 'terminal', sentence: 'T1 died by itself' }] }, /died by itself/],
])('%s is found', (_, how, sentence) => {
  expect(judge({ ...RIGHT, ...how }).map((finding) => finding.sentence)).toContainEqual(expect.stringMatching(sentence));
});
