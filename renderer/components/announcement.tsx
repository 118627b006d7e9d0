import type { ReactNode } from 'react';
import styles from './announcement.module.css';

/** A heading for those who listen, where the eye needs none. */
export function HiddenHeading({ children }: { readonly children: ReactNode }) {
  return <h1 className={styles.hidden}>{children}</h1>;
}

/** Said, not shown: each new content is announced once. */
export function Announcement({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.hidden} role="status" aria-live="assertive" aria-atomic="true">
      {children}
    </div>
  );
}
