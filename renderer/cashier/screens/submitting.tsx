import { Sign } from '../../components/sign.tsx';
import { Steps } from '../../components/steps.tsx';
import { proofTime, shortHint } from '../../text/time-text.ts';
import { StateWords } from '../stage-panel.tsx';
import { CancelAndReverse } from './cancel-and-reverse.tsx';
import { Running, type ScreenContent, type ScreenProps, Spacer, TellCustomer } from './screen-parts.tsx';

export function submittingScreen(props: ScreenProps): ScreenContent {
  const { view, stage, receivedMs, text } = props;
  const { waitedMs, submittedAt, charge } = stage;
  return {
    look: 'plain',
    label: text.stage.due,
    said: text.states.submitting.word,
    middle: <StateWords sign={<Sign name="busy" size="stage" />} words={text.states.submitting} />,
    foot: charge.codeHint ? [text.stage.hint(shortHint(charge.codeHint))] : [],
    hand: (
      <>
        <Steps
          done={[{ word: text.steps.scanned, fact: submittedAt && proofTime(submittedAt, view.store.timeZone) }]}
          now={{
            word: text.steps.answer,
            fact: waitedMs !== null && (
              <Running age={{ ms: waitedMs, receivedMs }} write={(ms) => text.steps.waited(Math.floor(ms / 1000))} />
            ),
          }}
          next={[{ word: text.steps.result }]}
        />
        <TellCustomer text={text} say="wait" />
        <Spacer />
        <CancelAndReverse {...props} />
      </>
    ),
  };
}
