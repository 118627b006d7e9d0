import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { declineAdvice } from '../../text/decline-advice.ts';
import { shortHint, tailOf } from '../../text/time-text.ts';
import { isOfferCharge } from '../charge-state.ts';
import { StateWords } from '../stage-panel.tsx';
import styles from './screen-parts.module.css';
import { hasQr, type ScreenContent, type ScreenProps, Spacer } from './screen-parts.tsx';

export function declinedScreen({ view, stage, text, act }: ScreenProps): ScreenContent {
  const { charge, origin } = stage;
  const { word, nothingTaken, separator } = text.states.declined;
  const { what, next } = declineAdvice(text, charge);
  const byTill = origin === 'till';
  const isOffer = isOfferCharge(charge);
  return {
    look: 'declined',
    label: text.stage.due,
    said: `${word}. ${what}${separator}${nothingTaken}. ${next}`,
    middle: (
      <StateWords sign={<Sign name="declined" size="stage" />} words={{ word, plain: `${what}${separator}`, strong: nothingTaken }} />
    ),
    foot: [
      isOffer && text.shift.methods[charge.method],
      charge.codeHint && text.stage.hint(shortHint(charge.codeHint)),
      text.stage.tail(tailOf(charge.orderNo)),
    ].filter(Boolean),
    hand: (
      <>
        <Card heading={text.hand.next}>
          <p className={styles.nextStep}>{next}</p>
          {byTill && <p className={styles.translation}>{text.hand.againAtTill}</p>}
        </Card>
        <Spacer />
        {byTill ? (
          <Button look="primary" size="big" keyCap="Enter" onPress={() => act('next_sale')}>
            {text.hand.nextSale}
          </Button>
        ) : (
          <>
            {isOffer ? (
              <Button look="primary" size="big" icon={<Icon name="qr" />} keyCap="Enter" onPress={() => act('to_qr')}>
                {text.offer.again}
              </Button>
            ) : (
              <Button look="primary" size="big" icon={<Icon name="scan" />} keyCap="Enter" onPress={() => act('scan_again')}>
                {text.hand.scanAgain}
              </Button>
            )}
            {isOffer && (
              <Button icon={<Icon name="scan" />} keyCap="F2" onPress={() => act('to_code')}>
                {text.offer.toCode}
              </Button>
            )}
            {!isOffer && hasQr(view) && (
              <Button icon={<Icon name="qr" />} keyCap="F3" onPress={() => act('to_qr')}>
                {text.offer.toQr}
              </Button>
            )}
            <div className={styles.pair}>
              <Button keyCap="F4" onPress={() => act('take_cash')}>
                {text.cash.take}
              </Button>
              <Button keyCap="F7" onPress={() => act('park')}>
                {text.todo.park}
              </Button>
            </div>
            <div className={styles.pair}>
              <Button look="quiet" keyCap="F8" onPress={() => act('open_history')}>
                {text.inquiry.says}
              </Button>
              <Button look="quiet" keyCap="Esc" onPress={() => act('next_sale')}>
                {text.hand.cancelSale}
              </Button>
            </div>
          </>
        )}
      </>
    ),
  };
}
