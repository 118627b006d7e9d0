import { type Coverage, createCoverage } from '../coverage/coverage.ts';
import { judge, type Violation } from '../judge.ts';
import { live } from '../world.ts';

/** Sales of one seed: enough for them to meet, few enough to read about. */
export const SALES_PER_SEED = 60;

/** What some seeds came to. */
export type Tally = {
  readonly seeds: number;
  readonly charges: number;
  readonly processes: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly failures: readonly { readonly seed: number; readonly violations: readonly Violation[] }[];
};

export const NOTHING_YET: Tally = { seeds: 0, charges: 0, processes: 0, statuses: {}, failures: [] };

/** Lives and judges one seed. */
export async function tallySeed(seed: number, coverage: Coverage = createCoverage()): Promise<Tally> {
  const { history, charges, processes } = await live({ seed, sales: SALES_PER_SEED }, coverage);
  const violations = judge(history);
  const statuses: Record<string, number> = {};
  for (const { status } of history.ledger) statuses[status] = (statuses[status] ?? 0) + 1;
  return { seeds: 1, charges, processes, statuses, failures: violations.length > 0 ? [{ seed, violations }] : [] };
}

export function add(a: Tally, b: Tally): Tally {
  const statuses: Record<string, number> = { ...a.statuses };
  for (const [status, count] of Object.entries(b.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
  return {
    seeds: a.seeds + b.seeds,
    charges: a.charges + b.charges,
    processes: a.processes + b.processes,
    statuses,
    failures: [...a.failures, ...b.failures],
  };
}
