import { type ReactNode, useEffect, useRef } from 'react';
import styles from './page.module.css';

type PageProps = {
  readonly title: ReactNode;
  readonly actions?: ReactNode; // at the right of the title
  /** The page scrolls as a whole; one whose list scrolls by itself fills the height instead. */
  readonly isFilling?: boolean;
  readonly children: ReactNode;
};

/** One part of the manager's page: what it is, what can be done, and the rest. The heading takes the focus as the part opens. */
export function Page({ title, actions, isFilling = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A field inside may have taken the focus already; whoever moves along the rail stays on it.
    const focused = document.activeElement;
    if (focused === null || focused === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={`${styles.page} ${isFilling ? styles.filling : ''}`}>
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <div className={styles.actions}>{actions}</div>
      </header>
      {children}
    </div>
  );
}
