import { type ReactNode, useMemo, useState } from 'react';
import { Announcement } from '../components/announcement.tsx';
import { Icon } from '../components/icon.tsx';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { BackIcon } from './back-icon.tsx';
import { linearSymbol } from './bar-code.ts';
import { BigCode } from './big-code.tsx';
import { CodeScreen } from './code-screen.tsx';
import { EndScreen } from './end-screen.tsx';
import styles from './glass.module.css';
import { PasswordSheet } from './password-sheet.tsx';
import { PaymentList } from './payment-list.tsx';
import { dialogOf } from './phone-state.ts';
import type { Phone } from './use-phone.ts';

type GlassProps = {
  readonly phone: Phone;
  readonly clock: () => number;
  readonly text: PhoneText;
  /** What opens from the bar where there is no room for it beside the phone. */
  readonly practice?: ReactNode;
};

type Page = 'code' | 'big_code' | 'payments' | 'practice';

/** All that the simulated phone shows. What the customer must answer or has to know comes before what he was looking at. */
export function Glass({ phone, clock, text, practice }: GlassProps) {
  const [page, setPage] = useState<Page>('code');
  const { state, act, see } = phone;
  const { view, ended } = state;
  const authCode = view?.code.authCode ?? '';
  const linear = useMemo(() => (authCode ? linearSymbol(authCode) : null), [authCode]);
  const back = () => setPage('code');

  if (!view || !linear || state.isLost) {
    return (
      <Frame text={text} title={text.code.title} screen={state.isLost ? 'lost' : 'connecting'}>
        <div className={styles.blank}>
          <Icon name={state.isLost ? 'offline' : 'phone'} />
          <h2>{state.isLost ? text.link.lost : text.link.connecting}</h2>
          {state.isLost && <p>{text.link.lostLine}</p>}
        </div>
      </Frame>
    );
  }

  const dialog = dialogOf(view);
  const titles: Readonly<Record<Page, string>> = {
    code: text.code.title,
    big_code: text.code.title,
    payments: text.practice.happened,
    practice: text.practice.title,
  };
  if (ended) {
    return (
      <Frame text={text} screen={ended.kind}>
        <EndScreen ended={ended} merchant={view.merchant} text={text} onSeen={see} />
      </Frame>
    );
  }
  return (
    <Frame
      text={text}
      title={titles[page]}
      screen={dialog ? 'password' : page}
      {...(page === 'code' ? {} : { onBack: back })}
      {...(page === 'code' && practice ? { onOpen: () => setPage('practice') } : {})}
      isCovered={dialog !== null}
      cover={dialog && <PasswordSheet key={dialog.orderNo} payment={dialog} merchant={view.merchant} act={act} text={text} />}
    >
      {page === 'code' && (
        <CodeScreen
          state={state}
          view={view}
          linear={linear}
          clock={clock}
          text={text}
          onEnlarge={() => setPage('big_code')}
          onPayments={() => setPage('payments')}
        />
      )}
      {page === 'big_code' && <BigCode symbol={linear} label={text.code.barcode} />}
      {page === 'payments' && (
        <div className={styles.scroll}>
          <PaymentList payments={view.payments} text={text} />
        </div>
      )}
      {page === 'practice' && <div className={styles.scroll}>{practice}</div>}
    </Frame>
  );
}

type FrameProps = {
  readonly text: PhoneText;
  readonly title?: string;
  readonly screen: string;
  readonly onBack?: () => void;
  readonly onOpen?: () => void;
  readonly isCovered?: boolean;
  readonly cover?: ReactNode;
  readonly children: ReactNode;
};

function Frame({ text, title, screen, onBack, onOpen, isCovered = false, cover, children }: FrameProps) {
  return (
    <section className={styles.glass} aria-label={text.title} data-screen={screen}>
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
      </div>
      {cover && <div className={styles.scrim} />}
      {cover}
      <Announcement>{isCovered ? text.password.title : (title ?? '')}</Announcement>
    </section>
  );
}
