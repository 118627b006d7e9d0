import type { EntryKey } from '../cashier/entry.ts';
import { Icon } from '../components/icon.tsx';
import type { RefundText } from '../text/refund/refund-text.ts';
import styles from './refund.module.css';

/** 7-8-9 on top, like the till's number pad. */
const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '.', '0', '00', 'clear', 'backspace'] as const satisfies readonly EntryKey[];

type AmountPadProps = { readonly words: RefundText; readonly isOff: boolean; readonly onKey: (key: EntryKey) => void };

/** The keys to touch. They act on press and leave the focus where it is: the keyboard has digits of its own. */
export function AmountPad({ words: { sale }, isOff, onKey }: AmountPadProps) {
  const labels: Partial<Record<EntryKey, string>> = { '.': sale.point, backspace: sale.backspace };
  return (
    <fieldset className={styles.pad} aria-label={sale.keypad} data-off={isOff || undefined}>
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          data-wide={key === 'clear' || key === 'backspace' || undefined}
          aria-label={labels[key]}
          onPointerDown={(event) => {
            event.preventDefault();
            if (event.button === 0) onKey(key);
          }}
          // A click without a pointer is a screen reader's.
          onClick={(event) => event.detail === 0 && onKey(key)}
        >
          {key === 'backspace' ? <Icon name="backspace" /> : key === 'clear' ? sale.clear : key}
        </button>
      ))}
    </fieldset>
  );
}
