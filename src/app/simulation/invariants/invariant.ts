import { isFinal } from '../../../payment/state.ts';
import type { Fact, History } from '../history.ts';

/** What a story must never show, in one sentence about one order, sale or charge. */
export type Finding = { readonly about: string; readonly sentence: string };

/** A promise that every history is held against. @returns each breach */
export type Invariant = (history: History) => readonly Finding[];

/** The facts of one kind, in their order. */
export function factsOf<Kind extends Fact['kind']>({ facts }: History, kind: Kind): readonly Extract<Fact, { kind: Kind }>[] {
  return facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
}

/** Groups things by what they are about, in their order. */
export function groupBy<Item>(items: readonly Item[], about: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  return Map.groupBy(items, about);
}

/** Whether a charge of this status has ended; of statuses that are none of a charge's it is not said. */
export function isEnd(status: string): boolean {
  return isFinal(status as Parameters<typeof isFinal>[0]);
}
