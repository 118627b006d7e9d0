import { useState } from 'react';
import styles from './field.module.css';

type NumberFieldProps = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

/** A whole number within its bounds; what is out of them is not taken and shown as refused. */
export function NumberField({ label, value, min, max, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState(String(value));
  function fits(text: string): boolean {
    return /^\d{1,6}$/.test(text) && Number(text) >= min && Number(text) <= max;
  }
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={typed}
        aria-invalid={!fits(typed)}
        onChange={({ target }) => {
          setTyped(target.value);
          if (fits(target.value)) onChange(Number(target.value));
        }}
        onBlur={() => setTyped(String(value))}
      />
    </label>
  );
}
