import { INVARIANTS, type InvariantName, judge, type Violation } from '../judge.ts';
import { SALES_PER_SEED } from '../seeds/seed-batch.ts';
import { live } from '../world.ts';
import { shrink } from './shrink.ts';
import { tellStory } from './story.ts';

/** Lives one seed again; where it goes wrong, shortens it and tells the story. @returns the lines, and which promise was broken */
export async function tellSeed(seed: number): Promise<{ readonly broken: InvariantName | null; readonly lines: readonly string[] }> {
  const { history, charges, processes } = await live({ seed, sales: SALES_PER_SEED });
  const [first] = judge(history);
  if (!first) return { broken: null, lines: [`seed ${seed}: ${charges} charges, ${processes} processes, nothing went wrong`] };
  const { invariant } = first;
  const finds = (other: typeof history): Violation | null => {
    const [finding] = INVARIANTS[invariant](other);
    return finding ? { ...finding, invariant } : null;
  };
  const shrunk = await shrink({ seed, sales: SALES_PER_SEED, finds });
  if (!shrunk) throw new Error(`seed ${seed} went wrong once, and not again: it is not the same story twice`);
  const { omitted, tries } = shrunk;
  const left = SALES_PER_SEED - omitted.sales.size;
  const head = `seed ${seed}, shortened in ${tries} tries to ${left} of ${SALES_PER_SEED} sales:`;
  return { broken: invariant, lines: [head, ...tellStory(shrunk.history, shrunk.violation)] };
}
