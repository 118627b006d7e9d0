import type { RefundRow } from '../../../src/contract/refund.ts';
import type { TerminalView } from '../../../src/contract/view.ts';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { failureAdvice, REFUND_SIGNS } from '../../refund/refund-words.ts';
import { moneyText } from '../../text/amount-text.ts';
import { refundTextIn } from '../../text/refund/catalogue.ts';
import type { Text } from '../../text/text.ts';
import { clockTime, storeDay, tailOf } from '../../text/time-text.ts';
import { moveByArrows } from '../move-by-arrows.ts';
import { hrefOf } from '../route.ts';
import styles from './refunds.module.css';

type RefundLinesProps = {
  readonly title: string;
  readonly refunds: readonly RefundRow[];
  readonly isHot?: boolean; // these want to be looked at
  readonly view: TerminalView;
  readonly text: Text;
};

/** Refunds as rows, each leading to its own page. */
export function RefundLines({ title, refunds, isHot = false, view, text }: RefundLinesProps) {
  const words = refundTextIn(text.locale);
  const { timeZone } = view.store;
  return (
    <section className={styles.group} data-hot={isHot || undefined}>
      <h2>
        {title} {refunds.length}
      </h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move the focus from link to link */}
      <div className={styles.list} onKeyDown={moveByArrows}>
        {refunds.map((refund) => (
          <a key={refund.id} href={hrefOf('refunds', refund.chargeId, refund.id)} data-row={refund.id} data-status={refund.status}>
            <Sign name={REFUND_SIGNS[refund.status]} size="list" />
            <span className={styles.time}>
              <em>{storeDay(refund.createdAt, timeZone).slice(5)}</em>
              {clockTime(refund.createdAt, timeZone)}
            </span>
            <span className={styles.words}>
              <b>{words.rowWords[refund.status]}</b>
              <em>{[refund.status === 'failed' && failureAdvice(words, refund).what, refund.reason].filter(Boolean).join('\u2002')}</em>
            </span>
            <span className={styles.meta}>
              {words.list.ofSale(moneyText(refund.chargeAmount, refund.currency), tailOf(refund.orderNo))}
              {refund.tillReference && `\u2002${refund.tillReference}`}
            </span>
            <b className={styles.amount}>−{moneyText(refund.amount, refund.currency)}</b>
            <Icon name="next" />
          </a>
        ))}
      </div>
    </section>
  );
}
