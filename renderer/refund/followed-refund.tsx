import type { Refund } from '../../src/contract/refund.ts';
import { useSecondsLeft } from '../cashier/running-time.ts';
import { Amount } from '../components/amount.tsx';
import { Announcement } from '../components/announcement.tsx';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Sign } from '../components/sign.tsx';
import { currencySign, moneyText, yuan, yuanDigits } from '../text/amount-text.ts';
import { tailOf } from '../text/time-text.ts';
import { OriginalSale } from './original-sale.tsx';
import styles from './refund.module.css';
import type { RefundPartProps } from './refund-screen.tsx';
import { failureAdvice, REFUND_SIGNS, refundWords } from './refund-words.ts';

/** One refund on its way: the word, what is so, and what can be done; live until its end is known. */
export function FollowedRefund(props: RefundPartProps) {
  const { flow, state, view, words, text } = props;
  const { sale, followed, may, slip } = state;
  if (!sale || !followed) return null;
  const isShort = followed.failureCode === 'insufficient_balance';
  const other = followed.fundingAccount === 'unsettled' ? 'balance' : 'unsettled';
  return (
    <div className={styles.form}>
      <section className={styles.left}>
        <OriginalSale charge={sale.charge} view={view} words={words} text={text} />
        <p className={styles.label}>{words.sale.toCustomer}</p>
        <Amount
          sign={currencySign(followed.currency)}
          figures={yuan(followed.amount)}
          digits={yuanDigits(Math.max(followed.amount, sale.charge.amount))}
        />
        <StateOf {...props} refund={followed} />
        <p className={styles.facts}>
          <span>{words.refundNo(tailOf(followed.refundNo))}</span>
          {followed.reason && <span>{followed.reason}</span>}
          <span>{sale.leftAmount > 0 ? words.sale.left(moneyText(sale.leftAmount, sale.charge.currency)) : words.sale.nothingLeft}</span>
        </p>
      </section>
      <section className={styles.hand} aria-label={text.hand.label}>
        {isShort && (
          <Button look="primary" size="big" keyCap="F4" isOff={may === 'sending'} onPress={flow.otherAccount}>
            {words.fromOther(words.accounts[other])}
          </Button>
        )}
        {followed.status !== 'failed' && (
          <Button icon={<Icon name="printer" />} keyCap="F11" onPress={() => void flow.print()}>
            {words.print}
          </Button>
        )}
        {slip && (
          <p className={styles.slip} role="status">
            {slip === 'printed' ? words.printed : words.notPrinted}
          </p>
        )}
        {sale.leftAmount > 0 && followed.status !== 'unresolved' && (
          <Button icon={<Icon name="undo" />} keyCap="+" onPress={flow.another}>
            {words.another}
          </Button>
        )}
        <div className={styles.spacer} />
        <Button look={isShort ? 'plain' : 'primary'} size="big" keyCap="Enter" onPress={flow.close}>
          {words.done}
        </Button>
      </section>
    </div>
  );
}

function StateOf({ refund, view, receivedMs, words }: RefundPartProps & { readonly refund: Refund }) {
  const leavesInMs = view.refunds.find(({ id }) => id === refund.id)?.leavesInMs ?? null;
  const secondsLeft = useSecondsLeft(leavesInMs === null ? null : { ms: leavesInMs, receivedMs });
  const said = refundWords(words, refund, { secondsLeft, isOffline: view.line.status === 'offline' }, view.store.timeZone);
  return (
    <div className={styles.state} data-status={refund.status}>
      <Sign name={REFUND_SIGNS[refund.status]} size="plate" />
      <div>
        <h2>{said.word}</h2>
        <p>
          {said.plain}
          <b>{said.strong}</b>
          {refund.status === 'failed' && <b>{failureAdvice(words, refund).next}</b>}
        </p>
      </div>
      <Announcement>{`${said.word} ${moneyText(refund.amount, refund.currency)}`}</Announcement>
    </div>
  );
}
