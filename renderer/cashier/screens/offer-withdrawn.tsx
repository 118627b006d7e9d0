import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { Steps } from '../../components/steps.tsx';
import { proofTime, tailOf } from '../../text/time-text.ts';
import { useSecondsLeft } from '../running-time.ts';
import { StateWords } from '../stage-panel.tsx';
import styles from './screen-parts.module.css';
import { HandNote, type ScreenContent, type ScreenProps, Spacer, TellCustomer } from './screen-parts.tsx';
import { TimeLeft, waitOf } from './time-left.tsx';

/** A QR that was taken back and may have been paid, until the acquirer has closed it. The next customer does not wait for that. */
export function offerWithdrawnScreen(props: ScreenProps): ScreenContent {
  const { view, stage, receivedMs, text, act } = props;
  const { charge, submittedAt, questions, endsInMs } = stage;
  const words = text.offer;
  return {
    look: 'plain',
    label: text.stage.due,
    said: `${words.states.withdrawn(null).word}. ${words.states.withdrawn(null).strong}`,
    middle: (
      <TimeLeft
        wait={waitOf(endsInMs, receivedMs)}
        write={(left) => <StateWords sign={<Sign name="reversing" size="stage" />} words={words.states.withdrawn(left)} />}
      />
    ),
    foot: [
      text.shift.methods[charge.method],
      text.stage.tail(tailOf(charge.orderNo)),
      view.line.status === 'offline' && text.stage.asksWhenBack,
    ].filter(Boolean),
    hand: (
      <>
        <Steps
          done={[{ word: words.steps.shown, fact: submittedAt && proofTime(submittedAt, view.store.timeZone) }]}
          now={{ word: words.steps.closing, fact: questions > 0 && text.steps.asked(questions) }}
          next={[{ word: words.steps.closed }]}
        />
        <TellCustomer text={text} say="qrGone" />
        <Spacer />
        {stage.origin === 'cashier' && <OtherWays {...props} />}
        <Button look="primary" size="big" keyCap="F6" onPress={() => act('next_customer')}>
          {text.hand.nextCustomer}
        </Button>
        <HandNote>{words.withdrawnStays}</HandNote>
      </>
    ),
  };
}

/** The QR can be put back until it is being closed; a code can be scanned, but waits for the closing. */
function OtherWays({ stage, receivedMs, text, act }: ScreenProps) {
  const mayReturn = Boolean(useSecondsLeft(waitOf(stage.endsInMs, receivedMs)));
  return (
    <>
      {mayReturn && stage.charge.method === 'merchant_qr' && (
        <Button icon={<Icon name="qr" />} keyCap="F3" onPress={() => act('to_qr')}>
          {text.offer.showAgain}
        </Button>
      )}
      <div className={styles.pair}>
        <Button size="small" keyCap="F2" onPress={() => act('to_code')}>
          {text.offer.toCode}
        </Button>
        <Button size="small" keyCap="F5" onPress={() => act('ask_now')}>
          {text.hand.askNow}
        </Button>
      </div>
    </>
  );
}
