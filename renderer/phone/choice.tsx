import styles from './choice.module.css';

type ChoiceProps<Value> = {
  readonly label: string;
  readonly note: string;
  readonly options: readonly (readonly [value: Value, word: string])[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
};

/** One of a few, all of them in sight. */
export function Choice<Value extends string | number>({ label, note, options, chosen, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset className={styles.choice}>
      <legend>{label}</legend>
      <div className={styles.options}>
        {options.map(([value, word]) => (
          <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
            {word}
          </button>
        ))}
      </div>
      <p className={styles.note}>{note}</p>
    </fieldset>
  );
}
