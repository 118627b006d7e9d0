import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './steps.module.css';

export type StepItem = { readonly word: string; readonly fact?: ReactNode };

/** Where something stands: `done`, then `now`, then what will follow. */
export function Steps({
  done,
  now,
  next,
}: {
  readonly done: readonly StepItem[];
  readonly now: StepItem;
  readonly next: readonly StepItem[];
}) {
  return (
    <ol className={styles.steps}>
      {done.map((step) => (
        <Step key={step.word} {...step} phase="done" />
      ))}
      <Step {...now} phase="now" />
      {next.map((step) => (
        <Step key={step.word} {...step} phase="next" />
      ))}
    </ol>
  );
}

function Step({ word, fact, phase }: StepItem & { readonly phase: 'done' | 'now' | 'next' }) {
  return (
    <li className={styles[phase]} aria-current={phase === 'now' ? 'step' : undefined}>
      <i>{phase === 'done' && <Icon name="check" />}</i>
      <span>{word}</span>
      <em>{fact}</em>
    </li>
  );
}
