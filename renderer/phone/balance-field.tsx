import { type FormEvent, useId, useState } from 'react';
import { parseYuan } from '../../src/money/fen.ts';
import { yuan } from '../text/amount-text.ts';
import type { PhoneText } from '../text/phone/phone-text.ts';
import styles from './text-field.module.css';

/** The contract's limit: a million yuan. */
const MAX_FEN = 100_000_000;

type BalanceFieldProps = {
  readonly balanceFen: number;
  readonly text: PhoneText;
  readonly onSet: (balanceFen: number) => void;
};

/** How much the customer has. Shows what is so until somebody types. */
export function BalanceField({ balanceFen, text, onSet }: BalanceFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [isRefused, setRefused] = useState(false);
  const id = useId();
  const current = yuan(balanceFen);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const amount = parseYuan((typed ?? current).replaceAll(',', '').trim());
    const isFit = amount.ok && amount.value <= MAX_FEN;
    setRefused(!isFit);
    if (!isFit) return;
    setTyped(null);
    onSet(amount.value);
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label htmlFor={id}>{text.practice.balance}</label>
      <div className={styles.field}>
        <span aria-hidden="true">¥</span>
        <input
          id={id}
          className={styles.amount}
          inputMode="decimal"
          autoComplete="off"
          maxLength={16}
          value={typed ?? current}
          aria-invalid={isRefused}
          aria-describedby={`${id}-note`}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <button type="submit">{text.practice.set}</button>
      </div>
      <p id={`${id}-note`} className={isRefused ? styles.refused : styles.note} role="status">
        {isRefused ? text.practice.notAnAmount : text.practice.balanceNote}
      </p>
    </form>
  );
}
