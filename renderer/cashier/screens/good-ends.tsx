import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { HoldButton } from '../../components/hold-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign, type SignName } from '../../components/sign.tsx';
import { WalletMark } from '../../components/wallet-mark.tsx';
import { refundTextIn } from '../../text/refund/catalogue.ts';
import type { Words } from '../../text/text.ts';
import { proofTime, shortHint, tailOf } from '../../text/time-text.ts';
import { isOfferCharge } from '../charge-state.ts';
import { type StageLook, StateWords } from '../stage-panel.tsx';
import { KeypadHand } from './keypad-hand.tsx';
import styles from './screen-parts.module.css';
import { hasQr, type ScreenContent, type ScreenProps } from './screen-parts.tsx';

/** A good end asks for nothing: the keypad of the next sale is already live, the end stays until its first digit. */
function endScreen(
  props: ScreenProps,
  end: {
    readonly look: StageLook;
    readonly label: string;
    readonly sign: SignName;
    readonly words: Words;
    readonly hasWallet?: boolean;
    readonly also?: ReactNode; // above the large button
  },
): ScreenContent {
  const { text, stage, act } = props;
  const { charge } = stage;
  return {
    look: end.look,
    label: end.label,
    said: end.words.word,
    middle: <StateWords sign={<Sign name={end.sign} size="stage" />} words={end.words} line={end.hasWallet && <WalletMark />} />,
    foot: [
      isOfferCharge(charge) && text.shift.methods[charge.method],
      charge.codeHint && text.stage.hint(shortHint(charge.codeHint)),
      text.stage.tail(tailOf(charge.orderNo)),
    ].filter(Boolean),
    hand: (
      <KeypadHand {...props}>
        {end.also}
        <Button look="primary" size="big" keyCap="Enter" onPress={() => act('next_sale')}>
          {text.hand.nextSale}
        </Button>
      </KeypadHand>
    ),
  };
}

export function paidScreen(props: ScreenProps): ScreenContent {
  const { text, stage, view } = props;
  const { word, wallet } = text.states.paid;
  const at = proofTime(stage.charge.paidAt ?? stage.charge.updatedAt, view.store.timeZone);
  if (goesBackWhole(props)) {
    const words = text.offer.states.givenBack(at, stage.charge.refundedAmount >= stage.charge.amount);
    return endScreen(props, { look: 'plain', label: text.stage.received, sign: 'reversed', words });
  }
  return endScreen(props, {
    look: 'paid',
    label: text.stage.received,
    sign: 'paid',
    words: { word, plain: `${wallet}\u2002${at}`, strong: '' },
    hasWallet: true,
    also: <GiveBack {...props} />,
  });
}

/** Money of which nothing stays does not fill the screen: it came after its QR was closed, or was given back. */
function goesBackWhole({ view, stage: { charge } }: ScreenProps): boolean {
  const onItsWay = view.refunds.filter(({ chargeId, status }) => chargeId === charge.id && status !== 'failed' && status !== 'succeeded');
  return charge.refundedAmount + onItsWay.reduce((sum, { amount }) => sum + amount, 0) >= charge.amount;
}

/** What can still be done with money that arrived: a part of it goes back, or at once the whole. */
function GiveBack({ text, stage, act, isHolding, releaseHold }: ScreenProps) {
  const words = refundTextIn(text.locale);
  if (stage.charge.refundedAmount >= stage.charge.amount) return null;
  return (
    <div className={styles.pair}>
      <Button size="small" icon={<Icon name="undo" />} keyCap="F9" onPress={() => act('hold_refund')}>
        {words.open}
      </Button>
      <HoldButton
        size="small"
        keyCap={text.hand.hold('Del')}
        isHolding={isHolding}
        onHold={() => act('hold_cancel_paid')}
        onRelease={releaseHold}
      >
        {words.cancelPaid}
      </HoldButton>
    </div>
  );
}

/** The same sale once more: what ended here took nothing. */
function OtherWay({ text, view, stage, act }: ScreenProps) {
  if (stage.origin === 'till' || !hasQr(view)) return null;
  const isOffer = isOfferCharge(stage.charge);
  return (
    <div className={styles.pair}>
      <Button size="small" keyCap="F2" onPress={() => act('to_code')}>
        {isOffer ? text.offer.toCode : text.hand.scanAgain}
      </Button>
      <Button size="small" keyCap="F3" onPress={() => act('to_qr')}>
        {isOffer ? text.offer.again : text.offer.toQr}
      </Button>
    </div>
  );
}

/** The money was there before: another payment settled the sale. */
export function settledScreen(props: ScreenProps): ScreenContent {
  const { text, stage, view } = props;
  const { word, line } = text.inquiry.settled;
  const { transactionTail = '', at = '' } = stage.settledWith ?? {};
  const plain = `${line(transactionTail)}\u2002${at && proofTime(at, view.store.timeZone)}`;
  return endScreen(props, { look: 'paid', label: text.stage.received, sign: 'paid', words: { word, plain, strong: '' } });
}

export function reversedScreen(props: ScreenProps): ScreenContent {
  const { states, stage } = props.text;
  const words = props.stage.undoReason === 'customer_timeout' ? states.reversed_no_password : states.reversed;
  return endScreen(props, { look: 'plain', label: stage.due, sign: 'reversed', words, also: <OtherWay {...props} /> });
}

export function canceledScreen(props: ScreenProps): ScreenContent {
  const { stage, states } = props.text;
  return endScreen(props, { look: 'plain', label: stage.due, sign: 'canceled', words: states.canceled, also: <OtherWay {...props} /> });
}
