import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { InquiryText } from '../../text/inquiry/inquiry-text.ts';
import type { Advice } from '../../text/text.ts';
import styles from './number-search.module.css';

/** Longer than any number of a bill, with what stands between its digits on paper. */
const MAX_LENGTH = 64;

type NumberSearchProps = { readonly words: InquiryText; readonly advice: Advice | null; readonly onInquire: (text: string) => void };

/** Where the number on a customer's bill is typed. What was asked is not kept in the field: it may have been a payment code. */
export function NumberSearch({ words, advice, onInquire }: NumberSearchProps) {
  const [number, setNumber] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const hintId = useId();
  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  function ask(event?: FormEvent): void {
    event?.preventDefault();
    const asked = number.trim();
    if (asked === '') return;
    setNumber('');
    onInquire(asked);
  }

  return (
    <form className={styles.search} onSubmit={ask}>
      <label>
        <span>{words.field}</span>
        <input
          ref={field}
          value={number}
          maxLength={MAX_LENGTH}
          onChange={({ target }) => setNumber(target.value)}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={hintId}
        />
      </label>
      <Button size="small" look="strong" icon={<Icon name="ask" />} onPress={() => ask()}>
        {words.ask}
      </Button>
      <p id={hintId} role={advice ? 'alert' : undefined}>
        {advice ? (
          <b>
            {advice.what} → {advice.next}
          </b>
        ) : (
          words.hint
        )}
      </p>
    </form>
  );
}
