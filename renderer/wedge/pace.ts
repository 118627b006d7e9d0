/** Keys closer than this are a gun's. A gun takes 0 to 10 ms, a person 90 to 150. */
export const SCAN_GAP_MS = 35;
/** A slow gun takes 30 to 60 ms from key to key, over radio or set so; the quickest hand 70, and not for long. */
const SLOW_GAP_MS = 65;
/** A busy machine stretches single gaps of a gun to 70 ms; longer ones are a hand's, or the machine stood still. */
const HAND_GAP_MS = 75;

/**
 * Whether keys came at a gun's pace, as a whole: more gaps than not are too short for a hand, and the long ones look like a machine
 * that stood still, with quick keys between them, rather than like a person who typed before the gun did.
 *
 * @param gapsMs between the keys, one fewer than there are keys
 * @param loose how many of these gaps come before what is known as a gun's
 */
export function isGunsPace(gapsMs: readonly number[], loose: number): boolean {
  const before = gapsMs.slice(0, loose);
  const pauses = before.filter(isPause).length;
  const quick = before.filter((ms) => ms < SCAN_GAP_MS).length;
  return isSlowGuns(gapsMs) && pauses <= 1 + quick;
}

/** Where the keys begin that came up to this one without a pause. @param gapsMs before each key @param at which key */
export function streakFrom(gapsMs: readonly number[], at: number): number {
  return Math.max(0, gapsMs.slice(0, at + 1).findLastIndex(isPause));
}

/** Whether keys came as a slow gun's do, more steadily than a hand can. @param gapsMs between the keys, without a pause */
export function isSlowGuns(gapsMs: readonly number[]): boolean {
  return median(gapsMs) < SLOW_GAP_MS;
}

/** Whether a gap is as long as a hand's, or as that of a machine that stands still. */
function isPause(gapMs: number): boolean {
  return gapMs > HAND_GAP_MS;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
