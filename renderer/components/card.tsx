import type { ReactNode } from 'react';
import styles from './card.module.css';

/** A quiet heading over a few large words. */
export function Card({ icon, heading, children }: { readonly icon?: ReactNode; readonly heading: string; readonly children: ReactNode }) {
  return (
    <section className={styles.card}>
      <h2>
        {icon}
        {heading}
      </h2>
      {children}
    </section>
  );
}
