import type { FindingView } from '../../src/contract/finding.ts';
import { Sign } from '../components/sign.tsx';
import type { Text } from '../text/text.ts';
import styles from './finding-plate.module.css';
import { FindingRefund } from './finding-refund.tsx';
import { findingLine } from './finding-words.ts';

type FindingPlateProps = {
  readonly finding: FindingView;
  readonly text: Text;
  readonly isHolding: boolean;
  readonly onHold: () => void;
  readonly onRelease: () => void;
};

/** Under a payment that looks like one too many, while its customer is still at the counter. */
export function FindingPlate({ finding, text, isHolding, onHold, onRelease }: FindingPlateProps) {
  return (
    <aside className={styles.plate} role="alert">
      <Sign name="advice" size="plate" />
      <p>
        <b>{findingLine(finding, text)}</b>
        <span>{finding.givingBack === 'failed' ? text.finding.failed : text.finding.next}</span>
      </p>
      <div className={styles.remedy}>
        <FindingRefund finding={finding} text={text} keyCap="F9" isHolding={isHolding} onHold={onHold} onRelease={onRelease} />
      </div>
    </aside>
  );
}
