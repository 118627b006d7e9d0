import { expect, test } from 'vitest';
import { dayChoices } from './days.ts';

test('days are the shop’s: half past midnight in Shanghai is the new day', () => {
  const [, today, yesterday, week] = dayChoices(Date.parse('2026-03-01T00:30:00+08:00'), 'Asia/Shanghai');
  expect(today).toEqual({ name: 'today', fromDay: '2026-03-01', untilDay: '2026-03-01' });
  expect(yesterday).toEqual({ name: 'yesterday', fromDay: '2026-02-28', untilDay: '2026-02-28' });
  expect(week).toEqual({ name: 'week', fromDay: '2026-02-23', untilDay: '2026-03-01' });
});
