import type { DisplayView } from '../../src/contract/display.ts';
import type { Locale } from '../../src/contract/view.ts';

/** A language chosen while nothing is to pay is for the customer who chose it, and he soon begins or leaves. */
export const IDLE_CHOICE_MS = 60_000;

/** A customer's language. `sceneId`: the sale that it is for; null: chosen before any. */
export type LanguageChoice = { readonly locale: Locale; readonly sceneId: string | null; readonly atMs: number };

/** What a touch on a language means now. */
export function chooseLanguage(locale: Locale, sale: string | null, atMs: number): LanguageChoice {
  return { locale, sceneId: sale, atMs };
}

/** The sale on the page; null while nothing is to pay, and when an end has left by itself. */
export function saleOf(view: Pick<DisplayView, 'sceneId'>, shown: DisplayView['scene']): string | null {
  return shown.kind === 'idle' ? null : view.sceneId;
}

/**
 * Keeps a choice or lets it go: it lasts for its sale and not a moment longer. One made before a sale becomes that sale's.
 * @param sale what is on the page now
 */
export function keepLanguage(choice: LanguageChoice | null, sale: string | null, nowMs: number): LanguageChoice | null {
  if (choice === null || choice.sceneId === sale) return sale === null && choice && nowMs - choice.atMs >= IDLE_CHOICE_MS ? null : choice;
  return choice.sceneId === null && nowMs - choice.atMs < IDLE_CHOICE_MS ? { ...choice, sceneId: sale } : null;
}
