import type { ReactNode } from 'react';
import styles from './light.module.css';

export type LightLook = 'ok' | 'quiet' | 'off' | 'warn';

type LightProps = {
  readonly look: LightLook;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly onPress?: (() => void) | undefined;
};

/** One fact in the bar. Well: an icon. Not well: a plate that cannot be overlooked. */
export function Light({ look, icon, children, onPress }: LightProps) {
  const inside = (
    <>
      {icon}
      <span>{children}</span>
    </>
  );
  const className = `${styles.light} ${styles[look]}`;
  if (!onPress) return <span className={className}>{inside}</span>;
  return (
    <button type="button" className={`${className} ${styles.button}`} onClick={onPress}>
      {inside}
    </button>
  );
}
