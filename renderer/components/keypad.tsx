import { Icon } from './icon.tsx';
import { ButtonKey } from './key-cap.tsx';
import styles from './keypad.module.css';

/** 7-8-9 on top, like the till's number pad. */
const KEYS = ['7', '8', '9', 'backspace', '4', '5', '6', 'clear', '1', '2', '3', '+', '0', '00', '.', 'park'] as const;
export type PadKey = Exclude<(typeof KEYS)[number], 'park'>;

type KeypadProps = {
  readonly words: {
    readonly keypad: string;
    readonly clear: string;
    readonly backspace: string;
    readonly nextItem: string;
    readonly point: string;
    readonly park: string;
  };
  readonly onKey: (key: PadKey) => void;
  readonly onPark: () => void;
};

/** The number keys. They act on press, not on release, and leave the focus where it is: the keyboard has digits of its own. */
export function Keypad({ words, onKey, onPark }: KeypadProps) {
  const labels: Partial<Record<PadKey, string>> = {
    backspace: words.backspace,
    '+': words.nextItem,
    '.': words.point,
  };
  return (
    <fieldset className={styles.keypad} aria-label={words.keypad}>
      {KEYS.map((key) =>
        key === 'park' ? (
          <button key={key} type="button" tabIndex={-1} className={`${styles.key} ${styles.fn} ${styles.park}`} onClick={onPark}>
            {words.park}
            <ButtonKey>F7</ButtonKey>
          </button>
        ) : (
          <button
            key={key}
            type="button"
            tabIndex={-1}
            className={`${styles.key} ${key === 'backspace' || key === 'clear' ? styles.fn : ''} ${key === '+' ? styles.plus : ''}`}
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
        ),
      )}
    </fieldset>
  );
}
