import type { ReactNode } from 'react';
import styles from './announcement.module.css';

/** Said, not shown: each new content is announced once. */
export function Announcement({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.hidden} role="status" aria-live="assertive" aria-atomic="true">
      {children}
    </div>
  );
}
