import styles from './ring.module.css';

const RADIUS = 66;
const ROUND = 2 * Math.PI * RADIUS;

type RingProps = {
  readonly seconds: number;
  /** Between 0 and 1: what is left of the whole time. */
  readonly share: number;
  readonly unit: string;
  readonly size?: 'stage' | 'row'; // a row has no room for the unit
  /** The text alternative. */
  readonly label: string;
};

/** A countdown that steps once a second. */
export function Ring({ seconds, share, unit, label, size = 'stage' }: RingProps) {
  const left = Math.max(0, Math.min(1, share)) * ROUND;
  return (
    <svg className={`${styles.ring} ${size === 'row' ? styles.row : ''}`} viewBox="0 0 148 148" role="img" aria-label={label}>
      <circle className={styles.track} cx="74" cy="74" r={RADIUS} />
      {left > 0 && (
        <circle className={styles.left} cx="74" cy="74" r={RADIUS} strokeDasharray={`${left} ${ROUND}`} transform="rotate(-90 74 74)" />
      )}
      <text className={styles.seconds} x="74" y={size === 'row' ? 92 : 86} textAnchor="middle">
        {seconds}
      </text>
      {size === 'stage' && (
        <text className={styles.unit} x="74" y="112" textAnchor="middle">
          {unit}
        </text>
      )}
    </svg>
  );
}
