import styles from './training-banner.module.css';

/** Simulated money, said on every screen; cannot be closed. */
export function TrainingBanner({ children }: { readonly children: string }) {
  return (
    <aside className={styles.banner}>
      <span>{children}</span>
    </aside>
  );
}
