import type { ReactNode } from 'react';
import { Amount } from '../components/amount.tsx';
import type { Words } from '../text/text.ts';
import styles from './stage-panel.module.css';

/** How a state fills the stage: only money that has arrived fills it, declined is outlined, unknown hatched, the rest plain. */
export type StageLook = 'plain' | 'paid' | 'declined' | 'unresolved';

export type StageAmount = {
  readonly figures: string;
  readonly ghost?: string;
  readonly hasCaret?: boolean;
  readonly digits: number;
  readonly sign?: string;
};

type StagePanelProps = {
  readonly look: StageLook;
  readonly label: string;
  readonly about: string;
  readonly amount: StageAmount;
  readonly foot: readonly ReactNode[];
  readonly children: ReactNode;
};

/** The left half: what to look at. The amount stands at the same place and size from the first key to "paid". */
export function StagePanel({ look, label, about, amount, foot, children }: StagePanelProps) {
  return (
    <section className={`${styles.stage} ${styles[look]}`} data-look={look}>
      <div className={styles.top}>
        <span>{label}</span>
        <span className={styles.about}>{about}</span>
      </div>
      <Amount {...amount} />
      <div className={styles.say}>{children}</div>
      <div className={styles.foot}>
        {foot.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts have a place, not an identity
          <span key={index}>{fact}</span>
        ))}
      </div>
    </section>
  );
}

/** The sign, the word, the line. */
export function StateWords({
  sign,
  words,
  line,
  children,
}: {
  readonly sign: ReactNode;
  readonly words: Words;
  readonly line?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <>
      {sign}
      <div className={styles.words}>
        <h1>{words.word}</h1>
        <p>
          {line}
          {words.plain}
          {words.strong && <b>{words.strong}</b>}
        </p>
        {children}
      </div>
    </>
  );
}

/** Advice under the line, when a wait gets long; in amber where money is why. */
export function Aside({ isAmber = false, children }: { readonly isAmber?: boolean; readonly children: ReactNode }) {
  return <div className={`${styles.aside} ${isAmber ? styles.amber : ''}`}>{children}</div>;
}
