import { useEffect, useEffectEvent } from 'react';
import { pageClock } from '../client/page-clock.ts';
import { createFieldGuard, isField } from '../wedge/field-guard.ts';
import { readKey } from '../wedge/keys.ts';
import { createWedge, type Rhythm } from '../wedge/wedge.ts';

type GunParts = {
  /** A whole scan, which may be a payment code: never keep or show it. */
  readonly onScan: (text: string, rhythm: Rhythm) => void;
  /** A hand typed this where no field takes it. */
  readonly onTyped?: (text: string) => void;
};

/** Listens for a gun that types, wherever the focus is: its keys stay out of the fields, its closing key presses no button. */
export function useGun({ onScan, onTyped = () => undefined }: GunParts): void {
  const scanned = useEffectEvent(onScan);
  const typed = useEffectEvent(onTyped);
  useEffect(() => {
    const fields = createFieldGuard();
    let isInField = false;
    const wedge = createWedge(
      {
        onScan(text, rhythm, held) {
          fields.undo(held);
          scanned(text, rhythm);
        },
        onTyped(key) {
          const read = readKey(key);
          if (!isInField && read.kind === 'text' && read.text !== ' ') typed(read.text);
        },
        onRetract: () => undefined,
      },
      pageClock.after,
    );
    function down(event: KeyboardEvent): void {
      const { code, key: name, timeStamp: timeStampMs, shiftKey: shift, repeat } = event;
      const key = { code, key: name, timeStampMs, shift, repeat, control: (event.ctrlKey || event.metaKey) && !event.altKey };
      const verdict = wedge.press(key);
      isInField = isField(event.target);
      // What a scan has typed so far is taken out again when it is known as one.
      if (verdict !== 'scan') fields.note(event.target, key);
      if (verdict !== 'scan') return;
      event.preventDefault();
      event.stopPropagation();
    }
    window.addEventListener('keydown', down, { capture: true });
    window.addEventListener('blur', wedge.reset);
    return () => {
      wedge.reset();
      window.removeEventListener('keydown', down, { capture: true });
      window.removeEventListener('blur', wedge.reset);
    };
  }, []);
}
