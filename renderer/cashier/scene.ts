import type { Stage } from '../../src/contract/view.ts';
import { type Screen, screenOf } from './deeds.ts';

/** Asked about or undone, with turns of its own: to whoever works on a list or a count meanwhile it is one wait. */
const NOT_KNOWN: ReadonlySet<Screen> = new Set<Screen>(['unresolved', 'reversing']);

/** The picture on the counter: another one, and the keys mean something else. */
export function screenKey(stage: Stage): string {
  return stage.kind === 'keypad' ? 'keypad' : `${stage.charge.id} ${screenOf(stage)}`;
}

/** What the picture is about: lists and sheets over the counter give way to news on it, not to each turn of a wait. */
export function sceneKey(stage: Stage): string {
  return stage.kind === 'charge' && NOT_KNOWN.has(screenOf(stage)) ? `${stage.charge.id} not known` : screenKey(stage);
}
