import { useEffect, useEffectEvent } from 'react';
import { createFieldGuard, isField } from '../wedge/field-guard.ts';
import { createWedge } from '../wedge/wedge.ts';
import type { Counter } from './counter.ts';
import type { Deed } from './deeds.ts';
import { isTakenOver, readKey } from './keys.ts';

/** A scan is never longer. */
const MAX_PASTED = 128;

/** Their deeds are held, and end with the key. */
const HELD_KEYS: ReadonlySet<string> = new Set(['Escape', 'Delete', 'F9', 'Enter', 'NumpadEnter']);

/** Where keys and scans go. */
export type KeyTarget = Pick<Counter, 'key' | 'scanned' | 'mark' | 'retract' | 'release'>;

type KeyboardParts = {
  readonly isOn: boolean;
  readonly counter: KeyTarget;
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** A deed on a drawer's rows: the focus says which. */
  readonly onRow: (deed: Deed) => void;
  readonly onAnyKey: () => void;
};

/** The whole keyboard, wherever the focus is: scanners to the scanner, keys to the counter, a pasted code to the scanner too. */
export function useKeyboard({ isOn, counter, after, onRow, onAnyKey }: KeyboardParts): void {
  const anyKey = useEffectEvent(onAnyKey);
  const row = useEffectEvent(onRow);

  useEffect(() => {
    if (!isOn) return;
    const fields = createFieldGuard();
    let isInField = false;
    const wedge = createWedge(
      {
        onScan(text, rhythm, held) {
          fields.undo(held);
          counter.scanned(text, rhythm);
        },
        onTyped({ code }) {
          if (isInField) return; // the field has it already
          counter.mark();
          const pressed = readKey(code);
          if (pressed) counter.key(pressed);
        },
        onRetract(count) {
          if (!isInField) counter.retract(count);
        },
      },
      after,
    );

    function down(event: KeyboardEvent): void {
      anyKey();
      if ((event.ctrlKey || event.metaKey) && event.code === 'KeyV') return; // comes back as a paste
      // Shortcuts of the system stay the system's. A stuck modifier of a scanner is none: the wedge reads on.
      const { code, key: name, timeStamp: timeStampMs, shiftKey: shift, repeat } = event;
      const key = { code, key: name, timeStampMs, shift, repeat, control: (event.ctrlKey || event.metaKey) && !event.altKey };
      const verdict = wedge.press(key);
      // Only now: pressing it may have ended a scan before it, which takes out what stood in the field.
      isInField = isField(event.target);
      if (verdict !== 'scan') fields.note(event.target, key);
      if (verdict === 'held' && isInField) return; // shown at once, and taken out again if it was a scanner's
      if (verdict !== 'typed') {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      if (isInField && !/^(?:Escape|F\d+|Arrow(?:Up|Down))$/.test(event.code)) return;
      if (isTakenOver(event.code)) event.preventDefault();
      const pressed = readKey(event.code);
      if (!pressed || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (pressed.key === 'enter') {
        event.preventDefault();
        if (pressFocused()) return;
      }
      const deed = counter.key(pressed);
      if (deed !== null) event.preventDefault(); // nobody else has a meaning for it
      if (deed?.startsWith('row_')) row(deed);
    }
    function up(event: KeyboardEvent): void {
      if (HELD_KEYS.has(event.code)) counter.release();
    }
    /** Without a gun, in training: the digits copied from the simulated phone. What is no code is refused like any scan. */
    function paste(event: ClipboardEvent): void {
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      if (text !== '' && text.length <= MAX_PASTED) counter.scanned(text, 'paste');
    }
    function away(): void {
      counter.release();
      wedge.reset();
    }

    window.addEventListener('keydown', down, { capture: true });
    window.addEventListener('keyup', up, { capture: true });
    window.addEventListener('blur', away);
    window.addEventListener('paste', paste);
    return () => {
      wedge.reset();
      window.removeEventListener('keydown', down, { capture: true });
      window.removeEventListener('keyup', up, { capture: true });
      window.removeEventListener('blur', away);
      window.removeEventListener('paste', paste);
    };
  }, [isOn, counter, after]);
}

/** Enter presses a button that the cashier chose with Tab, unless it is the large one, whose deed Enter does anyway, or may not do. */
function pressFocused(): boolean {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLButtonElement) || focused.dataset.primary || !focused.matches(':focus-visible')) return false;
  focused.click();
  return true;
}
