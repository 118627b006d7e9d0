import type { Refund } from '../../src/contract/refund.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Sign } from '../components/sign.tsx';
import { moneyText } from '../text/amount-text.ts';
import { clockTime } from '../text/time-text.ts';
import styles from './refund.module.css';
import type { RefundPartProps } from './refund-screen.tsx';
import { failureAdvice, REFUND_SIGNS } from './refund-words.ts';

/** What went back of this sale before, the newest first, with what can be done about each. */
export function EarlierRefunds({ flow, view, words, refunds }: RefundPartProps & { readonly refunds: readonly Refund[] }) {
  if (refunds.length === 0) return null;
  return (
    <section className={styles.earlier} aria-label={words.sale.before}>
      <h3>{words.sale.before}</h3>
      <ul>
        {refunds.toReversed().map((refund) => (
          <li key={refund.id} data-status={refund.status}>
            <Sign name={REFUND_SIGNS[refund.status]} size="row" />
            <span className={styles.time}>{clockTime(refund.createdAt, view.store.timeZone)}</span>
            <span className={styles.about}>
              {words.rowWords[refund.status]}
              <em>{refund.status === 'failed' ? failureAdvice(words, refund).what : refund.reason}</em>
            </span>
            <b>−{moneyText(refund.amount, refund.currency)}</b>
            {refund.failureCode === 'insufficient_balance' ? (
              <Button size="small" onPress={() => flow.otherAccount(refund.id)}>
                {words.fromOther(words.accounts[refund.fundingAccount === 'unsettled' ? 'balance' : 'unsettled'])}
              </Button>
            ) : (
              <button
                type="button"
                className={styles.icon}
                aria-label={words.print}
                disabled={refund.status === 'failed'}
                onClick={() => void flow.print(refund.id)}
              >
                <Icon name="printer" />
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
