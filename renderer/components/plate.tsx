import styles from './plate.module.css';
import { Sign } from './sign.tsx';

/** A short word about something that was not done: large, and gone after a few seconds. */
export function Plate({ what, next }: { readonly what: string; readonly next: string }) {
  return (
    <div className={styles.plate} role="alert">
      <Sign name="advice" size="plate" />
      <p>
        <b>{what}</b>
        <span>{next}</span>
      </p>
    </div>
  );
}
