import type { FindingView } from '../../src/contract/finding.ts';
import { HoldButton } from '../components/hold-button.tsx';
import { Icon } from '../components/icon.tsx';
import { moneyText } from '../text/amount-text.ts';
import type { Text } from '../text/text.ts';

type FindingRefundProps = {
  readonly finding: FindingView;
  readonly text: Text;
  readonly size: 'row' | 'small';
  readonly isHolding: boolean;
  readonly onHold: () => void;
  readonly onRelease: () => void;
};

/** Gives back what is left of the later payment, by holding. */
export function FindingRefund({ finding, text, ...button }: FindingRefundProps) {
  return (
    <HoldButton icon={<Icon name="undo" />} keyCap={text.hand.hold('F9')} {...button}>
      {text.finding.giveBack(moneyText(finding.amount - finding.later.refundedAmount, finding.currency))}
    </HoldButton>
  );
}
