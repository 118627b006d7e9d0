import { type ReactNode, useEffect, useRef } from 'react';
import { Plate } from '../../components/plate.tsx';
import type { Advice } from '../../text/text.ts';
import styles from './cash.module.css';

type CounterPageProps = {
  readonly name: string; // for those who listen
  readonly screen: string; // what tests and styles know it by
  readonly stage: ReactNode;
  readonly hand: ReactNode;
  readonly advice: Advice | null; // about what was not done
};

/** Instead of the counter, with its own proportions: the stage to look at, the hand to touch. */
export function CounterPage({ name, screen, stage, hand, advice }: CounterPageProps) {
  const page = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each new page, unless a field has the focus
  useEffect(() => {
    if (!page.current?.contains(document.activeElement) || document.activeElement?.matches('button'))
      page.current?.focus({ preventScroll: true });
  }, [screen]);
  return (
    <section ref={page} className={styles.page} role="dialog" aria-modal="true" aria-label={name} data-desk={screen} tabIndex={-1}>
      <div className={styles.stageColumn}>
        {stage}
        {advice && <Plate {...advice} />}
      </div>
      <div className={styles.hand}>{hand}</div>
    </section>
  );
}
