import styles from './training-banner.module.css';

/** Simulated money, said on every screen; cannot be closed. */
export function TrainingBanner({ children }: { readonly children: string }) {
  return (
    <div className={styles.banner}>
      <span>{children}</span>
    </div>
  );
}
