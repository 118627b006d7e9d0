import type { ReactNode } from 'react';
import type { Charge } from '../../src/contract/charge.ts';
import { Icon } from '../components/icon.tsx';
import { Sign } from '../components/sign.tsx';
import { moneyText } from '../text/amount-text.ts';
import { declineAdvice } from '../text/decline-advice.ts';
import type { Text } from '../text/text.ts';
import { clockTime, proofTime, shortHint, tailOf } from '../text/time-text.ts';
import styles from './charge-row.module.css';
import { isOfferCharge, isOpenCharge } from './charge-state.ts';
import { ROW_SIGNS } from './row-sign.ts';
import { rowWord } from './row-word.ts';
import color from './status-color.module.css';

type ChargeRowProps = {
  readonly charge: Charge;
  readonly text: Text;
  readonly timeZone: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly actions: ReactNode;
};

/** One charge in a list: sign, time, word and reason, tail, amount; opened, its facts and what can be done. */
export function ChargeRow({ charge, text, timeZone, isOpen, onToggle, actions }: ChargeRowProps) {
  return (
    <li className={isOpen ? styles.isOpen : undefined}>
      <button
        type="button"
        className={styles.row}
        aria-expanded={isOpen}
        data-row={charge.id}
        data-paid={charge.status === 'paid' ? charge.id : undefined}
        onClick={onToggle}
      >
        <Sign name={ROW_SIGNS[charge.status]} size="list" />
        <span className={styles.time}>{clockTime(charge.createdAt, timeZone)}</span>
        <span className={styles.words}>
          <b className={color[charge.status]}>{rowWord(charge, text)}</b>
          <em>{lineOf(charge, text)}</em>
        </span>
        <span className={styles.tail}>{text.stage.tail(tailOf(charge.orderNo))}</span>
        <span className={styles.amount}>{moneyText(charge.amount, charge.currency)}</span>
        <Icon name="chevron" />
      </button>
      {isOpen && (
        <div className={styles.facts}>
          <Facts charge={charge} text={text} timeZone={timeZone} />
          <div className={styles.actions}>{actions}</div>
        </div>
      )}
    </li>
  );
}

function Facts({ charge, text, timeZone }: Pick<ChargeRowProps, 'charge' | 'text' | 'timeZone'>) {
  const { facts } = text.lists;
  const shown: readonly (readonly [string, string | null])[] = [
    [facts.begun, proofTime(charge.createdAt, timeZone)],
    [facts.method, isOfferCharge(charge) ? text.shift.methods[charge.method] : null],
    [facts.code, charge.codeHint && shortHint(charge.codeHint)],
    [facts.paidAt, charge.paidAt && proofTime(charge.paidAt, timeZone)],
    [facts.changed, charge.paidAt || isOpenCharge(charge) ? null : proofTime(charge.updatedAt, timeZone)],
    [facts.order, charge.orderNo],
    [facts.transaction, charge.transactionId],
    [facts.till, charge.tillReference],
  ];
  return (
    <dl>
      {shown.map(
        ([name, fact]) =>
          fact !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{fact}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** The line under the word: the reason where there is one, else what was sold. */
function lineOf(charge: Charge, text: Text): string {
  if (charge.status === 'declined') {
    const { separator, nothingTaken } = text.states.declined;
    return `${declineAdvice(text, charge).what}${separator}${nothingTaken}`;
  }
  if (charge.status === 'unresolved') return (isOfferCharge(charge) ? text.offer : text).states.unresolved.plain;
  if (charge.refundedAmount > 0) return text.lists.refunded(moneyText(charge.refundedAmount, charge.currency));
  return isOfferCharge(charge) ? `${text.shift.methods[charge.method]}\u2002${charge.description}` : charge.description;
}
