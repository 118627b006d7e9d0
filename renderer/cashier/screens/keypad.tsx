import { HiddenHeading } from '../../components/announcement.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { KeyCap } from '../../components/key-cap.tsx';
import { currencySign, moneyText, yuan } from '../../text/amount-text.ts';
import { currencyOf } from '../currency-of.ts';
import { type Entry, totalOf } from '../entry.ts';
import type { StageAmount } from '../stage-panel.tsx';
import styles from './keypad.module.css';
import { KeypadHand } from './keypad-hand.tsx';
import { type CounterProps, hasQr, type ScreenContent } from './screen-parts.tsx';

/** The tape shows so many items; what came before them is one line. */
const TAPE_ROWS = 4;

export function keypadScreen(props: CounterProps): ScreenContent {
  const { view, text, entry, act } = props;
  const total = totalOf(entry);
  return {
    look: 'plain',
    label: text.stage.due,
    said: '',
    middle: entry.items.length ? <Tape {...props} /> : <Idle {...props} />,
    foot: view.today.paidCount
      ? [text.stage.today(view.today.paidCount), text.stage.taken(moneyText(view.today.paidAmount, currencyOf(view)))]
      : [text.stage.today(0)],
    hand: (
      <KeypadHand {...props}>
        <div className={styles.ways} data-ways={hasQr(view) ? 3 : 2}>
          <Button isOff={total === 0} keyCap="F4" onPress={() => act('take_cash')}>
            {text.cash.cash}
          </Button>
          {hasQr(view) && (
            <Button isOff={total === 0} keyCap="F3" onPress={() => act('charge_qr')}>
              {text.offer.name}
            </Button>
          )}
          <Button look="primary" size="big" icon={<Icon name="scan" />} keyCap="Enter" isOff={total === 0} onPress={() => act('charge')}>
            {text.hand.charge}
          </Button>
        </div>
      </KeypadHand>
    ),
  };
}

/** What is typed stands in ink, what the point adds stands behind it, pale: the amount reads whole at every key. */
export function typedAmount(entry: Entry, currency = 'CNY'): StageAmount {
  const sign = currencySign(currency);
  const total = yuan(totalOf(entry));
  const digits = total.replace(/\D/g, '').length - 2;
  if (entry.items.length) return { sign, figures: total, hasCaret: true, digits };
  if (!entry.text) return { sign, figures: '', ghost: total, hasCaret: false, digits };
  const [, decimals] = entry.text.split('.');
  const typed = total.slice(0, total.length - (decimals === undefined ? 3 : 2 - decimals.length));
  return { sign, figures: typed, ghost: total.slice(typed.length), hasCaret: true, digits };
}

function Tape({ entry, text }: CounterProps) {
  const rows = entry.items.map((amount, index) => ({ no: index + 1, amount: yuan(amount) }));
  const now = { no: rows.length + 1, amount: yuan(totalOf({ items: [], text: entry.text })) };
  const hidden = Math.max(0, rows.length - (TAPE_ROWS - 1));
  return (
    <>
      <HiddenHeading>{text.stage.items(now.no)}</HiddenHeading>
      <ol className={styles.tape}>
        {hidden > 0 && (
          <li className={styles.earlier}>
            <i />
            <span>{text.stage.earlierItems(hidden)}</span>
          </li>
        )}
        {rows.slice(hidden).map(({ no, amount }) => (
          <li key={no}>
            <i>{no}</i>
            <span>{text.stage.item}</span>
            <b>{amount}</b>
          </li>
        ))}
        <li className={styles.now}>
          <i>{now.no}</i>
          <span>{text.stage.item}</span>
          <b>{now.amount}</b>
        </li>
      </ol>
    </>
  );
}

function Idle(props: CounterProps) {
  const { office, text, act } = props;
  return (
    <div>
      <WhatNow {...props} />
      {office?.shift === null && (
        <p className={styles.noShift}>
          {text.shift.none}
          <button type="button" onClick={() => act('open_menu')}>
            <KeyCap>F10</KeyCap>
            {text.shift.noneKey}
          </button>
        </p>
      )}
    </div>
  );
}

function WhatNow({ text, view, entry }: CounterProps) {
  if (view.line.status === 'offline') {
    return (
      <h1 className={styles.offline}>
        <Icon name="offline" />
        {text.stage.idleOffline}
      </h1>
    );
  }
  return <h1 className={styles.idle}>{entry.text ? text.stage.typed : text.stage.idle}</h1>;
}
