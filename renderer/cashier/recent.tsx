import type { Charge } from '../../src/contract/charge.ts';
import { Sign } from '../components/sign.tsx';
import { moneyText } from '../text/amount-text.ts';
import { declineAdvice } from '../text/decline-advice.ts';
import type { Text } from '../text/text.ts';
import { clockTime, tailOf } from '../text/time-text.ts';
import { isOfferCharge } from './charge-state.ts';
import styles from './recent.module.css';
import { ROW_SIGNS } from './row-sign.ts';
import { rowWord } from './row-word.ts';
import color from './status-color.module.css';

/** The newest charges that are not on the stage: a glance back, nothing to press. */
export function Recent({
  charges,
  text,
  timeZone,
}: {
  readonly charges: readonly Charge[];
  readonly text: Text;
  readonly timeZone: string;
}) {
  return (
    <ul className={styles.recent} aria-label={text.hand.recent}>
      {charges.map((charge) => (
        <li key={charge.id}>
          <Sign name={ROW_SIGNS[charge.status]} size="row" />
          <span className={styles.time}>{clockTime(charge.createdAt, timeZone)}</span>
          <span className={`${styles.word} ${color[charge.status]}`}>
            {rowWord(charge, text)}
            {charge.status === 'declined' && <span>{declineAdvice(text, charge).what}</span>}
            {charge.status === 'paid' && isOfferCharge(charge) && <span>{text.shift.methods[charge.method]}</span>}
          </span>
          <span className={styles.tail}>{text.stage.tail(tailOf(charge.orderNo))}</span>
          <span className={styles.amount}>{moneyText(charge.amount, charge.currency)}</span>
        </li>
      ))}
    </ul>
  );
}
