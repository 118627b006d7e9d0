import type { ReactNode } from 'react';
import styles from './button.module.css';
import { ButtonKey } from './key-cap.tsx';

export type ButtonLook = 'primary' | 'plain' | 'strong' | 'quiet';

type ButtonProps = {
  readonly look?: ButtonLook;
  readonly size?: 'big' | 'row' | 'small';
  readonly icon?: ReactNode;
  readonly keyCap?: string;
  readonly isOff?: boolean;
  /** Of a switch: on or off. A button that is no switch has none. */
  readonly isPressed?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

/** A button names its deed and does it on release. One that is off stays visible and says when it will be possible. */
export function Button({ look = 'plain', size = 'row', icon, keyCap, isOff = false, isPressed, onPress, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={`${styles.button} ${styles[look]} ${styles[size]}`}
      aria-disabled={isOff || undefined}
      aria-pressed={isPressed}
      data-primary={look === 'primary' || undefined}
      onClick={isOff ? undefined : onPress}
    >
      {icon}
      <span className={styles.words}>{children}</span>
      {keyCap && <ButtonKey>{keyCap}</ButtonKey>}
    </button>
  );
}
