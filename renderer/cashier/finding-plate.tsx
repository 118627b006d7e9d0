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
  const { givingBack } = finding;
  const { next, underway, failed } = text.finding;
  return (
    <div className={styles.plate} role="alert">
      <Sign name="advice" size="plate" />
      <p>
        <b>{findingLine(finding, text)}</b>
        <span>{{ no: next, underway, failed }[givingBack]}</span>
      </p>
      {givingBack !== 'underway' && (
        <div className={styles.remedy}>
          <FindingRefund finding={finding} text={text} size="row" isHolding={isHolding} onHold={onHold} onRelease={onRelease} />
        </div>
      )}
    </div>
  );
}
