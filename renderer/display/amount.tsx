import type { CSSProperties } from 'react';
import { currencySign, yuan } from '../text/amount-text.ts';
import { emsOf } from './figures.ts';
import styles from './scene.module.css';

/** The amount, always at the same spot. It never moves and never animates. */
export function Amount({ amount, currency }: { readonly amount: number; readonly currency: string }) {
  const [sign, figures] = [currencySign(currency).trim(), yuan(amount)];
  return (
    <div className={styles.amount} style={{ '--ems': emsOf(sign, figures) } as CSSProperties} data-part="amount">
      <span className={styles.sign}>{sign}</span>
      {figures}
    </div>
  );
}
