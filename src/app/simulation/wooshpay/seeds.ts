import { judgeWoosh } from './judge.ts';
import { liveWoosh } from './world.ts';

export const SALES_OF_A_SEED = 60;

export type WooshTally = {
  readonly charges: number;
  readonly seeds: number;
  readonly processes: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly broken: readonly string[]; // of the first seed that went wrong
};

/** Lives seed after seed until so many charges were lived or one broke a promise. */
export async function liveWooshSeeds(charges: number, firstSeed = 1): Promise<WooshTally> {
  const statuses: Record<string, number> = {};
  let lived = 0;
  let processes = 0;
  let seed = firstSeed;
  let broken: readonly string[] = [];
  for (; lived < charges && broken.length === 0; seed += 1) {
    const outcome = await liveWoosh(seed, SALES_OF_A_SEED);
    lived += outcome.charges;
    processes += outcome.processes;
    for (const { status } of outcome.told.history.ledger) statuses[status] = (statuses[status] ?? 0) + 1;
    broken = judgeWoosh(outcome.told).map(({ invariant, sentence }) => `seed ${seed}: ${invariant}: ${sentence}`);
  }
  return { charges: lived, seeds: seed - firstSeed, processes, statuses, broken };
}

/** What one seed broke, and what is known of the first order that it is about. */
export async function tellWooshSeed(seed: number): Promise<readonly string[]> {
  const { told } = await liveWoosh(seed, SALES_OF_A_SEED);
  const violations = judgeWoosh(told);
  const [first] = violations;
  if (!first) return [];
  const facts = told.history.facts.filter((fact) => JSON.stringify(fact).includes(first.about));
  return [...violations.map(({ invariant, sentence }) => `${invariant}: ${sentence}`), ...facts.map((fact) => JSON.stringify(fact))];
}
