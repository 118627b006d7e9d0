import { scaleLinear } from 'd3-scale';
import styles from './charts.module.css';

/** A part of a whole as a bar in a well; the figure stands beside it, so nothing is said by the bar alone. */
export function ShareBar({ part, whole }: { readonly part: number; readonly whole: number }) {
  const x = scaleLinear([0, Math.max(1, whole)], [0, 120]);
  return (
    <svg className={styles.share} viewBox="0 0 120 14" aria-hidden="true">
      <rect className={styles.well} width="120" height="14" />
      <rect className={styles.ink} width={x(part)} height="14" />
    </svg>
  );
}
