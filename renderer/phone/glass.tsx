import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Camera } from '../camera/camera.ts';
import { Icon } from '../components/icon.tsx';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { linearSymbol } from './bar-code.ts';
import { BigCode } from './big-code.tsx';
import { CodeScreen } from './code-screen.tsx';
import { EndScreen } from './end-screen.tsx';
import { Finder } from './finder.tsx';
import { Foot } from './foot.tsx';
import { Frame } from './frame.tsx';
import styles from './glass.module.css';
import { PasswordSheet } from './password-sheet.tsx';
import { PaymentList } from './payment-list.tsx';
import { dialogOf } from './phone-state.ts';
import type { Phone } from './use-phone.ts';

type GlassProps = {
  readonly phone: Phone;
  readonly camera: Camera;
  readonly clock: () => number;
  readonly text: PhoneText;
  /** What opens from the bar where there is no room for it beside the phone. */
  readonly practice?: ReactNode;
};

type Page = 'code' | 'scan' | 'big_code' | 'payments' | 'practice';

/** All that the simulated phone shows. What the customer must answer or has to know comes before what he was looking at. */
export function Glass({ phone, camera, clock, text, practice }: GlassProps) {
  const [chosen, setPage] = useState<Page>('code');
  const { state, act, scan, see } = phone;
  const { view, ended } = state;
  const authCode = view?.code.authCode ?? '';
  const linear = useMemo(() => (authCode ? linearSymbol(authCode) : null), [authCode]);
  const back = () => setPage('code');
  const dialog = view && dialogOf(view);

  // A camera that looks at nothing in particular: it comes back only when somebody wishes.
  const isTaken = dialog !== null || ended !== null || state.isLost;
  const page = isTaken && chosen === 'scan' ? 'code' : chosen;
  useEffect(() => {
    if (isTaken) setPage((before) => (before === 'scan' ? 'code' : before));
  }, [isTaken]);

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

  const titles: Readonly<Record<Page, string>> = {
    code: text.code.title,
    scan: text.scan.title,
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
      isDark={page === 'scan'}
      foot={(page === 'code' || page === 'scan') && <Foot page={page} text={text} onChoose={setPage} />}
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
      {page === 'scan' && <Finder camera={camera} scan={scan} words={text.scan} onDone={back} />}
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
