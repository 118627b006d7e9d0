import { type FormEvent, useId, useState } from 'react';
import { MAX_CONTENT } from './scanned.ts';
import styles from './text-field.module.css';

type PasteFieldProps = {
  readonly label: string;
  readonly example: string; // how such a text begins
  readonly word: string; // on its button
  /** Under the field; complains when `isRefused`. */
  readonly note?: string;
  readonly isRefused?: boolean;
  readonly onOpen: (content: string) => void;
};

/** A QR's text or a link, by hand: for whom there is no camera, or nothing to hold before it. */
export function PasteField({ label, example, word, note = '', isRefused = false, onOpen }: PasteFieldProps) {
  const [typed, setTyped] = useState('');
  const id = useId();

  function submit(event: FormEvent): void {
    event.preventDefault();
    const content = typed.trim();
    if (content !== '') onOpen(content);
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <label htmlFor={id}>{label}</label>
      <div className={styles.field}>
        <input
          id={id}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={MAX_CONTENT}
          placeholder={example}
          value={typed}
          aria-invalid={isRefused}
          aria-describedby={`${id}-note`}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <button type="submit">{word}</button>
      </div>
      <p id={`${id}-note`} className={isRefused ? styles.refused : styles.note} role="status">
        {note}
      </p>
    </form>
  );
}
