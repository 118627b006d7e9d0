import { useEffect, useRef } from 'react';
import { Sign, type SignName } from '../components/sign.tsx';
import { moneyText } from '../text/amount-text.ts';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { proofTime, tailOf } from '../text/time-text.ts';
import styles from './end-screen.module.css';
import type { Ended, EndKind } from './phone-state.ts';

const SIGNS: Readonly<Record<EndKind, SignName>> = {
  paid: 'paid',
  given_up: 'canceled',
  expired: 'canceled',
  returned: 'reversed',
  partly_refunded: 'reversed',
  refunded: 'reversed',
  poor: 'declined',
};

type EndScreenProps = {
  readonly ended: Ended;
  readonly merchant: string;
  readonly text: PhoneText;
  readonly onSeen: () => void;
};

/** What came of a payment, as the customer's phone says it. */
export function EndScreen({ ended: { kind, payment }, merchant, text, onSeen }: EndScreenProps) {
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus({ preventScroll: true }), []);
  const { word, line } = text.ends[kind];
  const facts: readonly (readonly [string, string])[] = [
    [text.facts.payTo, merchant],
    [text.facts.tender, text.code.balance],
    [text.facts.time, proofTime(payment.atMs, Intl.DateTimeFormat().resolvedOptions().timeZone)],
    [text.facts.tail, tailOf(payment.transactionId ?? payment.orderNo)],
  ];
  return (
    <div className={styles.screen}>
      <div className={styles.sign}>
        <Sign name={SIGNS[kind]} size="plate" />
      </div>
      <div role="status">
        <h2>{word}</h2>
        <p className={styles.amount}>{moneyText(payment.amountFen, payment.currency)}</p>
        <p className={styles.line}>{line}</p>
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <button type="button" ref={done} className={styles.done} onClick={onSeen}>
        {text.facts.done}
      </button>
    </div>
  );
}
