import { readKey } from './keys.ts';

/** A scan has at most so many keys. */
const MAX_KEYS = 256;

type Field = HTMLInputElement | HTMLTextAreaElement;
type Before = { readonly field: Field; readonly value: string; readonly from: number | null; readonly to: number | null };

/** Keeps scans out of fields: what a scan has typed into one before it was known as a scan is taken out again. */
export type FieldGuard = {
  /** Before each key does anything. @returns whether a field has the focus */
  note(event: KeyboardEvent): boolean;
  /** The last so many keys that type were a scan's. */
  undo(keys: number): void;
};

export function createFieldGuard(): FieldGuard {
  let before: Before[] = [];
  return {
    note({ target, code, key, shiftKey: shift }) {
      if (!isField(target)) {
        before = [];
        return false;
      }
      if (readKey({ code, key, shift }).kind !== 'text') return true;
      const { value, selectionStart, selectionEnd } = target;
      before = [...before, { field: target, value, from: selectionStart, to: selectionEnd }].slice(-MAX_KEYS);
      return true;
    },
    undo(keys) {
      const at = before.at(-Math.min(keys, before.length));
      before = [];
      if (!at || at.field.value === at.value) return;
      // Leaving the field ends what an input method composes in it; only then is the text ours to set.
      at.field.blur();
      setValue(at.field, at.value);
      at.field.focus({ preventScroll: true });
      if (at.from !== null) at.field.setSelectionRange(at.from, at.to);
    },
  };
}

function isField(target: EventTarget | null): target is Field {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !/^(?:button|checkbox|radio|submit|reset|range|color|file|image)$/.test(target.type);
}

/** React overlays a field's own setter to see changes: the prototype's sets it, the event tells it. */
function setValue(field: Field, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
