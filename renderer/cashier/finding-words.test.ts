import { expect, test } from 'vitest';
import type { FindingView } from '../../src/contract/finding.ts';
import { textIn } from '../text/catalogue.ts';
import { findingLine, findingOnStage } from './finding-words.ts';
import { STORIES } from './stories.ts';

const VIEW = STORIES.find(({ name }) => name === 'paid-twice')?.view;
const TWICE = VIEW?.findings[0] as FindingView;

/** The same customer, so many seconds later. */
function after(seconds: number, evidence: FindingView['evidence'] = 'same_payer'): FindingView {
  const paidAt = new Date(Date.parse(TWICE.earlier?.paidAt ?? '') + seconds * 1000).toISOString();
  return { ...TWICE, evidence, later: { ...TWICE.later, paidAt } };
}

test.each([
  [after(0), 'Same customer paid ¥128.00 just before', '同一顾客刚刚付过 ¥128.00'],
  [after(42), 'Same customer paid ¥128.00 42 s before', '同一顾客 42 秒前付过 ¥128.00'],
  [after(130), 'Same customer paid ¥128.00 2 min before', '同一顾客 2 分钟前付过 ¥128.00'],
  [after(130, 'same_sale'), 'This sale was paid ¥128.00 2 min before', '这一单 2 分钟前付过 ¥128.00'],
  [
    { ...after(0, 'cash_and_wallet'), earlier: null },
    'This sale was settled in cash, then paid ¥128.00',
    '这一单收过现金，又扫码付了 ¥128.00',
  ],
] as const)('says who paid what, and how long before', (finding, en, zhCn) => {
  expect([findingLine(finding, textIn('en')), findingLine(finding, textIn('zh-CN'))]).toEqual([en, zhCn]);
});

test('stands under either of its payments, and under no other', () => {
  const stage = VIEW?.stage;
  if (stage?.kind !== 'charge') throw new Error('no charge on the stage');
  const on = (id: string) => findingOnStage({ ...stage, charge: { ...stage.charge, id } }, [TWICE]);
  expect([on(TWICE.later.id), on(TWICE.earlier?.id ?? ''), on('another')]).toEqual([TWICE, TWICE, null]);
  expect(findingOnStage({ kind: 'keypad' }, [TWICE])).toBeNull();
});
