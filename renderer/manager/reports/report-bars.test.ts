import { describe, expect, it } from 'vitest';
import type { ReportAnswer } from '../../../src/contract/report.ts';
import { sampleReport } from '../../../src/report/sample-report.ts';
import { reportWordsIn } from '../../text/report/catalogue.ts';
import { barsOf } from './report-bars.ts';

const words = reportWordsIn('zh-CN');
const TODAY: ReportAnswer = {
  report: sampleReport('2026-11-24'),
  before: sampleReport('2026-11-17', 0.96, 20),
  nowMs: Date.parse('2026-11-24T15:24:00+08:00'),
  today: '2026-11-24',
  hour: 15,
  timeZone: 'Asia/Shanghai',
};

describe('the bars of a report', () => {
  it('a day has its hours, the one that is not over among them, and those that only the week before knew', () => {
    const bars = barsOf(TODAY, words);
    expect(bars.map(({ label }) => label)).toEqual(['8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20']);
    expect(bars.filter(({ isUnfinished }) => isUnfinished).map(({ name }) => name)).toEqual(['15 点']);
    expect(bars.at(4)).toMatchObject({ fen: 132_000, beforeFen: 126_720 });
    expect(bars.at(-1)).toMatchObject({ fen: 0, beforeFen: 40_320 });
  });

  it('a day that is over has no unfinished hour; without a week before there are no ticks', () => {
    const bars = barsOf({ ...TODAY, before: null, today: '2026-11-25' }, words);
    expect(bars.some(({ isUnfinished }) => isUnfinished)).toBe(false);
    expect(bars.every(({ beforeFen }) => beforeFen === null)).toBe(true);
  });

  it('an hour at night is shown when something happened in it', () => {
    const hours = TODAY.report.hours.map((hour) => (hour.hour === 2 ? { hour: 2, count: 1, fen: 100 } : hour));
    expect(barsOf({ ...TODAY, report: { ...TODAY.report, hours } }, words)[0]?.label).toBe('2');
  });

  it('a month has its days, few of them labelled', () => {
    const days = Array.from({ length: 30 }, (_, n) => ({
      day: `2026-11-${String(n + 1).padStart(2, '0')}`,
      count: 1,
      fen: n,
      refundedFen: 0,
    }));
    const bars = barsOf({ ...TODAY, report: { ...TODAY.report, days } }, words);
    expect(bars).toHaveLength(30);
    expect(bars.filter(({ label }) => label).length).toBeLessThanOrEqual(16);
    expect(bars.find(({ isUnfinished }) => isUnfinished)?.name).toBe('2026-11-24');
  });
});
