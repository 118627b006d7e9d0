import type { ReactNode } from 'react';
import { moneyText } from '../../text/amount-text.ts';
import styles from './todo.module.css';

/** A deed's button: a key of the page finds it by its name in the row that has the focus. */
export type RowDeed = 'row_main' | 'row_resume' | 'row_cash' | 'row_qr' | 'row_ask' | 'row_drop' | 'row_refund';

type TodoRowProps = {
  readonly id: string;
  readonly sign: ReactNode;
  readonly amount: number;
  readonly currency: string;
  readonly word: ReactNode;
  readonly line: ReactNode;
  /** The parked sale that the row is of, for the key that is held. */
  readonly parkedId?: string;
  /** The refund that the row is of, and its paid charge. */
  readonly refund?: { readonly id: string; readonly chargeId: string };
  readonly children: ReactNode;
};

/** One matter of the to-do page: sign, amount, word and line, and what can be done. */
export function TodoRow({ id, sign, amount, currency, word, line, parkedId, refund, children }: TodoRowProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows move the focus from row to row, the keys act on the one that has it
    <li className={styles.row} tabIndex={0} data-row={id} data-parked={parkedId} data-refund={refund?.id} data-paid={refund?.chargeId}>
      {sign}
      <b className={styles.amount}>{moneyText(amount, currency)}</b>
      <div className={styles.words}>
        <b>{word}</b>
        <em>{line}</em>
      </div>
      <div className={styles.acts}>{children}</div>
    </li>
  );
}

/** Names the deeds of a button. */
export function Does({ deeds, children }: { readonly deeds: readonly RowDeed[]; readonly children: ReactNode }) {
  return (
    <span className={styles.does} data-does={deeds.join(' ')}>
      {children}
    </span>
  );
}
