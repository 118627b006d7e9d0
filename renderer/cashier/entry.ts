import { addFen, type Fen, fen, MAX_CHARGE_FEN, parseYuan } from '../../src/money/fen.ts';

/** A tape longer than this is no tape for a counter. */
const MAX_ITEMS = 50;

/** The amount as it is being typed: finished items, and the text of the one under the caret. */
export type Entry = { readonly items: readonly Fen[]; readonly text: string };

export type EntryKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | '+' | 'backspace' | 'clear';

export const NOTHING: Entry = { items: [], text: '' };

/** One key on the amount. Pure; a key that would make no sense or too large an amount changes nothing. */
export function pressKey(entry: Entry, key: EntryKey): Entry {
  if (key === 'clear') return NOTHING;
  if (key === 'backspace') return backspace(entry);
  if (key === '+') return nextItem(entry);
  const next = { ...entry, text: typed(entry.text, key) };
  return isTooMuch(next) ? entry : next;
}

/** One key on a lone amount without items. @param text what stands under the caret */
export function pressAmount(text: string, key: EntryKey): string {
  return key === '+' ? text : pressKey({ items: [], text }, key).text;
}

/** The whole amount: every item and what is being typed. */
export function totalOf(entry: Entry): Fen {
  return addFen(...entry.items, amountOf(entry.text));
}

/** The amount of a text under the caret, `12.` included. */
export function amountOf(text: string): Fen {
  const amount = parseYuan(text.replace(/\.$/, ''));
  return amount.ok ? amount.value : fen(0);
}

/** An entry that shows an amount as if it had just been typed, to change it. */
export function entryOf(amount: Fen): Entry {
  const digits = String(amount).padStart(3, '0');
  const [yuan, rest] = [digits.slice(0, -2), digits.slice(-2)];
  return { items: [], text: rest === '00' ? yuan : `${yuan}.${rest}` };
}

function typed(text: string, key: string): string {
  if (key === '.') return text.includes('.') ? text : `${text || '0'}.`;
  const [, decimals] = text.split('.');
  if (decimals !== undefined) return `${text}${key}`.slice(0, text.length + Math.max(0, 2 - decimals.length));
  const next = `${text}${key}`.replace(/^0+(?=\d)/, '');
  return next;
}

function backspace(entry: Entry): Entry {
  if (entry.text) return { ...entry, text: entry.text.slice(0, -1) };
  const last = entry.items.at(-1);
  return last === undefined ? entry : { items: entry.items.slice(0, -1), text: entryOf(last).text };
}

function nextItem(entry: Entry): Entry {
  const amount = amountOf(entry.text);
  if (amount === 0 || entry.items.length >= MAX_ITEMS) return entry;
  return { items: [...entry.items, amount], text: '' };
}

function isTooMuch(entry: Entry): boolean {
  // More digits than the largest amount has would not even parse.
  return entry.text.length > String(MAX_CHARGE_FEN).length + 1 || totalOf(entry) > MAX_CHARGE_FEN;
}
