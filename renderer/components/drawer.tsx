import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from './button.tsx';
import styles from './drawer.module.css';

type DrawerProps = {
  readonly title: string;
  readonly closeWord: string;
  readonly onClose: () => void;
  readonly isWide?: boolean; // covers the whole counter
  readonly actions?: ReactNode; // beside the way to close it
  readonly children: ReactNode;
};

/** What slides over the counter from the right. The counter behind it is inert; the stage's sounds go on. */
export function Drawer({ title, closeWord, onClose, isWide = false, actions, children }: DrawerProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A field inside may have taken the focus already.
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way to close; the key and the button are the first */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes */}
      <div className={styles.veil} onClick={onClose} />
      <div
        ref={panel}
        className={`${styles.drawer} ${isWide ? styles.wide : ''}`}
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
      >
        <header>
          <h2>{title}</h2>
          <div className={styles.actions}>
            {actions}
            <Button size="small" keyCap="Esc" onPress={onClose}>
              {closeWord}
            </Button>
          </div>
        </header>
        <div className={styles.body}>{children}</div>
      </div>
    </>
  );
}
