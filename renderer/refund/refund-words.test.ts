import { expect, test } from 'vitest';
import type { Refund } from '../../src/contract/refund.ts';
import { refundZhCn as words } from '../text/refund/zh-cn.ts';
import { failureAdvice, refundWords } from './refund-words.ts';

const FREE = { secondsLeft: null, isOffline: false };

function refund(more: Partial<Refund> = {}): Refund {
  const at = '2026-11-22T15:08:00+08:00';
  const names = { id: 'r1', chargeId: 'c1', refundNo: 'R0001', currency: 'CNY', reason: null, fundingAccount: 'unsettled' } as const;
  const ends = { failureCode: null, failureMessage: null, acquirerCode: null, succeededAt: null, createdAt: at, updatedAt: at };
  return { ...names, amount: 2_040, status: 'pending', ...ends, ...more };
}

test.each([
  [refund(), FREE, '正在退'],
  [refund(), { secondsLeft: 40, isOffline: false }, '40 秒后自动发出'],
  [refund(), { secondsLeft: null, isOffline: true }, '联网后自动发出'],
  [refund({ status: 'unresolved' }), { secondsLeft: null, isOffline: true }, '别再退一次'],
  [refund({ status: 'succeeded', succeededAt: '2026-11-22T15:09:01+08:00' }), FREE, '15:09:01'],
  [refund({ status: 'failed', failureCode: 'too_old' }), FREE, '超过一年'],
])('%#: says what is so', (what, held, said) => {
  expect(Object.values(refundWords(words, what, held, 'Asia/Shanghai')).join(' ')).toContain(said);
});

test('a failure without a sentence of its own shows its code, for the manager', () => {
  expect(failureAdvice(words, { failureCode: 'constructor', acquirerCode: null }).next).toContain('constructor');
  expect(failureAdvice(words, { failureCode: 'new', acquirerCode: 'USER_ABNORMAL' }).next).toContain('USER_ABNORMAL');
});
