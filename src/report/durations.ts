/** A bucket is this much wider than the one before: what is read back is within half a per cent. */
const GROWTH = 1.01;
/** Ten minutes: nothing waits longer; what does counts as this. */
const LONGEST_MS = 600_000;
const BUCKETS = Math.ceil(Math.log(LONGEST_MS) / Math.log(GROWTH)) + 1;

/** Durations counted by size, in 1,340 buckets however many there are. */
export type Durations = {
  /** @param ms 0 or more */
  add(ms: number): void;
  count(): number;
  /** The duration that a share of them does not exceed, by nearest rank, within half a per cent. @param share 0 to 1 @returns null of none */
  at(share: number): number | null;
};

export function createDurations(): Durations {
  const buckets = new Uint32Array(BUCKETS);
  let count = 0;
  return {
    add(ms) {
      const bucket = Math.round(Math.log(Math.min(Math.max(ms, 1), LONGEST_MS)) / Math.log(GROWTH));
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      count += 1;
    },
    count: () => count,
    at(share) {
      if (count === 0) return null;
      let left = Math.max(1, Math.ceil(count * share));
      const bucket = buckets.findIndex((inIt) => {
        left -= inIt;
        return left <= 0;
      });
      return Math.round(GROWTH ** bucket);
    },
  };
}
