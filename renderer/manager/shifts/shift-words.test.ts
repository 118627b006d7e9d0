import { expect, test } from 'vitest';
import { shiftsEn } from '../../text/shifts/en.ts';
import { shiftsZhCn } from '../../text/shifts/zh-cn.ts';
import { differenceWords, stretchOf } from './shift-words.ts';

test.each([
  [-500, '少 5.00', '5.00 short'],
  [200, '多 2.00', '2.00 over'],
  [0, '正好', 'Exact'],
  [null, '没有点', 'Not counted'],
])('a difference of %s fen is said in words, never as a sign', (fen, zh, en) => {
  expect([differenceWords(fen, shiftsZhCn), differenceWords(fen, shiftsEn)]).toEqual([zh, en]);
});

test('a shift across midnight tells the day of its end, one within a day does not', () => {
  const openedAt = '2026-11-22T20:00:00+08:00';
  expect(stretchOf({ openedAt, closedAt: '2026-11-22T23:30:00+08:00' }, 'Asia/Shanghai')).toBe('20:00 – 23:30');
  expect(stretchOf({ openedAt, closedAt: '2026-11-23T04:10:00+08:00' }, 'Asia/Shanghai')).toBe('20:00 – 11-23 04:10');
  expect(stretchOf({ openedAt, closedAt: null }, 'Asia/Shanghai')).toBe('20:00\u00a0–');
});
