/** Chance from one seed: the same seed throws the same dice. */
export type Dice = {
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
};

/** Source: mulberry32, Tommy Ettinger, public domain. */
export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    chance: (share) => next() < share,
    pick<T>(from: readonly T[]): T {
      return from[int(0, from.length - 1)] as T;
    },
  };
}

/** An invented code that no other scan of this run has: its number is in it. */
export function inventCode(dice: Dice, number: number): string {
  return `1${dice.int(0, 5)}${String(dice.int(0, 99_999_999)).padStart(8, '0')}${String(number).padStart(8, '0')}`;
}

/** What comes before a gun besides payment codes. */
export function inventText(dice: Dice, number: number): string {
  if (dice.chance(0.85)) return inventCode(dice, number);
  return dice.pick([`28${String(number).padStart(16, '0')}`, `690${String(number).padStart(10, '0')}`, `https://example.com/${number}`]);
}

/** How many of what were done. */
export type Tally = { readonly scans: number; readonly cutByUnplug: number; readonly doubleReads: number };

/** Says where what came differs from what was sent; nothing may be lost, split, doubled or out of order. */
export function compare(where: string, came: readonly string[], sent: readonly string[]): void {
  for (let place = 0; place < Math.max(came.length, sent.length); place += 1) {
    if (came[place] === sent[place]) continue;
    throw new Error(
      `${where}: scan ${place} of ${sent.length} came as ${JSON.stringify(came[place])} and was sent as ${JSON.stringify(sent[place])}`,
    );
  }
}
