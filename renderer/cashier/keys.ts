/** The keys that the counter knows. */
export type Key =
  | 'digit'
  | 'plus'
  | 'backspace'
  | 'delete'
  | 'enter'
  | 'escape'
  | 'f1'
  | 'f2'
  | 'f3'
  | 'f4'
  | 'f5'
  | 'f6'
  | 'f7'
  | 'f8'
  | 'f9'
  | 'f10'
  | 'f11'
  | 'f12'
  | 'home'
  | 'up'
  | 'down';

/** A pressed key; `digit` carries what it types. */
export type PressedKey = { readonly key: Exclude<Key, 'digit'> } | { readonly key: 'digit'; readonly types: DigitText };
export type DigitText = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.';

/** By place on the keyboard, never by the letter: an input method or another layout changes nothing. Source: UI Events, `code`. */
const NAMED: Readonly<Record<string, Exclude<Key, 'digit'>>> = {
  Enter: 'enter',
  NumpadEnter: 'enter',
  Escape: 'escape',
  Backspace: 'backspace',
  Delete: 'delete',
  NumpadAdd: 'plus',
  Equal: 'plus',
  F1: 'f1',
  F2: 'f2',
  F3: 'f3',
  F4: 'f4',
  F5: 'f5',
  F6: 'f6',
  F7: 'f7',
  F8: 'f8',
  F9: 'f9',
  F10: 'f10',
  F11: 'f11',
  F12: 'f12',
  Home: 'home',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Browser keys with a meaning of their own (help, reload, address bar, full screen, developer tools, back) that a till must not have. */
const TAKEN_OVER = /^(F([1-9]|1[0-2])|Backspace|BrowserBack|BrowserForward|BrowserRefresh|BrowserSearch|BrowserHome)$/;

/** Reads a physical key. @param code of the keyboard event @returns the key, or null when the counter has no use for it */
export function readKey(code: string): PressedKey | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code);
  if (digit) return { key: 'digit', types: digit[1] as DigitText };
  if (code === 'NumpadDecimal' || code === 'Period') return { key: 'digit', types: '.' };
  const named = Object.hasOwn(NAMED, code) ? NAMED[code] : undefined;
  return named ? { key: named } : null;
}

/** Whether the browser must not act on this key. */
export function isTakenOver(code: string): boolean {
  return TAKEN_OVER.test(code);
}
