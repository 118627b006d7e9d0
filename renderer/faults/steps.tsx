import { Sign } from '../components/sign.tsx';
import type { FaultsText } from '../text/faults/faults-text.ts';
import styles from './steps.module.css';

/** What the cashier practises: done, now, still to come. */
export function Steps({ steps, done, text }: { readonly steps: readonly string[]; readonly done: number; readonly text: FaultsText }) {
  return (
    <ol className={styles.steps}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === done ? 'step' : undefined}>
          {index < done ? <Sign name="paid" size="list" /> : <i />}
          <span>
            {step}
            <span className={styles.hidden}>{index < done ? ` ${text.stepDone}` : index === done ? ` ${text.stepNow}` : ''}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
