import type { Charge } from '../../src/contract/charge.ts';
import type { FindingView } from '../../src/contract/finding.ts';
import { DISMISSAL_REASONS } from '../../src/contract/finding.ts';
import { Button } from '../components/button.tsx';
import { Sign } from '../components/sign.tsx';
import { yuan } from '../text/amount-text.ts';
import type { Text } from '../text/text.ts';
import { proofTime, tailOf } from '../text/time-text.ts';
import styles from './finding-group.module.css';
import { FindingRefund } from './finding-refund.tsx';
import { findingLine } from './finding-words.ts';

/** What can be done about findings. The first one listens to F9 as well. */
export type FindingHand = {
  readonly heldId: string | null; // what is being held down
  readonly onHold: (findingId: string) => void;
  readonly onRelease: () => void;
  readonly onDismiss: (findingId: string, reason: (typeof DISMISSAL_REASONS)[number]) => void;
};

type FindingGroupProps = FindingHand & { readonly findings: readonly FindingView[]; readonly text: Text; readonly timeZone: string };

/** Payments that look like one too many: a person gives one back, or says that both are right and why. */
export function FindingGroup({ findings, text, timeZone, ...hand }: FindingGroupProps) {
  if (findings.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3>
        {text.finding.group(findings.length)}
        <span>{text.finding.note}</span>
      </h3>
      <ul>
        {findings.map((finding, index) => (
          <FindingRow key={finding.id} {...{ finding, text, timeZone, hand }} keyCap={index === 0 ? 'F9' : '0.8 s'} />
        ))}
      </ul>
    </section>
  );
}

type FindingRowProps = {
  readonly finding: FindingView;
  readonly text: Text;
  readonly timeZone: string;
  readonly keyCap: string;
  readonly hand: FindingHand;
};

function FindingRow({ finding, text, timeZone, keyCap, hand }: FindingRowProps) {
  const { id, earlier, later, givingBack } = finding;
  const words = text.finding;
  return (
    <li>
      <Sign name="advice" size="plate" />
      <b className={styles.amount}>¥{yuan(finding.amount)}</b>
      <div className={styles.words}>
        <b>{findingLine(finding, text)}</b>
        <dl>
          <Payment name={words.earlier} charge={earlier} text={text} timeZone={timeZone} />
          <Payment name={words.later} charge={later} text={text} timeZone={timeZone} />
        </dl>
      </div>
      <div className={styles.remedy}>
        <FindingRefund
          {...{ finding, text, keyCap }}
          isHolding={hand.heldId === id}
          onHold={() => hand.onHold(id)}
          onRelease={hand.onRelease}
        />
      </div>
      {givingBack !== 'underway' && (
        <div className={styles.reasons}>
          <span>{givingBack === 'failed' ? words.failed : words.bothRight}</span>
          {DISMISSAL_REASONS.map((reason) => (
            <Button key={reason} size="small" onPress={() => hand.onDismiss(id, reason)}>
              {words.reasons[reason]}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

type PaymentProps = { readonly name: string; readonly charge: Charge | null; readonly text: Text; readonly timeZone: string };

function Payment({ name, charge, text, timeZone }: PaymentProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {charge
          ? `${proofTime(charge.paidAt ?? charge.updatedAt, timeZone)}\u2002${text.stage.tail(tailOf(charge.orderNo))}`
          : text.finding.cash}
      </dd>
    </div>
  );
}
