import type { Charge } from '../../../src/contract/charge.ts';
import { DISMISSAL_REASONS, type FindingView } from '../../../src/contract/finding.ts';
import { Button } from '../../components/button.tsx';
import { Sign } from '../../components/sign.tsx';
import { moneyText } from '../../text/amount-text.ts';
import type { Text } from '../../text/text.ts';
import { proofTime, tailOf } from '../../text/time-text.ts';
import { FindingRefund } from '../finding-refund.tsx';
import { findingLine } from '../finding-words.ts';
import styles from './finding-row.module.css';
import type { TodoPageProps } from './todo-page.tsx';

type FindingRowProps = Pick<TodoPageProps, 'view' | 'text' | 'counter' | 'heldRow'> & { readonly finding: FindingView };

/** Two payments of which one seems to be one too many: hold to give the later one back, or say why both are right. */
export function FindingRow({ finding, view, text, counter, heldRow }: FindingRowProps) {
  const { id, earlier, later, givingBack } = finding;
  const words = text.finding;
  const { timeZone } = view.store;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows move the focus from row to row, the keys act on the one that has it
    <li className={styles.row} tabIndex={0} data-row={id} data-finding={id}>
      <Sign name="advice" size="todo" />
      <b className={styles.amount}>{moneyText(finding.amount, finding.currency)}</b>
      <div className={styles.words}>
        <b>{findingLine(finding, text)}</b>
        <dl>
          <Payment name={words.earlier} charge={earlier} text={text} timeZone={timeZone} />
          <Payment name={words.later} charge={later} text={text} timeZone={timeZone} />
        </dl>
      </div>
      <div className={styles.remedy}>
        {givingBack === 'underway' ? (
          <b>{words.underway}</b>
        ) : (
          <FindingRefund
            {...{ finding, text }}
            size="small"
            isHolding={heldRow === id}
            onHold={() => counter.holdRefund(id)}
            onRelease={counter.release}
          />
        )}
      </div>
      {givingBack !== 'underway' && (
        <div className={styles.reasons}>
          {givingBack === 'failed' && <b>{words.failed}</b>}
          <span>{words.bothRight}</span>
          {DISMISSAL_REASONS.map((reason) => (
            <Button key={reason} size="small" onPress={() => counter.dismiss(id, reason)}>
              {words.reasons[reason]}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

type PaymentProps = { readonly name: string; readonly charge: Charge | null; readonly text: Text; readonly timeZone: string };

/** When it was paid, and its tail; cash has neither. */
function Payment({ name, charge, text, timeZone }: PaymentProps) {
  return (
    <div>
      <dt>{name}</dt>
      {charge ? (
        <dd>
          {proofTime(charge.paidAt ?? charge.updatedAt, timeZone)}
          <span>{text.stage.tail(tailOf(charge.orderNo))}</span>
        </dd>
      ) : (
        <dd>{text.finding.cash}</dd>
      )}
    </div>
  );
}
