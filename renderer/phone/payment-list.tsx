import { type ReactNode, useState } from 'react';
import type { WalletPayment } from '../../src/contract/sandbox.ts';
import { Sign, type SignName } from '../components/sign.tsx';
import { moneyText } from '../text/amount-text.ts';
import type { PhoneText } from '../text/phone/phone-text.ts';
import { proofTime, tailOf } from '../text/time-text.ts';
import { Bill } from './bill.tsx';
import styles from './payment-list.module.css';

const SIGNS: Readonly<Record<WalletPayment['state'], SignName>> = {
  awaiting_password: 'password',
  paid: 'paid',
  given_up: 'canceled',
  expired: 'canceled',
  returned: 'reversed',
  partly_refunded: 'reversed',
  refunded: 'reversed',
};

/** What the customer paid, gave up, and got back; newest first. What was paid opens to its bill. */
export function PaymentList({ payments, text }: { readonly payments: readonly WalletPayment[]; readonly text: PhoneText }) {
  const [openNo, setOpenNo] = useState<string | null>(null);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (payments.length === 0) return <p className={styles.nothing}>{text.practice.nothing}</p>;
  return (
    <ul className={styles.list}>
      {payments.map(({ orderNo, transactionId, atMs, state, amountFen, currency, refundedFen }) => (
        <li key={orderNo} data-state={state}>
          <Row isOpen={openNo === orderNo} onToggle={transactionId ? () => setOpenNo(openNo === orderNo ? null : orderNo) : null}>
            <Sign name={SIGNS[state]} size="list" />
            <span className={styles.word}>{text.states[state]}</span>
            <span className={styles.amount}>{moneyText(amountFen, currency)}</span>
            <span className={styles.meta}>
              {`${proofTime(atMs, timeZone)}　${text.facts.tail} ${tailOf(transactionId ?? orderNo)}`}
              {refundedFen > 0 && `　${text.facts.cameBack(moneyText(refundedFen, currency))}`}
            </span>
          </Row>
          {transactionId && openNo === orderNo && <Bill orderNo={orderNo} transactionId={transactionId} text={text} />}
        </li>
      ))}
    </ul>
  );
}

type RowProps = { readonly isOpen: boolean; readonly onToggle: (() => void) | null; readonly children: ReactNode };

/** A payment in one line; a button where there is a bill to open. */
function Row({ isOpen, onToggle, children }: RowProps) {
  if (!onToggle) return <div className={styles.row}>{children}</div>;
  return (
    <button type="button" className={styles.row} aria-expanded={isOpen} onClick={onToggle}>
      {children}
    </button>
  );
}
