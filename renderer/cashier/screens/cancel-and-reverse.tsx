import { HoldButton } from '../../components/hold-button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { CounterProps } from './screen-parts.tsx';

/** What was sent can only be undone: held, not pressed. */
export function CancelAndReverse({ text, isHolding, act, releaseHold }: CounterProps) {
  return (
    <HoldButton
      icon={<Icon name="undo" />}
      keyCap={text.hand.hold('Esc')}
      isHolding={isHolding}
      onHold={() => act('hold_cancel')}
      onRelease={releaseHold}
    >
      {text.hand.cancelAndReverse}
    </HoldButton>
  );
}
