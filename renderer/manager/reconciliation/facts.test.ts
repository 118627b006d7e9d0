import { expect, test } from 'vitest';
import type { DiscrepancyView } from '../../../src/contract/reconciliation.ts';
import { reconciliationZhCn as words } from '../../text/reconciliation/zh-cn.ts';
import { factsOf, remedyWord, sideWord, timeOf, titleOf } from './facts.ts';

const PAID = { amount: 4_500, status: 'paid', at: '2026-11-22T11:47:05+08:00', detail: '' };

function found(changes: Partial<DiscrepancyView>): DiscrepancyView {
  return {
    ...{ id: 'a', source: 'bill', difference: 'missing_in_ledger', cause: 'not_ours', status: 'open', shiftId: null, billDate: null },
    ...{ chargeId: null, nearChargeId: null, near: null, orderNo: 'ST01', refundNo: null, ours: null, theirs: PAID, remedies: [] },
    ...{ assignedTo: null, settledBy: null, remedy: null, reason: null, by: null, foundAt: '2026-11-23T10:00:00Z', settledAt: null },
    ...changes,
  };
}

const both = (view: DiscrepancyView) => [sideWord(view, 'ours', words), sideWord(view, 'theirs', words)];

test('each side in a word: nothing, an amount, a refund, a state', () => {
  expect(both(found({}))).toEqual(['没有', '45.00']);
  const refund = { ...PAID, amount: 2_040, status: 'succeeded' };
  expect(both(found({ difference: 'refund_differs', ours: refund, theirs: { ...refund, amount: 2_000 } }))).toEqual([
    '退 20.40',
    '退 20.00',
  ]);
  const after = found({ difference: 'status_differs', cause: 'paid_after_all', ours: { ...PAID, status: 'declined' } });
  expect(both(after)).toEqual(['付款失败 45.00', '已收款 45.00']);
});

test('what nobody knows yet is called that, and the acquirer gave no answer', () => {
  const unknown = found({ difference: 'status_differs', cause: 'still_unknown', ours: { ...PAID, status: 'unknown' }, theirs: null });
  expect([titleOf(unknown, words), ...both(unknown)]).toEqual(['还不知道结果', '45.00', '没有回答']);
});

test('a word of the acquirer that we have none for is shown as it is', () => {
  const odd = found({ difference: 'status_differs', cause: 'undone_there', ours: PAID, theirs: { ...PAID, amount: null, status: 'ODD' } });
  expect(both(odd)).toEqual(['已收款 45.00', 'ODD']);
});

test('the sentence of a double payment names the one that it repeats', () => {
  const twice = found({ cause: 'double_payment', near: { at: '2026-11-22T11:46:12+08:00', amount: 4_500, orderNo: 'ST01-2206' } });
  expect(words.causes.double_payment(factsOf(twice, 'Asia/Shanghai'))).toBe('11:46 刚收过一笔同样的 45.00（尾号 2206），像是付了两次。');
});

test('taking over a payment is called recording it, taking over a refund is not', () => {
  expect(remedyWord('adopt', found({ cause: 'paid_after_all' }), words)).toBe('补记');
  expect(remedyWord('adopt', found({ cause: 'refunded_there' }), words)).toBe('按微信改');
});

test('the time is the acquirer’s, else ours, else when it was found', () => {
  const ours = { ...PAID, at: '2026-11-22T08:00:00Z' };
  expect([timeOf(found({ ours })), timeOf(found({ ours, theirs: null })), timeOf(found({ theirs: null }))]).toEqual([
    PAID.at,
    ours.at,
    '2026-11-23T10:00:00Z',
  ]);
});
