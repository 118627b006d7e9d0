import { useSecondsLeft } from '../cashier/running-time.ts';
import { Sign } from '../components/sign.tsx';
import type { PeopleText } from '../text/people/people-text.ts';
import { runningTime } from '../text/time-text.ts';
import styles from './people.module.css';
import type { PeopleTrouble } from './people-flow.ts';

/** Why it did not go on, and how long nothing is looked at. Its place is kept free, so that nothing moves when it comes. */
export function TroubleLine({ words, trouble }: { readonly words: PeopleText; readonly trouble: PeopleTrouble | null }) {
  const { untilMs = null, code = '' } = trouble ?? {};
  const left = useSecondsLeft(untilMs === null ? null : { ms: untilMs - performance.now(), receivedMs: performance.now() });
  const { other, ...known } = words.troubles;
  const said = Object.hasOwn(known, code) ? known[code as keyof typeof known] : other(code);
  return (
    <p className={styles.trouble} role="alert">
      {trouble && (
        <>
          <Sign name="advice" size="row" />
          <span>
            {said} {left ? words.wait(runningTime(left * 1_000)) : ''}
          </span>
        </>
      )}
    </p>
  );
}
