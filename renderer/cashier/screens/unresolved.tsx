import { Button } from '../../components/button.tsx';
import { HoldButton } from '../../components/hold-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { Steps } from '../../components/steps.tsx';
import { proofTime } from '../../text/time-text.ts';
import { isOfferCharge } from '../charge-state.ts';
import { StateWords } from '../stage-panel.tsx';
import { HandNote, type ScreenContent, type ScreenProps, Spacer, TellCustomer } from './screen-parts.tsx';

export function unresolvedScreen(props: ScreenProps): ScreenContent {
  const { view, stage, text, act } = props;
  const { charge, submittedAt, questions, undoReason } = stage;
  const isOffer = isOfferCharge(charge);
  const words = isOffer ? text.offer.states.unresolved : text.states.unresolved;
  const isOffline = view.line.status === 'offline';
  const sentAt = submittedAt && proofTime(submittedAt, view.store.timeZone);
  return {
    look: 'unresolved',
    label: text.stage.due,
    said: `${words.word}. ${words.plain}${words.strong}`,
    middle: <StateWords sign={<Sign name="unresolved" size="stage" />} words={words} />,
    foot: [
      isOffer && text.shift.methods[charge.method],
      sentAt && text.stage.sentAt(sentAt),
      isOffline ? text.stage.asksWhenBack : text.stage.keepsAsking,
      undoReason && text.undo[undoReason],
    ].filter(Boolean),
    hand: (
      <>
        <Steps
          done={[{ word: text.steps.sent, fact: sentAt }]}
          now={{ word: text.steps.asking, fact: questions > 0 && text.steps.asked(questions) }}
          next={[{ word: text.steps.result }]}
        />
        <TellCustomer text={text} say="checking" />
        <Spacer />
        <Button icon={<Icon name="ask" />} keyCap="F5" onPress={() => act('ask_now')}>
          {text.hand.askNow}
        </Button>
        {undoReason === null && !isOffer && <ReverseThis {...props} isOffline={isOffline} />}
        <Button look="primary" size="big" keyCap="F6" onPress={() => act('next_customer')}>
          {text.hand.nextCustomer}
        </Button>
        <HandNote>{text.hand.staysOnList}</HandNote>
      </>
    ),
  };
}

function ReverseThis({ text, isHolding, act, releaseHold, isOffline }: ScreenProps & { readonly isOffline: boolean }) {
  if (isOffline) {
    return (
      <Button icon={<Icon name="undo" />} isOff onPress={() => undefined}>
        {text.hand.reverseWhenOnline}
      </Button>
    );
  }
  return (
    <HoldButton
      icon={<Icon name="undo" />}
      keyCap={text.hand.hold('0.8 s')}
      isHolding={isHolding}
      onHold={() => act('hold_cancel')}
      onRelease={releaseHold}
    >
      {text.hand.reverseThis}
    </HoldButton>
  );
}
