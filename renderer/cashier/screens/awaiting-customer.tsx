import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Ring } from '../../components/ring.tsx';
import { Steps } from '../../components/steps.tsx';
import { proofTime, shortHint } from '../../text/time-text.ts';
import { useRunningMs, useSecondsLeft } from '../running-time.ts';
import { Aside, StateWords } from '../stage-panel.tsx';
import { CancelAndReverse } from './cancel-and-reverse.tsx';
import { hasQr, Running, type ScreenContent, type ScreenProps, Spacer, TellCustomer } from './screen-parts.tsx';

/** After so long the customer's phone is probably offline: say so. */
const LONG_WAIT_MS = 20_000;
/** So near the end the note sounds once more. */
const FEW_SECONDS = 15;

export function awaitingCustomerScreen(props: ScreenProps): ScreenContent {
  const { view, stage, receivedMs, text, act, openPhone } = props;
  const { waitedMs, submittedAt, endsInMs, charge } = stage;
  return {
    look: 'plain',
    label: text.stage.due,
    said: text.states.awaiting_customer.word,
    middle: (
      <>
        <StateWords sign={<Countdown {...props} />} words={text.states.awaiting_customer}>
          {waitedMs !== null && <LongWait {...props} />}
        </StateWords>
      </>
    ),
    foot: [charge.codeHint ? text.stage.hint(shortHint(charge.codeHint)) : null, endsInMs === null ? null : text.stage.endsByItself],
    hand: (
      <>
        <Steps
          done={[{ word: text.steps.scanned, fact: submittedAt && proofTime(submittedAt, view.store.timeZone) }]}
          now={{
            word: text.steps.password,
            fact: waitedMs !== null && (
              <Running age={{ ms: waitedMs, receivedMs }} write={(ms) => text.steps.waited(Math.floor(ms / 1000))} />
            ),
          }}
          next={[{ word: text.steps.paid }]}
        />
        <TellCustomer text={text} say="password" />
        <Spacer />
        {view.practice && (
          <Button icon={<Icon name="phone" />} onPress={openPhone}>
            {text.bar.phone}
          </Button>
        )}
        <Button icon={<Icon name="ask" />} keyCap="F5" onPress={() => act('ask_now')}>
          {text.hand.askNow}
        </Button>
        <CancelAndReverse {...props} />
      </>
    ),
  };
}

function Countdown({ stage, receivedMs, text, fewSecondsLeft }: ScreenProps) {
  const { endsInMs, waitedMs } = stage;
  const seconds = useSecondsLeft(endsInMs === null ? null : { ms: endsInMs, receivedMs });
  const isNearEnd = seconds === FEW_SECONDS;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the moment comes
  useEffect(() => {
    if (isNearEnd) fewSecondsLeft();
  }, [isNearEnd]);
  const wholeMs = (endsInMs ?? 0) + (waitedMs ?? 0);
  return (
    <Ring
      seconds={seconds ?? 0}
      share={wholeMs > 0 ? ((seconds ?? 0) * 1000) / wholeMs : 0}
      unit={text.stage.seconds}
      label={text.stage.secondsLeft(seconds ?? 0)}
    />
  );
}

function LongWait({ view, stage, receivedMs, text }: ScreenProps) {
  const waitedMs = useRunningMs({ ms: stage.waitedMs ?? 0, receivedMs }) ?? 0;
  return waitedMs > LONG_WAIT_MS ? <Aside>{hasQr(view) ? text.offer.longWait : text.stage.longWait}</Aside> : null;
}
