import styles from './progress.module.css';

type ProgressProps = { readonly done: number; readonly of: number | null; readonly children: string };

/** How far something is, in words and as a bar. @param of null: nobody knows how much there is */
export function Progress({ done, of, children }: ProgressProps) {
  return (
    <div className={styles.progress}>
      <span>{children}</span>
      <progress aria-label={children} max={of ?? undefined} value={of === null ? undefined : done} />
    </div>
  );
}
