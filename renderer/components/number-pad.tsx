import { Icon } from './icon.tsx';
import styles from './keypad.module.css';

/** 7-8-9 on top, like the till's number pad; nothing but figures and their corrections. */
const KEYS = ['7', '8', '9', 'backspace', '4', '5', '6', 'clear', '1', '2', '3', '0', '00', '.'] as const;
export type NumberKey = (typeof KEYS)[number];

type NumberPadProps = {
  readonly words: { readonly keypad: string; readonly clear: string; readonly backspace: string; readonly point: string };
  readonly onKey: (key: NumberKey) => void;
};

/** Number keys for one amount. They act on press and leave the focus where it is, like the counter's own. */
export function NumberPad({ words, onKey }: NumberPadProps) {
  const labels: Partial<Record<NumberKey, string>> = { backspace: words.backspace, '.': words.point };
  return (
    <fieldset className={`${styles.keypad} ${styles.plain}`} aria-label={words.keypad}>
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          className={`${styles.key} ${key === 'backspace' || key === 'clear' ? `${styles.fn} ${styles.tall}` : ''}`}
          aria-label={labels[key]}
          onPointerDown={(event) => {
            event.preventDefault();
            if (event.button === 0) onKey(key);
          }}
          // A click without a pointer is a screen reader's.
          onClick={(event) => event.detail === 0 && onKey(key)}
        >
          {key === 'backspace' ? <Icon name="backspace" /> : key === 'clear' ? words.clear : key}
        </button>
      ))}
    </fieldset>
  );
}
