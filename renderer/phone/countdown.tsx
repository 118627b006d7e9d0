import type { PhoneText } from '../text/phone/phone-text.ts';
import styles from './countdown.module.css';
import { codeLeftMs, type PhoneState } from './phone-state.ts';
import { useNow } from './use-phone.ts';

/** A code scanned with less than this left may be dead before it is sent. */
const SOON_SECONDS = 5;

/** The life of a code, as WeChat Pay gives it; the bar is full at this. */
const CODE_LIFE_SECONDS = 60;

/** How long the code is good. Those who listen are not told every second: the drawing alone counts. */
export function Countdown({ state, clock, text }: { readonly state: PhoneState; readonly clock: () => number; readonly text: PhoneText }) {
  const seconds = Math.ceil(codeLeftMs(state, useNow(clock)) / 1000);
  const [before, after] = text.code.renewsIn;
  const isSoon = seconds <= SOON_SECONDS;
  return (
    <div className={`${styles.countdown} ${isSoon ? styles.soon : ''}`} aria-hidden="true">
      <svg className={styles.track} viewBox={`0 0 ${CODE_LIFE_SECONDS} 1`} preserveAspectRatio="none" aria-hidden="true">
        <rect width={Math.min(seconds, CODE_LIFE_SECONDS)} height="1" />
      </svg>
      <p>
        {isSoon ? (
          <b>{text.code.soon}</b>
        ) : (
          <>
            {before}
            <b>{seconds}</b>
            {after}
          </>
        )}
      </p>
    </div>
  );
}
