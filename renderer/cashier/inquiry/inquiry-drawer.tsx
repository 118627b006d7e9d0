import type { Inquiry, PaymentAnswer } from '../../../src/contract/inquiry.ts';
import { Button } from '../../components/button.tsx';
import { Drawer } from '../../components/drawer.tsx';
import { HoldButton } from '../../components/hold-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Sign, type SignName } from '../../components/sign.tsx';
import { yuan } from '../../text/amount-text.ts';
import { refundTextIn } from '../../text/refund/catalogue.ts';
import type { Text, Words } from '../../text/text.ts';
import { dayAndTime } from '../../text/time-text.ts';
import styles from './inquiry-drawer.module.css';

export type InquiryDrawerProps = {
  readonly inquiry: Inquiry;
  readonly text: Text;
  readonly timeZone: string;
  readonly isHolding: boolean;
  readonly onHold: () => void;
  readonly onRelease: () => void;
  readonly onAgain: () => void;
  readonly onShow: (chargeId: string) => void;
  readonly onRefund: () => void;
  readonly onClose: () => void;
};

const SIGNS: Readonly<Record<PaymentAnswer['answer'], SignName>> = {
  paid_here: 'paid',
  paid_after_all: 'paid',
  paid_elsewhere: 'paid',
  refunded: 'reversed',
  reversed: 'reversed',
  not_paid: 'canceled',
  not_known_yet: 'unresolved',
  not_ours: 'advice',
  no_answer: 'unresolved',
};

/** What is known of the payment that a customer shows, and whether it settles the sale on the counter. */
export function InquiryDrawer({ inquiry, text, timeZone, isHolding, ...on }: InquiryDrawerProps) {
  const { onHold, onRelease, onAgain, onShow, onRefund, onClose } = on;
  const { answer, attach, numberTail } = inquiry;
  const words = text.inquiry;
  const isAsking = inquiry.asked === 'asking';
  const chargeId = answer?.charge?.id;
  return (
    <Drawer title={words.title} closeWord={text.lists.close} onClose={onClose}>
      <p className={styles.number}>{words.number(numberTail)}</p>
      <section className={styles.answer} data-answer={answer?.answer ?? 'asking'} role="status">
        <Sign name={answer ? SIGNS[answer.answer] : 'busy'} size="plate" />
        <Said words={answer ? words.answers[answer.answer] : words.asking} />
        {answer && <Remarks answer={answer} isAsking={isAsking} text={text} />}
      </section>
      {answer && <Facts answer={answer} text={text} timeZone={timeZone} />}
      {attach && (attach.may === 'free' || attach.may === 'second_use') && (
        <section className={styles.attach}>
          {attach.may === 'second_use' && <Said words={words.secondUse} />}
          <HoldButton
            icon={<Icon name="next" />}
            keyCap={text.hand.hold('Enter')}
            isHolding={isHolding}
            onHold={onHold}
            onRelease={onRelease}
          >
            {words.attach}
          </HoldButton>
          <p>{words.attachNote}</p>
        </section>
      )}
      {attach && attach.may !== 'free' && attach.may !== 'second_use' && <p className={styles.not}>{words.notAttached[attach.may]}</p>}
      <div className={styles.actions}>
        {chargeId && (
          <Button size="small" look="strong" icon={<Icon name="next" />} onPress={() => onShow(chargeId)}>
            {words.show}
          </Button>
        )}
        {answer?.charge?.status === 'paid' && (
          <Button size="small" icon={<Icon name="undo" />} keyCap="F9" onPress={onRefund}>
            {refundTextIn(text.locale).open}
          </Button>
        )}
        <Button size="small" icon={<Icon name="ask" />} keyCap="F5" isOff={isAsking} onPress={onAgain}>
          {words.again}
        </Button>
      </div>
    </Drawer>
  );
}

function Said({ words: { word, plain, strong } }: { readonly words: Words }) {
  return (
    <div className={styles.said}>
      <h3>{word}</h3>
      <p>
        {plain}
        <b>{strong}</b>
      </p>
    </div>
  );
}

/** What tempers the answer: who says it, and what else became of the payment. */
function Remarks({ answer, isAsking, text }: { readonly answer: PaymentAnswer; readonly isAsking: boolean; readonly text: Text }) {
  const { charge, isConfirmed, isAttached } = answer;
  const isOurs = charge !== null && answer.answer !== 'not_known_yet';
  const remarks = [
    answer.answer === 'paid_after_all' && charge ? text.inquiry.ended(text.rowWords[charge.status]) : null,
    isOurs && !isConfirmed && !isAsking ? text.inquiry.unconfirmed : null,
    isAttached ? text.inquiry.isAttached : null,
  ].filter((remark) => remark !== null);
  return remarks.map((remark) => (
    <p key={remark} className={styles.remark}>
      {remark}
    </p>
  ));
}

function Facts({ answer, text, timeZone }: { readonly answer: PaymentAnswer; readonly text: Text; readonly timeZone: string }) {
  const { facts } = text.inquiry;
  const { amount, refundedAmount, paidAt, device, orderNo, transactionId } = answer;
  const shown: readonly (readonly [string, string | null])[] = [
    [facts.amount, amount === null ? null : `¥${yuan(amount)}`],
    [facts.refunded, refundedAmount ? `¥${yuan(refundedAmount)}` : null],
    [facts.paidAt, paidAt && dayAndTime(paidAt, timeZone)],
    [facts.device, device],
    [facts.order, orderNo],
    [facts.transaction, transactionId],
  ];
  const told = shown.filter(([, fact]) => fact !== null);
  if (told.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {told.map(([name, fact]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
