import styles from './amount.module.css';

type AmountProps = {
  /** The figures, already written for people. */
  readonly figures: string;
  /** Figures not typed yet, shown pale behind the others. */
  readonly ghost?: string;
  readonly hasCaret?: boolean;
  /** How many digits stand before the point: longer amounts are smaller, by steps, and never wrap. */
  readonly digits: number;
  /** What stands before the figures; left out: the yuan's. */
  readonly sign?: string;
};

/** The large amount. It never moves and never animates. */
export function Amount({ figures, ghost = '', hasCaret = false, digits, sign = '¥' }: AmountProps) {
  const size = digits >= 7 ? styles.small : digits >= 5 ? styles.medium : styles.large;
  return (
    <div className={`${styles.amount} ${size}`} data-part="amount">
      <span className={`${styles.currency} ${figures ? '' : styles.ghost}`}>{sign}</span>
      {figures}
      {hasCaret && <span className={styles.caret} />}
      {ghost && <span className={styles.ghost}>{ghost}</span>}
    </div>
  );
}
