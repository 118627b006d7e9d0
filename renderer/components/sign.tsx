import type { ReactNode } from 'react';
import styles from './sign.module.css';

export type SignName =
  | 'scan'
  | 'busy'
  | 'password'
  | 'queued'
  | 'parked'
  | 'unresolved'
  | 'reversing'
  | 'paid'
  | 'declined'
  | 'reversed'
  | 'canceled'
  | 'advice';

const TURN = 'M9.6 6.8L6.6 9.7l3 2.9M6.8 9.7h6.4a3.4 3.4 0 0 1 0 6.9h-2.4';
const DIAMOND = 'M12 .9L23.1 12 12 23.1.9 12z';
const BARS: readonly (readonly [x: number, width: number])[] = [
  [5.8, 1],
  [7.6, 2],
  [10.4, 0.7],
  [11.9, 1.3],
  [14.1, 0.7],
  [15.6, 2],
];

/** Shape before colour: each is told apart on a black-and-white photograph. */
const SIGNS: Readonly<Record<SignName, ReactNode>> = {
  scan: (
    <>
      <path
        d="M1.3 6.8V1.3h5.5M22.7 6.8V1.3h-5.5M1.3 17.2v5.5h5.5M22.7 17.2v5.5h-5.5"
        fill="none"
        stroke="var(--waiting)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {BARS.map(([x, width]) => (
        <rect key={x} x={x} y="6.5" width={width} height="11" fill="var(--ink)" />
      ))}
      <path className={styles.beam} d="M2.6 12h18.8" stroke="var(--waiting)" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  busy: (
    <>
      <circle cx="12" cy="12" r="10" stroke="var(--track)" strokeWidth="2.4" fill="none" />
      <path
        className={styles.arc}
        d="M12 2a10 10 0 1 1-9.5 6.9"
        stroke="var(--waiting)"
        strokeWidth="2.4"
        fill="none"
        strokeLinecap="round"
      />
    </>
  ),
  password: (
    <>
      <circle cx="12" cy="12" r="10" stroke="var(--waiting)" strokeWidth="2.4" fill="none" />
      <path d="M12 6.5V12l3.6 2.2" stroke="var(--waiting)" strokeWidth="2.4" fill="none" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  queued: (
    <>
      <rect x="2" y="2" width="20" height="20" rx="4" fill="var(--neutral)" />
      <path d="M9 7.5v9M15 7.5v9" stroke="var(--cut)" strokeWidth="2.8" strokeLinecap="round" />
    </>
  ),
  parked: (
    <>
      <rect
        x="2.6"
        y="2.6"
        width="18.8"
        height="18.8"
        rx="4"
        stroke="var(--neutral)"
        strokeWidth="1.5"
        strokeDasharray="3.4 2.4"
        fill="none"
      />
      <path d="M7.5 9.8h9M7.5 14h5.5" stroke="var(--neutral)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  unresolved: (
    <>
      <path d={DIAMOND} fill="var(--unresolved-field)" stroke="var(--sign-edge)" strokeWidth="1.5" strokeLinejoin="round" />
      <path
        d="M9.2 9.5c.2-1.8 1.4-2.8 2.9-2.8 1.6 0 2.8 1 2.8 2.5 0 2.2-2.7 2.3-2.7 4.5"
        stroke="var(--on-unresolved)"
        strokeWidth="2"
        fill="none"
        strokeLinecap="round"
      />
      <circle cx="12.2" cy="17" r="1.4" fill="var(--on-unresolved)" />
    </>
  ),
  reversing: (
    <>
      <circle cx="12" cy="12" r="10" stroke="var(--neutral)" strokeWidth="2" fill="none" strokeDasharray="4 3.2" />
      <path d={TURN} stroke="var(--neutral)" strokeWidth="2" fill="none" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  paid: (
    <>
      <circle cx="12" cy="12" r="11" fill="var(--sign-paid)" />
      <path
        d="M6.6 12.4l3.7 3.8 7.2-8"
        stroke="var(--sign-cut)"
        strokeWidth="2.6"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  declined: (
    <>
      <path d="M7.6 1.4h8.8l6.2 6.2v8.8l-6.2 6.2H7.6l-6.2-6.2V7.6z" fill="var(--declined)" />
      <path d="M8 8l8 8M16 8l-8 8" stroke="var(--cut)" strokeWidth="2.6" strokeLinecap="round" />
    </>
  ),
  reversed: (
    <>
      <circle cx="12" cy="12" r="10" stroke="var(--neutral)" strokeWidth="2" fill="none" />
      <path d={TURN} stroke="var(--neutral)" strokeWidth="2" fill="none" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  canceled: (
    <>
      <rect x="1.5" y="6" width="21" height="12" rx="6" stroke="var(--neutral)" strokeWidth="2" fill="none" />
      <path d="M8 12h8" stroke="var(--neutral)" strokeWidth="2.2" strokeLinecap="round" />
    </>
  ),
  advice: (
    <>
      <path d={DIAMOND} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
      <path d="M12 6.6v6.6" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      <circle cx="12" cy="17" r="1.5" fill="currentColor" />
    </>
  ),
};

/** A state's shape. The word always stands beside it, so it is not read out. */
export function Sign({ name, size }: { readonly name: SignName; readonly size: 'stage' | 'plate' | 'todo' | 'list' | 'row' }) {
  return (
    <svg className={`${styles.sign} ${styles[size]}`} viewBox="0 0 24 24" aria-hidden="true" data-sign={name}>
      {SIGNS[name]}
    </svg>
  );
}
