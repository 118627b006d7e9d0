import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { Steps } from '../../components/steps.tsx';
import { proofTime } from '../../text/time-text.ts';
import { StateWords } from '../stage-panel.tsx';
import { HandNote, type ScreenContent, type ScreenProps, SecondsLeft, Spacer, TellCustomer } from './screen-parts.tsx';

export function reversingScreen({ view, stage, receivedMs, text, act }: ScreenProps): ScreenContent {
  const { submittedAt, questions, undoReason, endsInMs } = stage;
  const sentAt = submittedAt && proofTime(submittedAt, view.store.timeZone);
  return {
    look: 'plain',
    label: text.stage.due,
    said: `${text.states.reversing.word}. ${text.states.reversing.strong}`,
    middle: <StateWords sign={<Sign name="reversing" size="stage" />} words={text.states.reversing} />,
    foot: [
      undoReason && text.undo[undoReason],
      endsInMs !== null && endsInMs > 0 && (
        <SecondsLeft wait={{ ms: endsInMs, receivedMs }} write={(seconds) => (seconds > 0 ? text.stage.reverseAfter(seconds) : null)} />
      ),
      view.line.status === 'offline' && text.stage.asksWhenBack,
    ].filter(Boolean),
    hand: (
      <>
        <Steps
          done={[{ word: text.steps.sent, fact: sentAt }]}
          now={{ word: text.steps.undoing, fact: questions > 0 && text.steps.asked(questions) }}
          next={[{ word: text.steps.undone }]}
        />
        <TellCustomer text={text} say="undoing" />
        <Spacer />
        <Button icon={<Icon name="ask" />} keyCap="F5" onPress={() => act('ask_now')}>
          {text.hand.askNow}
        </Button>
        <Button look="primary" size="big" keyCap="F6" onPress={() => act('next_customer')}>
          {text.hand.nextCustomer}
        </Button>
        <HandNote>{text.hand.staysOnList}</HandNote>
      </>
    ),
  };
}
