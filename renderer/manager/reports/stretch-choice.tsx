import type { StretchName } from '../../../src/contract/report.ts';
import type { ReportWords } from '../../text/report/report-words.ts';
import styles from './reports.module.css';
import type { Asked } from './use-report.ts';

type StretchChoiceProps = {
  readonly asked: Asked;
  readonly today: string;
  readonly words: ReportWords;
  readonly hasDates?: boolean; // two days of one's own as well
  readonly onAsk: (asked: Asked) => void;
};

const NAMES: readonly StretchName[] = ['today', 'yesterday', 'week', 'month'];

/** Today, yesterday, this week, this month, or two days. */
export function StretchChoice({ asked, today, words, hasDates = false, onAsk }: StretchChoiceProps) {
  const dates = 'from' in asked ? asked : null;
  return (
    <div className={styles.choice}>
      {NAMES.map((stretch) => (
        <button
          key={stretch}
          type="button"
          aria-pressed={'stretch' in asked && asked.stretch === stretch}
          onClick={() => onAsk({ stretch })}
        >
          {words.stretches[stretch]}
        </button>
      ))}
      {hasDates && (
        <button type="button" aria-pressed={dates !== null} onClick={() => onAsk(dates ?? { from: today, to: today })}>
          {words.stretches.custom}
        </button>
      )}
      {dates && (
        <span className={styles.dates}>
          <label>
            {words.from}
            <input
              type="date"
              value={dates.from}
              max={dates.to}
              onChange={({ target }) => target.value && onAsk({ ...dates, from: target.value })}
            />
          </label>
          <label>
            {words.to}
            <input
              type="date"
              value={dates.to}
              min={dates.from}
              onChange={({ target }) => target.value && onAsk({ ...dates, to: target.value })}
            />
          </label>
        </span>
      )}
    </div>
  );
}
