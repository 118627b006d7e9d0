import { DOTS, type PaperWidth } from './paper.ts';

/** Dots of the narrowest bar: 0.25 mm. Thinner ones are lost on thermal paper. */
export const BAR_DOTS = 2;

/** White on either side that a reader needs, in narrow bars. Source: ISO/IEC 15417. */
const QUIET = 10;

/** What Code 128's sets B and C write; the encoder's `{` begins a command of its own and is left out. */
const WRITABLE = /^[ -z|~}]{1,48}$/;

/** One stretch of a Code 128 symbol, in the set that writes it shortest. */
export type BarRun = { readonly set: 'B' | 'C'; readonly text: string };

/** Cuts a text into runs: digits in pairs from four on, the rest letter by letter. */
export function barRuns(content: string): readonly BarRun[] {
  const runs: BarRun[] = [];
  for (const [text, digits] of content.matchAll(/((?:\d\d){2,})|(?:(?!\d{4})[\s\S])+/g)) runs.push({ set: digits ? 'C' : 'B', text });
  return runs;
}

/** Whether a text is one symbol on this paper, with its white. */
export function fitsAsBars(content: string, width: PaperWidth): boolean {
  if (!WRITABLE.test(content)) return false;
  const runs = barRuns(content);
  const symbols = runs.reduce((sum, { set, text }) => sum + (set === 'C' ? text.length / 2 : text.length), 0);
  const modules = (symbols + runs.length + 1) * 11 + 13 + 2 * QUIET; // one start or switch a run, a check symbol, the stop
  return modules * BAR_DOTS <= DOTS[width];
}
