import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { tailOf } from '../../text/time-text.ts';
import { StateWords } from '../stage-panel.tsx';
import styles from './screen-parts.module.css';
import { HandNote, type ScreenContent, type ScreenProps, Spacer, TellCustomer } from './screen-parts.tsx';

/** The order is on its way to the acquirer. Nobody can have paid it yet: given up, it is simply canceled. */
export function offerPlacingScreen({ stage, text, act }: ScreenProps): ScreenContent {
  const words = text.offer.states.submitting;
  return {
    look: 'plain',
    label: text.stage.due,
    said: words.word,
    middle: <StateWords sign={<Sign name="busy" size="stage" />} words={words} />,
    foot: [text.shift.methods[stage.charge.method], text.stage.tail(tailOf(stage.charge.orderNo))],
    hand: (
      <>
        <TellCustomer text={text} say="qrComing" />
        <Spacer />
        {stage.origin === 'cashier' && <ToCode text={text} act={act} />}
        <Button look="quiet" icon={<Icon name="cross" />} keyCap="Esc" onPress={() => act('cancel')}>
          {text.hand.cancelSale}
        </Button>
      </>
    ),
  };
}

/** No byte of the order has left: it goes when the line is back. */
export function offerQueuedScreen({ stage, text, act }: ScreenProps): ScreenContent {
  const words = text.offer.states.queued;
  return {
    look: 'plain',
    label: text.stage.due,
    said: words.word,
    middle: <StateWords sign={<Sign name="queued" size="stage" />} words={words} />,
    foot: [text.shift.methods[stage.charge.method], text.stage.tail(tailOf(stage.charge.orderNo))],
    hand: (
      <>
        <TellCustomer text={text} say="offline" />
        <Spacer />
        {stage.origin === 'cashier' && (
          <>
            <ToCode text={text} act={act} />
            <div className={styles.pair}>
              <Button keyCap="F4" onPress={() => act('take_cash')}>
                {text.cash.take}
              </Button>
              <Button keyCap="F7" onPress={() => act('park')}>
                {text.todo.park}
              </Button>
            </div>
          </>
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

function ToCode({ text, act }: Pick<ScreenProps, 'text' | 'act'>) {
  return (
    <Button icon={<Icon name="scan" />} keyCap="F2" onPress={() => act('to_code')}>
      {text.offer.toCode}
    </Button>
  );
}
