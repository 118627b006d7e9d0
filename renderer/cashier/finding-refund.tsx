import type { FindingView } from '../../src/contract/finding.ts';
import { HoldButton } from '../components/hold-button.tsx';
import { Icon } from '../components/icon.tsx';
import { yuan } from '../text/amount-text.ts';
import type { Text } from '../text/text.ts';

type FindingRefundProps = {
  readonly finding: FindingView;
  readonly text: Text;
  readonly keyCap: string;
  readonly isHolding: boolean;
  readonly onHold: () => void;
  readonly onRelease: () => void;
};

/** Gives the later payment back, by holding; nothing more to press once that is under way. */
export function FindingRefund({ finding, text, keyCap, isHolding, onHold, onRelease }: FindingRefundProps) {
  if (finding.givingBack === 'underway') return <b>{text.finding.underway}</b>;
  return (
    <HoldButton icon={<Icon name="undo" />} keyCap={text.hand.hold(keyCap)} isHolding={isHolding} onHold={onHold} onRelease={onRelease}>
      {text.finding.giveBack(yuan(finding.amount - finding.later.refundedAmount))}
    </HoldButton>
  );
}
