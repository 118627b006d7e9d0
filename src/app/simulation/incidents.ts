import type { HandClock } from '../../basics/hand-clock.ts';
import type { Acquirer } from '../../sandbox/acquirer.ts';
import type { Chance } from './chance.ts';
import type { Disk } from './disk.ts';
import type { MishapKind, Mishaps, Weighted } from './mishaps.ts';
import type { Trouble, Weather } from './network/weather.ts';
import { HOSTS } from './process.ts';
import type { Recorder } from './recorder.ts';

const DAY_MS = 86_400_000;
/** Who wants to stop the terminal during a sale looks so often for one. */
const MOST_LOOKS = 120;
export const LOOK_EVERY_MS = 250;

/** What can befall the whole counter. */
type Incident = { readonly kind: MishapKind; readonly happens: (scene: Scene) => void };

export type Scene = {
  readonly clock: HandClock;
  readonly chance: Chance; // of this incident
  readonly weather: Weather;
  readonly disk: Disk;
  readonly acquirer: Acquirer;
  readonly recorder: Recorder;
  readonly isRunning: () => boolean; // the terminal
  readonly kill: () => void;
  readonly stop: () => void;
};

/** A new one is a row. */
export const INCIDENTS: Weighted<Incident> = [
  [3, { kind: 'line_down', happens: (scene) => cut(scene, null) }],
  [4, { kind: 'host_down', happens: (scene) => cut(scene, scene.chance.happens(0.7) ? HOSTS[0] : HOSTS[1]) }],
  [2, { kind: 'disk_full', happens: (scene) => spoil(scene, 'disk_full') }],
  [2, { kind: 'disk_read_only', happens: (scene) => spoil(scene, 'disk_read_only') }],
  [3, { kind: 'clock_jump', happens: jump }],
  [4, { kind: 'killed', happens: ({ kill }) => kill() }],
  [6, { kind: 'stopped', happens: stopInOrder }],
  [2, { kind: 'phone_offline', happens: phoneOffline }],
];

/** What is dead is neither killed nor stopped. */
const OF_A_RUNNING_TERMINAL: ReadonlySet<MishapKind> = new Set(['killed', 'stopped']);

/** Plans the incidents of a day. @param count how many, over `overMs` */
export function planIncidents(count: number, overMs: number, mishaps: Mishaps, scene: Scene): void {
  for (let number = 0; number < count; number += 1) {
    const place = `incident ${number}`;
    const own = scene.chance.of(place, 'course');
    scene.clock.after(own.between(0, overMs), () => {
      const possible = scene.isRunning() ? INCIDENTS : INCIDENTS.filter(([, { kind }]) => !OF_A_RUNNING_TERMINAL.has(kind));
      mishaps.pick(place, 1, possible)?.happens({ ...scene, chance: own });
    });
  }
}

/** Cuts the line, or the way to one host. @param origin of the host, or null: the line */
export function cut({ clock, chance, weather, recorder }: Scene, origin: string | null, lastsMs = lasting(chance)): void {
  const trouble = chance.pick<Trouble>([
    [3, 'refuses'],
    [4, 'silent'],
    [origin ? 2 : 0, 'page'],
  ]);
  const isOver = recorder.lasts(origin === null ? 'line_down' : 'host_down');
  const end = weather.begin(origin, trouble);
  clock.after(lastsMs, () => {
    end();
    isOver();
  });
}

/** Spoils the disk. */
export function spoil(
  { clock, chance, disk, recorder }: Scene,
  condition: 'disk_full' | 'disk_read_only',
  lastsMs = spoiltFor(chance),
): void {
  const isOver = recorder.lasts(condition);
  disk.set(condition);
  clock.after(lastsMs, () => {
    disk.set(null);
    isOver();
  });
}

function spoiltFor(chance: Chance): number {
  return chance.happens(0.3) ? chance.between(58_000, 88_000) : chance.between(500, 30_000); // some longer than a code lives
}

/** Whoever stops the terminal does so for the evening, or in the middle of a sale: then a charge that awaits its code is laid down. */
function stopInOrder(scene: Scene): void {
  if (scene.chance.happens(0.2)) stopNow(scene);
  else whenAwaiting(scene, MOST_LOOKS, stopNow);
}

/** Does something as soon as the terminal runs and a charge awaits its code. @param looks how often at most */
export function whenAwaiting(scene: Scene, looks: number, then: (scene: Scene) => void): void {
  if (scene.isRunning() && scene.disk.openCharges().some(({ state }) => state.status === 'awaiting_code' && state.armed)) then(scene);
  else if (looks > 0) scene.clock.after(LOOK_EVERY_MS, () => whenAwaiting(scene, looks - 1, then));
}

/** Stops it in good order. */
export function stopNow({ recorder, stop }: Scene): void {
  recorder.lasts('stopped')(); // whoever is open now suffers it
  stop();
}

/** What may be wrong when a terminal starts that left a charge laid down: it is up before the router, or a dump has filled its disk. */
const AT_START = [
  { kind: 'line_down', share: 0.15, happens: (scene: Scene) => cut(scene, null) },
  { kind: 'disk_full', share: 0.15, happens: fillDisk },
] as const;

function fillDisk(scene: Scene): void {
  if (scene.chance.happens(0.7)) spoil(scene, 'disk_full');
  else scene.clock.after(scene.chance.between(500, 5_000), () => spoil(scene, 'disk_full'));
}

/** A process is about to start. @param place its name */
export function beforeStart(place: string, mishaps: Mishaps, scene: Scene): void {
  if (!scene.disk.hasLaidDown()) return;
  const own = scene.chance.of(place, 'course');
  AT_START.find(({ kind, share }) => mishaps.strikes(kind, place, share))?.happens({ ...scene, chance: own });
}

/** Days forth or back, as a dead battery or a time server does it; or to the last seconds before midnight in Shanghai. */
function jump({ clock, chance }: Scene): void {
  const beforeMidnightMs = 16 * 3_600_000 - chance.between(1, 30_000) - (clock.wallMs() % DAY_MS);
  const byMs = chance.pick([
    [3, chance.between(-3, 3) * DAY_MS],
    [1, -chance.between(1, 3_600_000)],
    [3, beforeMidnightMs],
  ]);
  clock.stepWall(byMs);
}

function phoneOffline({ clock, chance, acquirer, recorder }: Scene): void {
  const isOver = recorder.lasts('phone_offline');
  acquirer.wallet.change({ network: 'off' });
  clock.after(lasting(chance), () => {
    acquirer.wallet.change({ network: 'on' });
    isOver();
  });
}

function lasting(chance: Chance): number {
  return chance.pick([
    [2, chance.between(200, 3_000)],
    [3, chance.between(3_000, 30_000)],
    [2, chance.between(30_000, 90_000)],
    [2, chance.between(44_000, 61_000)], // as long as a code lives
  ]);
}
