import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign } from '../../components/sign.tsx';
import { Steps } from '../../components/steps.tsx';
import { proofTime, tailOf } from '../../text/time-text.ts';
import { QrCode } from '../qr-code.tsx';
import { StateWords } from '../stage-panel.tsx';
import { Running, type ScreenContent, type ScreenProps, Spacer, TellCustomer } from './screen-parts.tsx';
import { TimeLeft, waitOf } from './time-left.tsx';

/** The merchant's QR, as large as the stage lets it be, to be turned to the customer; or an order that he pays elsewhere. */
export function offerShownScreen({ view, stage, receivedMs, text, act, openPhone }: ScreenProps): ScreenContent {
  const { charge, origin, submittedAt, waitedMs, endsInMs } = stage;
  const words = text.offer;
  const { qr } = charge;
  const writeState = qr ? words.states.shown : words.states.elsewhere;
  return {
    look: 'plain',
    label: text.stage.due,
    said: writeState('').word,
    isTall: qr !== null,
    middle: (
      <TimeLeft
        wait={waitOf(endsInMs, receivedMs)}
        write={(left) => (
          <StateWords
            sign={qr ? <QrCode content={qr.content} label={words.qrLabel} /> : <Sign name="password" size="stage" />}
            words={writeState(left ?? '0:00')}
          />
        )}
      />
    ),
    foot: [text.shift.methods[charge.method], text.stage.tail(tailOf(charge.orderNo)), words.endsByItself],
    hand: (
      <>
        <Steps
          done={[{ word: qr ? words.steps.shown : words.steps.asked, fact: submittedAt && proofTime(submittedAt, view.store.timeZone) }]}
          now={{
            word: qr ? words.steps.customer : words.rowWords.awaiting_customer,
            fact: waitedMs !== null && (
              <Running age={{ ms: waitedMs, receivedMs }} write={(ms) => text.steps.waited(Math.floor(ms / 1000))} />
            ),
          }}
          next={[{ word: text.steps.paid }]}
        />
        {qr && <TellCustomer text={text} say="scanQr" />}
        <Spacer />
        {view.practice && (
          <Button icon={<Icon name="phone" />} onPress={openPhone}>
            {text.bar.phone}
          </Button>
        )}
        <Button icon={<Icon name="ask" />} keyCap="F5" onPress={() => act('ask_now')}>
          {text.hand.askNow}
        </Button>
        {origin === 'cashier' && (
          <Button icon={<Icon name="scan" />} keyCap="F2" onPress={() => act('to_code')}>
            {words.toCode}
          </Button>
        )}
        <Button look="quiet" icon={<Icon name="cross" />} keyCap="Esc" onPress={() => act('cancel')}>
          {qr ? words.withdraw : text.hand.cancelSale}
        </Button>
      </>
    ),
  };
}
