import { Amount } from '../components/amount.tsx';
import { Button } from '../components/button.tsx';
import { HoldButton } from '../components/hold-button.tsx';
import { Icon } from '../components/icon.tsx';
import { ButtonKey } from '../components/key-cap.tsx';
import { currencySign, moneyText, yuan, yuanDigits } from '../text/amount-text.ts';
import { REFUND_REASONS } from '../text/refund/refund-text.ts';
import { AmountPad } from './amount-pad.tsx';
import { EarlierRefunds } from './earlier-refunds.tsx';
import { OriginalSale } from './original-sale.tsx';
import styles from './refund.module.css';
import type { RefundPartProps } from './refund-screen.tsx';

/** How much goes back, and why; then a held key. */
export function SaleForm(props: RefundPartProps) {
  const { flow, state, view, office, words, text } = props;
  const { sale, amountFen, may, isAll, reason, entry } = state;
  if (!sale) return null;
  const { charge, leftAmount } = sale;
  const isOver = may === 'nothing_left' || may === 'no_more';
  const typed = yuan(amountFen);
  const back = sale.refunds.filter(({ status }) => status !== 'failed').reduce((sum, { amount }) => sum + amount, 0);
  const isLarge = office?.hasPeople === true && amountFen > 0 && back + amountFen > office.refundLimit;
  const needsManager = isLarge && (office.person?.role !== 'manager' || office.person.isResting);
  return (
    <div className={styles.form}>
      <section className={styles.left}>
        <OriginalSale charge={charge} view={view} words={words} text={text} />
        <p className={styles.label}>{words.sale.toCustomer}</p>
        <Amount
          figures={amountFen > 0 ? typed : ''}
          ghost={amountFen > 0 ? '' : '0.00'}
          hasCaret={!isAll && !isOver}
          sign={currencySign(charge.currency)}
          digits={yuanDigits(Math.max(amountFen, charge.amount))}
        />
        <p className={styles.limit} data-wrong={may === 'too_much' || undefined} role="status">
          {limitOf(props)}
        </p>
        {!isOver && (
          <>
            <fieldset className={styles.chips} aria-label={words.sale.amounts}>
              <Chip isOn={isAll} keyCap="+" onPress={flow.all}>
                {leftAmount === charge.amount ? words.sale.all(yuan(leftAmount)) : words.sale.rest(yuan(leftAmount))}
              </Chip>
              <Chip isOn={!isAll && amountFen > 0} onPress={() => isAll && flow.all()}>
                {!isAll && entry.text ? words.sale.typed(typed) : words.sale.type}
              </Chip>
            </fieldset>
            <p className={styles.label}>
              {words.sale.reason}
              <span className={styles.arrows} aria-hidden="true">
                ↑ ↓
              </span>
            </p>
            <fieldset className={styles.chips} aria-label={words.sale.reason}>
              {REFUND_REASONS.map((name) => (
                <Chip key={name} isOn={reason === name} onPress={() => flow.because(name)}>
                  {words.sale.reasons[name]}
                </Chip>
              ))}
            </fieldset>
          </>
        )}
        <EarlierRefunds {...props} refunds={sale.refunds} />
        <p className={styles.note}>
          <Icon name={needsManager ? 'lock' : 'undo'} />
          <span>
            {needsManager && <b>{words.sale.needsManager}</b>}
            {view.line.status === 'offline' && <b>{words.sale.offline}</b>}
            <span>
              {words.sale.back.plain}
              <b>{words.sale.back.strong}</b>
            </span>
          </span>
        </p>
      </section>
      <section className={styles.hand} aria-label={text.hand.label}>
        <AmountPad words={words} isOff={isOver} onKey={flow.press} />
        <div className={styles.ends}>
          <Button keyCap="Esc" onPress={flow.back}>
            {words.sale.back2}
          </Button>
          {may === 'yes' ? (
            <HoldButton keyCap={text.hand.hold('F9')} isHolding={state.isHolding} onHold={flow.hold} onRelease={flow.release}>
              {words.sale.refund(moneyText(amountFen, charge.currency))}
            </HoldButton>
          ) : (
            <Button isOff onPress={() => undefined}>
              {may === 'sending' ? words.sale.sending : isOver ? words.title : words.sale.chooseFirst}
            </Button>
          )}
        </div>
      </section>
    </div>
  );
}

function limitOf({ state: { sale, may, amountFen }, words }: RefundPartProps): string {
  const left = sale?.leftAmount ?? 0;
  const write = (amount: number) => moneyText(amount, sale?.charge.currency ?? 'CNY');
  if (may === 'nothing_left') return words.sale.nothingLeft;
  if (may === 'no_more') return words.sale.noMore;
  if (may === 'too_much') return words.sale.tooMuch(write(left));
  return amountFen > 0 ? words.sale.leftAfter(write(left), write(left - amountFen)) : words.sale.left(write(left));
}

type ChipProps = { readonly isOn: boolean; readonly keyCap?: string; readonly onPress: () => void; readonly children: string };

function Chip({ isOn, keyCap, onPress, children }: ChipProps) {
  return (
    <button type="button" aria-pressed={isOn} onClick={onPress}>
      {children}
      {keyCap && <ButtonKey>{keyCap}</ButtonKey>}
    </button>
  );
}
