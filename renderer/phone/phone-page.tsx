import { useSyncExternalStore } from 'react';
import type { Locale } from '../../src/contract/view.ts';
import type { Camera } from '../camera/camera.ts';
import { Mark } from '../components/icon.tsx';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { Glass } from './glass.tsx';
import { Languages } from './languages.tsx';
import { PaymentList } from './payment-list.tsx';
import styles from './phone-page.module.css';
import { Practice } from './practice.tsx';
import { usePhone } from './use-phone.ts';
import type { WalletLink } from './wallet-link.ts';

/** So wide that a phone with a panel beside it fits. Must agree with the style sheet. */
const HAS_ROOM = window.matchMedia('(min-width: 860px)');

type PhonePageProps = {
  readonly link: WalletLink;
  readonly camera: Camera;
  /** Milliseconds that only grow. */
  readonly clock: () => number;
  readonly locale: Locale;
  readonly text: PhoneText;
};

/** The customer's phone: the whole of a real one's screen, or a drawn one with what its owner can do beside it. */
export function PhonePage({ link, camera, clock, locale, text }: PhonePageProps) {
  const phone = usePhone(link);
  const hasRoom = useSyncExternalStore(onRoom, () => HAS_ROOM.matches);
  const { view } = phone.state;
  const practice = view && <Practice view={view} act={phone.act} scan={phone.scan} text={text} />;
  return (
    <main className={styles.page}>
      <h1 className={styles.hidden}>{text.title}</h1>
      <div className={styles.phone}>
        <Glass phone={phone} camera={camera} clock={clock} text={text} practice={hasRoom ? null : practice} />
      </div>
      {hasRoom && (
        <div className={styles.panel}>
          <header className={styles.head}>
            <Mark />
            <h2>{text.practice.title}</h2>
            <Languages locale={locale} label={text.practice.languages} />
            <a className={styles.faults} href={`/faults/?lang=${locale}`}>
              {text.practice.faults}
            </a>
          </header>
          <p className={styles.lead}>{text.practice.lead}</p>
          {practice}
          <h3>{text.practice.happened}</h3>
          <section className={styles.happened} aria-label={text.practice.happened}>
            {view && <PaymentList payments={view.payments} text={text} />}
          </section>
        </div>
      )}
    </main>
  );
}

function onRoom(listener: () => void): () => void {
  HAS_ROOM.addEventListener('change', listener);
  return () => HAS_ROOM.removeEventListener('change', listener);
}
