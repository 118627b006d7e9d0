/** What the camera is asked for, best first. The same shape throughout, so that the viewfinder does not jump. */
export const RESOLUTIONS = [
  { width: 1280, height: 720 },
  { width: 960, height: 540 },
  { width: 640, height: 360 },
] as const;

export type Resolution = (typeof RESOLUTIONS)[number];

/** Fewer than eight looks a second feel slow: a hand holds a phone still for about half a second. */
const SLOW_LOOK_MS = 125;
/** So many looks in a row decide: one that was slow because the machine was busy does not. */
const LOOKS = 12;

/** Decides when decoding cannot keep up. It only ever goes down: going up again would make a weak machine swing. */
export type Pace = {
  /** @param ms how long a look at one picture took @returns the resolution to change to, or null */
  looked(ms: number): Resolution | null;
};

export function createPace(): Pace {
  let level = 0;
  let recent: number[] = [];
  return {
    looked(ms) {
      recent = [...recent, ms].slice(-LOOKS);
      const isSlow = recent.length === LOOKS && median(recent) > SLOW_LOOK_MS;
      const lower = RESOLUTIONS[level + 1];
      if (!isSlow || !lower) return null;
      level += 1;
      recent = [];
      return lower;
    },
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
