import type { Chance } from './chance.ts';
import { cut, LOOK_EVERY_MS, type Scene, spoil, stopNow, whenAwaiting } from './incidents.ts';
import type { MishapKind, Mishaps } from './mishaps.ts';
import type { Mood } from './mood.ts';

/** How a day goes on which the terminal is stopped and started over and over. */
export type Restarts = {
  readonly count: number; // of stops in good order
  readonly untilSale: number; // as long as it lasts
  readonly thenRush: boolean; // the sales after that come all at once
  readonly loses: 'line' | 'disk' | null; // from then on, for about as long as a code lives
};

const KINDS: readonly (readonly [number, Restarts])[] = [
  [3, { count: 4, untilSale: 20, thenRush: true, loses: 'line' }],
  [4, { count: 4, untilSale: 30, thenRush: false, loses: 'line' }],
  [5, { count: 4, untilSale: 30, thenRush: false, loses: 'disk' }],
  [6, { count: 10, untilSale: 60, thenRush: false, loses: null }],
];

/** What befalls the process is no more than usual: what was laid down is to see the end of it. */
const EMPHASIS: ReadonlyMap<MishapKind, number> = new Map([
  ['stopped', 1],
  ['line_down', 1],
  ['killed', 1],
  ['killed_in_recovery', 1],
  ['crash_at_send', 1],
  ['crash_before_commit', 1],
  ['crash_during_commit', 1],
  ['crash_after_commit', 1],
  ['commit_fails_once', 2],
  ['disk_full', 2],
]);
/** Where neither line nor disk is lost, the acquirer is unsure of almost everything. */
const UNSURE = 30;

/**
 * Makes a day one of restarts: what a stop laid down goes through several starts, and its code comes when the queue is full, the line or
 * the disk is gone for long, or the acquirer does not know.
 */
export function amongRestarts({ emphasis, exchangeShare }: Mood, chance: Chance): Partial<Mood> {
  const restarts = chance.pick(KINDS);
  const isUnsure = restarts.loses === null;
  return {
    emphasis: (kind) => (isUnsure && kind === 'unsure' ? UNSURE : (EMPHASIS.get(kind) ?? emphasis(kind))),
    exchangeShare: isUnsure ? 0.6 : exchangeShare,
    incidentsPerSale: 0.03,
    gapMs: 2_500,
    passwordShare: 0.5,
    unattendedShare: 0.5,
    fumblingShare: 0.9,
    fumblingMs: 70_000,
    restarts,
  };
}

/** After the last stop, so often, something is lost as soon as a charge awaits its code again. */
const LOOKS = 160;

/** Plans the stops, and what is lost after the last of them. @param overMs as long as it lasts */
export function planRestarts({ count, loses }: Restarts, overMs: number, mishaps: Mishaps, scene: Scene): void {
  for (let number = 0; number < count; number += 1) {
    const place = `restart ${number}`;
    const own = scene.chance.of(place, 'course');
    const atMs = own.between(0, overMs);
    scene.clock.after(atMs, () => {
      if (mishaps.strikes('stopped', place)) whenAwaiting({ ...scene, chance: own }, Math.ceil((overMs - atMs) / LOOK_EVERY_MS), stopNow);
    });
  }
  const own = { ...scene, chance: scene.chance.of('restarts') };
  scene.clock.after(overMs, () => whenAwaiting(own, LOOKS, () => lose(loses, mishaps, own)));
}

function lose(what: Restarts['loses'], mishaps: Mishaps, scene: Scene): void {
  if (what === 'line' && mishaps.strikes('line_down', 'restarts')) cut(scene, null, scene.chance.between(45_000, 150_000));
  if (what === 'disk' && mishaps.strikes('disk_full', 'restarts')) spoil(scene, 'disk_full', scene.chance.between(90_000, 120_000));
}
