import { type HTMLInputTypeAttribute, type ReactNode, useId } from 'react';
import { Icon } from '../../components/icon.tsx';
import styles from './field.module.css';

type FieldProps = {
  readonly label: string;
  readonly hint?: string; // what it takes, before anything is wrong
  readonly problem?: string | null; // what is wrong, and what to do
  readonly value: string;
  readonly isPin?: boolean; // digits that nobody may read over a shoulder
  readonly maxLength?: number;
  readonly hasFocus?: boolean; // takes the focus as it appears
  readonly onChange: (value: string) => void;
};

/** A field with its label above and what is wrong with it below. */
export function Field({ label, hint, problem, value, isPin = false, maxLength = 20, hasFocus = false, onChange }: FieldProps) {
  const id = useId();
  const type: HTMLInputTypeAttribute = isPin ? 'password' : 'text';
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {hint && <em>{hint}</em>}
      </label>
      <input
        id={id}
        type={type}
        inputMode={isPin ? 'numeric' : 'text'}
        autoComplete={isPin ? 'one-time-code' : 'off'}
        spellCheck={false}
        maxLength={maxLength}
        value={value}
        // biome-ignore lint/a11y/noAutofocus: the one thing to do in a form that was just opened
        autoFocus={hasFocus}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => onChange(isPin ? event.currentTarget.value.replace(/\D/g, '') : event.currentTarget.value)}
      />
      {problem && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          <Icon name="info" />
          {problem}
        </p>
      )}
    </div>
  );
}

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly word: string; readonly note?: string }[];
  readonly onChange: (value: Value) => void;
};

/** One of a few, all of them in sight. */
export function Choice<Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} data-chosen={choice.value === value}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>
            <b>{choice.word}</b>
            {choice.note && <em>{choice.note}</em>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A form's fields and its buttons, in the order of work. Enter in a field does the main thing. */
export function Form({ onSubmit, children }: { readonly onSubmit: () => void; readonly children: ReactNode }) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** The form's main deed. Pressed, not submitted by a stray Enter of a gun: useGun keeps that away. */
export function SubmitButton({ isBusy, children }: { readonly isBusy: boolean; readonly children: string }) {
  return (
    <button type="submit" className={styles.submit} aria-disabled={isBusy || undefined}>
      {children}
    </button>
  );
}
