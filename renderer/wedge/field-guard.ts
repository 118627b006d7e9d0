import { type Key, readKey } from './keys.ts';

/** So many keys may a scan have typed before it is known as one: a slow gun's whole code, and then some. */
const MAX_KEYS = 256;

type Field = HTMLInputElement | HTMLTextAreaElement;
type Before = { readonly field: Field; readonly value: string; readonly from: number | null; readonly to: number | null };

/** Keeps scans out of fields: what a scan has typed into one before it was known as a scan is taken out again. */
export type FieldGuard = {
  /** Before each key does anything that may do something to a field: those of a scan known as one do not. */
  note(target: EventTarget | null, key: Key): void;
  /** The last so many keys noted that type were a scan's. */
  undo(keys: number): void;
};

export function createFieldGuard(): FieldGuard {
  let before: Before[] = [];
  return {
    note(target, key) {
      if (!isField(target)) before = [];
      else if (readKey(key).kind === 'text') {
        const { value, selectionStart, selectionEnd } = target;
        before = [...before, { field: target, value, from: selectionStart, to: selectionEnd }].slice(-MAX_KEYS);
      }
    },
    undo(keys) {
      const at = before.at(Math.max(0, before.length - keys));
      before = [];
      if (!at || keys === 0 || at.field.value === at.value) return;
      // Leaving the field ends what an input method composes in it; only then is the text ours to set.
      at.field.blur();
      setValue(at.field, at.value);
      at.field.focus({ preventScroll: true });
      if (at.from !== null) at.field.setSelectionRange(at.from, at.to);
    },
  };
}

/** Whether keys type text there. */
export function isField(target: EventTarget | null): target is Field {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !/^(?:button|checkbox|radio|submit|reset|range|color|file|image)$/.test(target.type);
}

/** React overlays a field's own setter to see changes: the prototype's sets it, the event tells it. */
function setValue(field: Field, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
