/** Sorted copy. */
function ascending(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

/** The smallest value that at least a share of all values does not exceed. @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = ascending(values);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * How two contenders compare: the median of the ratios of each round. Both halves of a ratio were measured within moments
 * of each other, so a machine that slows down for a while changes it little.
 */
export function ratio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}

/** Measures contenders in turn, A B C, A B C, …, so that each meets the same machine. @returns a list per contender, in order of rounds */
export async function interleaved<Name extends string>(
  contenders: Readonly<Record<Name, () => number | Promise<number>>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries<() => number | Promise<number>>(contenders);
  const results: Record<string, number[]> = Object.fromEntries(entries.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of entries) results[name]?.push(await measure());
  }
  return results;
}
