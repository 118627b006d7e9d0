import { type CountDraft, NOT_COUNTED } from './count-draft.ts';

/** So many names of tenders fit beside each other. */
const MOST_KNOWN = 6;

/** What outlives its sheet, and no view knows. The parts of the desk change it in place. */
export type DeskInHand = {
  begun: CountDraft; // a sale in between costs no count
  lastEntry: { readonly id: string; readonly atMs: number } | null; // of the drawer, made at this counter
  tenders: readonly string[]; // by name, the newest first
};

export function emptyDesk(): DeskInHand {
  return { begun: NOT_COUNTED, lastEntry: null, tenders: [] };
}

/** The first of these names, each once, as many as are shown. */
export function knownTenders(names: readonly string[]): readonly string[] {
  return [...new Set(names)].slice(0, MOST_KNOWN);
}
