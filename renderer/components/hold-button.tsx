import type { ReactNode } from 'react';
import styles from './button.module.css';
import { ButtonKey } from './key-cap.tsx';

type HoldButtonProps = {
  readonly icon?: ReactNode;
  readonly keyCap: string;
  readonly size?: 'row' | 'small';
  readonly isHolding: boolean;
  readonly onHold: () => void;
  readonly onRelease: () => void;
  readonly children: ReactNode;
};

/** For what cannot be undone: held until it is full, never confirmed. By touch, by mouse, or by the space key while it has the focus. */
export function HoldButton({ icon, keyCap, size = 'row', isHolding, onHold, onRelease, children }: HoldButtonProps) {
  return (
    <button
      type="button"
      className={`${styles.button} ${styles.plain} ${styles[size]} ${styles.held}`}
      data-holding={isHolding}
      onPointerDown={onHold}
      onPointerUp={onRelease}
      onPointerLeave={onRelease}
      onPointerCancel={onRelease}
      onBlur={onRelease}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => event.code === 'Space' && !event.repeat && onHold()}
      onKeyUp={(event) => event.code === 'Space' && onRelease()}
    >
      <span className={styles.fill} />
      {icon}
      <span className={styles.words}>{children}</span>
      <ButtonKey>{keyCap}</ButtonKey>
    </button>
  );
}
