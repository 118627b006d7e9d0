import type { ReactNode } from 'react';
import { Announcement } from '../components/announcement.tsx';
import { Icon } from '../components/icon.tsx';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { BackIcon } from './back-icon.tsx';
import styles from './glass.module.css';

type FrameProps = {
  readonly text: PhoneText;
  readonly title?: string;
  readonly screen: string;
  readonly onBack?: () => void;
  readonly onOpen?: () => void;
  /** Over a camera's picture. */
  readonly isDark?: boolean;
  readonly foot?: ReactNode;
  readonly isCovered?: boolean;
  readonly cover?: ReactNode;
  readonly children: ReactNode;
};

/** The glass itself: the practice stripe, a bar, what is shown, and what lies over it. */
export function Frame({ text, title, screen, onBack, onOpen, isDark = false, foot, isCovered = false, cover, children }: FrameProps) {
  return (
    <section className={styles.glass} aria-label={text.title} data-screen={screen} data-dark={isDark}>
      <p className={styles.training}>
        <span>{text.training}</span>
      </p>
      <div className={styles.under} inert={isCovered}>
        {title && (
          <header className={styles.bar}>
            {onBack ? (
              <button type="button" className={styles.barButton} aria-label={text.back} onClick={onBack}>
                <BackIcon />
              </button>
            ) : (
              <span />
            )}
            <h2>{title}</h2>
            {onOpen && (
              <button type="button" className={styles.barButton} aria-label={text.practice.open} onClick={onOpen}>
                <Icon name="list" />
              </button>
            )}
          </header>
        )}
        {children}
        {foot}
      </div>
      {cover && <div className={styles.scrim} />}
      {cover}
      <Announcement>{isCovered ? text.password.title : (title ?? '')}</Announcement>
    </section>
  );
}
