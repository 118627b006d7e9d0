import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { shortHint } from '../../text/time-text.ts';
import { StateWords } from '../stage-panel.tsx';
import styles from './screen-parts.module.css';
import { HandNote, hasQr, type ScreenContent, type ScreenProps, SecondsLeft, Spacer, TellCustomer } from './screen-parts.tsx';

export function queuedScreen({ view, stage, receivedMs, text, act }: ScreenProps): ScreenContent {
  const { endsInMs, charge } = stage;
  const sign = <Sign name="queued" size="stage" />;
  return {
    look: 'plain',
    label: text.stage.due,
    said: text.states.queued(0).word,
    middle: (
      <SecondsLeft
        wait={{ ms: endsInMs ?? 0, receivedMs }}
        write={(seconds) => <StateWords sign={sign} words={seconds > 0 ? text.states.queued(seconds) : text.states.queued_dead} />}
      />
    ),
    foot: charge.codeHint ? [text.stage.hint(shortHint(charge.codeHint))] : [],
    hand: (
      <>
        <TellCustomer text={text} say="offline" />
        <Spacer />
        {stage.origin === 'cashier' && hasQr(view) && (
          <Button icon={<Icon name="qr" />} keyCap="F3" onPress={() => act('to_qr')}>
            {text.offer.toQr}
          </Button>
        )}
        {stage.origin === 'cashier' && (
          <div className={styles.pair}>
            <Button keyCap="F4" onPress={() => act('take_cash')}>
              {text.cash.take}
            </Button>
            <Button keyCap="F7" onPress={() => act('park')}>
              {text.todo.park}
            </Button>
          </div>
        )}
        <Button look="quiet" icon={<Icon name="cross" />} keyCap="Esc" onPress={() => act('cancel')}>
          {text.hand.cancelSale}
        </Button>
        <Button look="primary" size="big" keyCap="F6" onPress={() => act('next_customer')}>
          {text.hand.nextCustomer}
        </Button>
        <HandNote>{text.hand.queuedStaysOnList}</HandNote>
      </>
    ),
  };
}
