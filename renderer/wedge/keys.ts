/** A physical key going down. From a `KeyboardEvent`: `code`, `key`, `timeStamp`, `shiftKey`, `ctrlKey`, `repeat`. */
export type Key = {
  readonly code: string;
  readonly key?: string; // read only where a virtual keyboard or an odd input method names no place
  readonly timeStampMs: number; // when the browser got the key, not when the page heard of it
  readonly shift?: boolean;
  readonly control?: boolean; // Control or Meta without Alt: with Alt it is AltGr, as Windows tells it
  readonly repeat?: boolean; // the key is being held down
};

/** What a key is to a scan. */
export type KeyKind =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'end' } // Enter or Tab
  | { readonly kind: 'modifier' } // goes along with others and means nothing alone
  | { readonly kind: 'other' }; // no scanner sends it

const ENDS: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Tab']);

const MODIFIERS: ReadonlySet<string> = new Set([
  ...['ShiftLeft', 'ShiftRight', 'ControlLeft', 'ControlRight', 'AltLeft', 'AltRight', 'MetaLeft', 'MetaRight'],
  ...['CapsLock', 'NumLock', 'Fn', 'FnLock'],
]);

/**
 * Letters with Control that stand behind a scan: how guns type ETX, LF and CR. Control with another letter is a shortcut, or STX.
 * Source: ASCII, control characters.
 */
const CONTROL_ENDS: ReadonlySet<string> = new Set(['KeyC', 'KeyJ', 'KeyM']);

/** Keys beside letters and digits, without and with Shift, on the US layout that guns are delivered with. */
const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadDecimal: ['.', '.'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
};

/**
 * Reads a key by its place on the keyboard, so that no input method, layout or lock key stands between gun and code.
 * A digit key is its digit with Shift too: Shift may be stuck, and on a French layout it is how a gun types digits.
 */
export function readKey({ code, key = '', shift = false, control = false }: Pick<Key, 'code' | 'key' | 'shift' | 'control'>): KeyKind {
  if (code === '' || code === 'Unidentified') return readName(key);
  if (ENDS.has(code)) return { kind: 'end' };
  if (MODIFIERS.has(code)) return { kind: 'modifier' };
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit) return { kind: 'text', text: digit };
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter && control) return { kind: CONTROL_ENDS.has(code) ? 'end' : 'modifier' };
  if (letter) return { kind: 'text', text: shift ? letter : letter.toLowerCase() };
  const sign = Object.hasOwn(SIGNS, code) ? SIGNS[code] : undefined;
  if (sign) return { kind: 'text', text: sign[shift ? 1 : 0] };
  return { kind: 'other' };
}

/** A key without a place, by what it types; full-width figures are folded. */
function readName(key: string): KeyKind {
  if (ENDS.has(key)) return { kind: 'end' };
  const text = key.normalize('NFKC');
  return /^[\x20-\x7e]$/.test(text) ? { kind: 'text', text } : { kind: 'other' };
}
