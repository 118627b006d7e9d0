import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { WalletPayment } from '../../src/contract/sandbox.ts';
import { Icon } from '../components/icon.tsx';
import { moneyText } from '../text/amount-text.ts';
import type { PhoneText } from '../text/phone/phone-text.ts';
import styles from './password-sheet.module.css';
import type { Act } from './use-phone.ts';

const LENGTH = 6;
const PLACES = [1, 2, 3, 4, 5, 6] as const;
const FIGURES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

type PasswordSheetProps = {
  readonly payment: WalletPayment;
  readonly merchant: string;
  readonly act: Act;
  readonly text: PhoneText;
};

/** Asks for the password. Which digits are typed is never known, only how many: any six pay. */
export function PasswordSheet({ payment: { orderNo, amountFen, currency, by }, merchant, act, text }: PasswordSheetProps) {
  const [count, setCount] = useState(0);
  const [complaint, setComplaint] = useState('');
  const sheet = useRef<HTMLElement>(null);
  const words = text.password;
  useEffect(() => sheet.current?.focus({ preventScroll: true }), []);

  async function send(kind: 'pay' | 'wrong_password' | 'give_up'): Promise<void> {
    const isDone = await act({ kind, orderNo });
    if (isDone && kind !== 'wrong_password') return; // the next view takes the sheet away
    setCount(0);
    setComplaint(isDone ? words.wrong : words.refused);
  }

  function press(): void {
    if (count >= LENGTH) return;
    setComplaint('');
    setCount(count + 1);
    if (count + 1 === LENGTH) void send('pay');
  }

  function erase(): void {
    if (count < LENGTH) setCount(Math.max(0, count - 1));
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^\d$/.test(event.key)) press();
    else if (event.key === 'Backspace') erase();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return (
    <section className={styles.sheet} ref={sheet} tabIndex={-1} role="dialog" aria-modal="true" aria-label={words.title}>
      <header>
        <button type="button" className={styles.giveUp} onClick={() => void send('give_up')}>
          {words.giveUp}
        </button>
        <h2>{words.title}</h2>
      </header>
      <p className={styles.by}>{words.by[by]}</p>
      <p className={styles.to}>{words.payTo(merchant)}</p>
      <p className={styles.amount}>{moneyText(amountFen, currency)}</p>
      <div className={styles.pins} role="img" aria-label={words.entered(count)}>
        {PLACES.map((place) => (
          <span key={place} className={place <= count ? styles.filled : undefined} />
        ))}
      </div>
      <p className={`${styles.note} ${complaint ? styles.complaint : ''}`} role="status">
        {complaint || (count === LENGTH ? words.sending : words.anySix)}
      </p>
      <div className={styles.keys}>
        {FIGURES.map((figure) => (
          <Key key={figure} onPress={press}>
            {figure}
          </Key>
        ))}
        <button type="button" className={styles.mistype} onClick={() => void send('wrong_password')}>
          {words.mistype}
        </button>
        <Key onPress={press}>0</Key>
        <Key onPress={erase} label={words.backspace}>
          <Icon name="backspace" />
        </Key>
      </div>
    </section>
  );
}

type KeyProps = { readonly onPress: () => void; readonly label?: string; readonly children: React.ReactNode };

/** A digit acts on press, not on release. */
function Key({ onPress, label, children }: KeyProps) {
  return (
    <button
      type="button"
      className={styles.key}
      aria-label={label}
      onPointerDown={(event) => event.button === 0 && onPress()}
      // A click without a pointer is the keyboard's or a screen reader's.
      onClick={(event) => event.detail === 0 && onPress()}
    >
      {children}
    </button>
  );
}
