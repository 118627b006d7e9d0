/** What a person may have meant by what stands in the search field. One text may mean several things; any of them finds. */
export type Meaning =
  | { readonly kind: 'number'; readonly number: string } // a whole order number, ours or the acquirer's: typed, or scanned from a receipt
  | { readonly kind: 'tail'; readonly tail: string } // how an order number ends, as the screens and receipts show it
  | { readonly kind: 'amount'; readonly fen: number }
  | { readonly kind: 'time'; readonly hour: number; readonly minute: number } // of the day, in the store's time zone
  | { readonly kind: 'till_reference'; readonly start: string }; // how the till's own name of the sale begins

/** Shorter than any order number of ours or the acquirer's. */
const NUMBER = /^[0-9A-Za-z_-]{13,32}$/;
/** Ours end in capital letters and digits, the acquirer's in digits; nobody types capitals. */
const TAIL = /^[0-9A-Za-z]{4,12}$/;
const AMOUNT = /^[¥￥]?(\d{1,8})(?:\.(\d{1,2}))?$/;
const TIME = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/;

/**
 * Reads what is looked for by its shape. Never fails: what is nothing else is the beginning of a till reference.
 *
 * @param text as typed, pasted or scanned
 * @returns every meaning, the surest first; none for an empty text
 */
export function readSearch(text: string): readonly Meaning[] {
  const sought = text.trim();
  if (sought === '') return [];
  const time = TIME.exec(sought);
  if (time) return [{ kind: 'time', hour: Number(time[1]), minute: Number(time[2]) }];
  const meanings: Meaning[] = [];
  if (NUMBER.test(sought)) meanings.push({ kind: 'number', number: sought });
  if (TAIL.test(sought)) meanings.push({ kind: 'tail', tail: sought.toUpperCase() });
  const amount = AMOUNT.exec(sought.replaceAll(',', ''));
  if (amount) meanings.push({ kind: 'amount', fen: Number(`${amount[1]}${(amount[2] ?? '').padEnd(2, '0')}`) });
  if (!/^[¥￥]/.test(sought) && !sought.includes(',')) meanings.push({ kind: 'till_reference', start: sought });
  return meanings;
}
