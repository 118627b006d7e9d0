import type { CSSProperties, ReactNode } from 'react';
import { Announcement } from '../components/announcement.tsx';
import { moneyText } from '../text/amount-text.ts';
import { Amount } from './amount.tsx';
import styles from './scene.module.css';

type MoneySceneProps = {
  readonly name: string; // of the screen, for tests and pictures
  readonly label: string; // above the amount
  readonly amount: number;
  readonly currency: string;
  /** Beside or above the words: a sign, a drawing, or the QR. */
  readonly show: ReactNode;
  readonly word: string;
  readonly line?: string;
  readonly isStrong?: boolean; // the line is what helps now
  readonly children?: ReactNode; // below the words
  readonly qrShare?: number; // where the QR is shown: how much larger its plate is than drawn
};

/** A page about money: the amount first and always at the same spot, then what to do about it. */
export function MoneyScene({ name, label, amount, currency, show, word, line, isStrong, children, qrShare }: MoneySceneProps) {
  const layout = qrShare === undefined ? styles.beside : styles.withQr;
  return (
    <main
      className={`${styles.scene} ${layout}`}
      style={qrShare === undefined ? undefined : ({ '--qr-share': qrShare } as CSSProperties)}
      data-screen={name}
    >
      <Announcement>{`${word}. ${label} ${moneyText(amount, currency)}`}</Announcement>
      <div className={styles.money}>
        <p className={styles.label}>{label}</p>
        <Amount amount={amount} currency={currency} />
      </div>
      <div className={styles.show}>{show}</div>
      <div className={styles.say}>
        <h1>{word}</h1>
        {line && <p className={isStrong ? styles.strong : undefined}>{line}</p>}
        {children}
      </div>
    </main>
  );
}
