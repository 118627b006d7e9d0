import type { ReportAnswer } from '../../../src/contract/report.ts';
import type { ReportWords } from '../../text/report/report-words.ts';
import type { Bar } from '../charts/bar-chart.tsx';

/** Hours in which shops are open; others are shown when something happened in them. */
const [OPENS, CLOSES] = [8, 20];
/** More labels would run into one another. */
const MOST_LABELS = 16;

/** The bars of a day by hour, of several days by day. */
export function barsOf(answer: ReportAnswer, words: ReportWords): readonly Bar[] {
  return answer.report.days.length === 1 ? hourBars(answer, words) : dayBars(answer);
}

function hourBars({ report, before, today, hour: nowHour }: ReportAnswer, words: ReportWords): readonly Bar[] {
  const isToday = report.to === today;
  const all = report.hours.map(({ hour, fen }): Bar => {
    const beforeFen = before?.hours[hour]?.fen ?? null;
    return { name: words.hours(hour), label: String(hour), fen, beforeFen, isUnfinished: isToday && hour === nowHour };
  });
  const used = all.flatMap(({ fen, beforeFen }, hour) => (fen > 0 || (beforeFen ?? 0) > 0 ? [hour] : []));
  return all.slice(Math.min(OPENS, ...used), Math.max(CLOSES, ...used) + 1);
}

function dayBars({ report, before, today }: ReportAnswer): readonly Bar[] {
  const every = Math.ceil(report.days.length / MOST_LABELS);
  return report.days.map(({ day, fen }, index): Bar => {
    const label = index % every === 0 ? day.slice(5) : '';
    return { name: day, label, fen, beforeFen: before?.days[index]?.fen ?? null, isUnfinished: day === today };
  });
}
