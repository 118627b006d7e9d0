import styles from './charts.module.css';

type LegendProps = { readonly now: string; readonly before: string | null; readonly unfinished: string | null };

/** What the bars, the hatched one and the ticks are. */
export function Legend({ now, before, unfinished }: LegendProps) {
  return (
    <div className={styles.legend} aria-hidden="true">
      <span>
        <i className={styles.inkKey} />
        {now}
      </span>
      {unfinished !== null && (
        <span>
          <i className={styles.hatchedKey} />
          {unfinished}
        </span>
      )}
      {before !== null && (
        <span>
          <i className={styles.tickKey} />
          {before}
        </span>
      )}
    </div>
  );
}
