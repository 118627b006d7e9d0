import { amountOf, type EntryKey, pressAmount } from '../entry.ts';

/** Notes and coins of the renminbi that a drawer holds, in fen, the largest first. Source: People's Bank of China, fifth series. */
export const PIECES = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const;

/** More pieces of one kind no drawer holds. */
const MOST_PIECE_DIGITS = 4;

/**
 * What has been counted so far: one sum, or so many pieces of each kind. `at`: what is being typed, 0 for the sum, else the place in
 * `PIECES` plus one.
 */
export type CountDraft = { readonly at: number; readonly sumText: string; readonly pieces: readonly string[] };

export const NOT_COUNTED: CountDraft = { at: 0, sumText: '', pieces: PIECES.map(() => '') };

/** Whether anything has been told: nothing counted is not a drawer with nothing in it. */
export function isEntered({ sumText, pieces }: CountDraft): boolean {
  return sumText !== '' || pieces.some((text) => text !== '');
}

/** What lies in the drawer by this draft, in fen. */
export function countedFen(draft: CountDraft): number {
  if (draft.sumText !== '') return amountOf(draft.sumText);
  return PIECES.reduce((sum, piece, index) => sum + piece * Number(draft.pieces[index] || 0), 0);
}

/** A typed key. A sum that is typed replaces the pieces, and pieces replace the sum: there is one truth at a time. */
export function pressCount(draft: CountDraft, key: EntryKey): CountDraft {
  if (draft.at === 0) return { ...NOT_COUNTED, sumText: pressAmount(draft.sumText, key) };
  const text = pressPieces(draft.pieces[draft.at - 1] ?? '', key);
  return { at: draft.at, sumText: '', pieces: draft.pieces.map((before, index) => (index === draft.at - 1 ? text : before)) };
}

/** On to another row; below the last comes the sum again. */
export function goTo(draft: CountDraft, at: number): CountDraft {
  const rows = PIECES.length + 1;
  return { ...draft, at: (at + rows) % rows };
}

function pressPieces(text: string, key: EntryKey): string {
  if (key === 'backspace') return text.slice(0, -1);
  if (key === 'clear') return '';
  if (key === '.' || key === '+') return text;
  const next = `${text}${key}`.replace(/^0+(?=\d)/, '');
  return next.length > MOST_PIECE_DIGITS ? text : next;
}
