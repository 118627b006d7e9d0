import styles from './scene.module.css';

const DOTS = [36, 51.6, 67.2, 82.8, 98.4, 114];
const BARS: readonly (readonly [x: number, width: number])[] = [
  [30, 5],
  [39, 10],
  [53, 4],
  [61, 7],
  [73, 4],
  [81, 10],
  [95, 5],
  [104, 4],
  [112, 8],
];
const SQUARES = [
  [47, 92],
  [83, 92],
  [47, 128],
] as const;

/** The customer's phone and what is on it: the code that he shows, or the six dots of his password. */
export function PhoneDrawing({ shows }: { readonly shows: 'code' | 'password' }) {
  return (
    <svg className={styles.phone} viewBox="0 0 150 196" aria-hidden="true" data-sign={`phone-${shows}`}>
      <rect x="5" y="5" width="140" height="186" rx="22" fill="none" stroke="currentColor" strokeWidth="10" />
      {shows === 'password' ? (
        <>
          <rect x="24" y="66" width="102" height="36" rx="7" fill="none" stroke="var(--waiting)" strokeWidth="4" />
          {DOTS.map((x) => (
            <circle key={x} cx={x} cy="84" r="5.4" fill="var(--waiting)" />
          ))}
          <path d="M58 170h34" stroke="currentColor" strokeWidth="8" strokeLinecap="round" />
        </>
      ) : (
        <>
          {BARS.map(([x, width]) => (
            <rect key={x} x={x} y="36" width={width} height="36" fill="currentColor" />
          ))}
          {SQUARES.map(([x, y]) => (
            <rect key={`${x} ${y}`} x={x} y={y} width="20" height="20" fill="none" stroke="var(--waiting)" strokeWidth="7" />
          ))}
          <path d="M85 130h9v9h-9zM98 139h9v9h-9zM85 143h9v9h-9z" fill="var(--waiting)" />
        </>
      )}
    </svg>
  );
}
