import { Icon } from '../components/icon.tsx';
import type { PeopleText } from '../text/people/people-text.ts';
import styles from './people.module.css';
import { LONGEST_PIN, type PinKey } from './pin-keys.ts';

/** 7-8-9 on top, like the till's number pad. */
const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', 'clear', '0', 'backspace'] as const satisfies readonly PinKey[];

type PinPadProps = { readonly words: PeopleText; readonly length: number; readonly isOff: boolean; readonly onKey: (key: PinKey) => void };

/** Typed digits as dots, and the keys to touch. They act on press and leave the focus where it is: the keyboard has digits of its own. */
export function PinPad({ words, length, isOff, onKey }: PinPadProps) {
  const labels: Partial<Record<PinKey, string>> = { clear: words.clear, backspace: words.backspace };
  return (
    <>
      <div className={styles.dots} role="img" aria-label={words.typed(length)}>
        {Array.from({ length: LONGEST_PIN }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places in a row
          <i key={at} data-is={at < length ? 'typed' : at === length && !isOff ? 'next' : at < 4 ? 'needed' : 'free'} />
        ))}
      </div>
      <fieldset className={styles.keypad} aria-label={words.keypad} data-off={isOff || undefined}>
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            tabIndex={-1}
            className={key === 'clear' || key === 'backspace' ? styles.fn : undefined}
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
    </>
  );
}
