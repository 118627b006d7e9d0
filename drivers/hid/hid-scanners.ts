import type { Cancel, Clock } from '../../src/basics/clock.ts';
import type { Log } from '../../src/log/log.ts';
import type { NoticedGun, Scanner, ScannerListener } from '../../src/scanner/scanner.ts';
import { type FoundGun, findGuns, type HidScannerConfig, modelName } from './find-guns.ts';
import { HidSlot } from './hid-slot.ts';
import { type HidFailure, type HidSystem, nodeHidSystem } from './hid-system.ts';
import { NO_LIBRARY, REMEDIES, sentence, typesOnly } from './problems.ts';

/** All HID guns of the terminal. Each is a scanner with a state of its own; they share the looking. */
export type HidScanners = Pick<Scanner, 'start' | 'stop'>;

export type HidScannersParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly system?: HidSystem;
  readonly platform?: NodeJS.Platform;
};

/** How often it is looked at what is plugged in: a gun reads within two seconds. A look at five devices is some two milliseconds, on a thread of its own. */
const LOOK_MS = 1_000;
/** More guns than this do not lie on one counter; a device that reappears in ever new guises is not followed for ever. */
const MAX_SLOTS = 8;

/**
 * Reads every HID gun that the configuration asks for, from when it is plugged in until it is unplugged, over and over.
 * `auto` knows no gun before it has seen one, so a counter without HID guns hears nothing of them.
 */
export function hidScanners(wishes: readonly HidScannerConfig[], parts: HidScannersParts): HidScanners {
  return new AllHidScanners(wishes, { system: nodeHidSystem, platform: process.platform, ...parts });
}

type Place = { readonly wish: HidScannerConfig; readonly slot: HidSlot };

class AllHidScanners implements HidScanners {
  readonly #wishes: readonly HidScannerConfig[];
  readonly #parts: Required<HidScannersParts>;
  #places: readonly Place[] = [];
  readonly #warned = new Set<string>();
  #listener: ScannerListener = { scanned() {}, changed() {} };
  #looking: Promise<void> = Promise.resolve();
  #stopWaiting: Cancel = () => {};
  #stopped = false;
  #noticed: readonly NoticedGun[] = [];

  constructor(wishes: readonly HidScannerConfig[], parts: Required<HidScannersParts>) {
    this.#wishes = wishes;
    this.#parts = parts;
  }

  start(listener: ScannerListener): void {
    this.#listener = listener;
    for (const wish of this.#wishes) if (!('auto' in wish)) this.#addPlace(wish, `USB ${modelName(wish.vendorId, wish.productId)}`);
    this.#looking = this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopWaiting();
    await this.#looking;
    await Promise.all(this.#places.map(({ slot }) => slot.close()));
  }

  async #look(): Promise<void> {
    const devices = await this.#parts.system.devices();
    if (this.#stopped) return;
    if (devices.ok) await this.#take(findGuns(devices.value, this.#wishes));
    else this.#fail(devices.error);
    // A library that was not there is not looked for again: the system keeps the answer for as long as the process runs.
    if (this.#stopped || (!devices.ok && devices.error.kind === 'no_library')) return;
    this.#stopWaiting = this.#parts.clock.after(LOOK_MS, () => {
      this.#looking = this.#look();
    });
  }

  async #take(guns: readonly FoundGun[]): Promise<void> {
    for (const { slot } of this.#places) {
      if (!guns.some(({ path, identity }) => path === slot.path() && identity === slot.identity())) slot.leave();
    }
    const noticed: NoticedGun[] = [];
    for (const gun of guns) {
      if (this.#stopped) return;
      const fault = this.#isOnlyTyping(gun) ? 'types_only' : await this.#read(gun);
      if (fault === 'types_only' && !('auto' in gun.wish)) this.#failTyping(gun);
      else if (fault) noticed.push(this.#notice(gun, fault));
    }
    this.#tellNoticed(noticed);
    // Whoever switches a gun over to the keyboard does not miss it: it types.
    if (noticed.length > 0) for (const place of this.#places.filter(isEmpty)) this.#forget(place);
  }

  /** @returns why its gun is left to the window in front, or null */
  async #read(gun: FoundGun): Promise<'forbidden' | null> {
    const slot = this.#places.find((place) => place.slot.path() === gun.path)?.slot ?? this.#freeSlot(gun);
    if (slot && !slot.isReading()) await slot.open(gun);
    return slot?.isRefused() ? 'forbidden' : null;
  }

  /** The place that this gun had, else one that lost another gun, else a new one. */
  #freeSlot(gun: FoundGun): HidSlot | null {
    const free = this.#places.filter(({ wish, slot }) => wish === gun.wish && slot.path() === null).map(({ slot }) => slot);
    return free.find((slot) => slot.identity() === gun.identity) ?? free[0] ?? this.#addPlace(gun.wish, gun.name);
  }

  #addPlace(wish: HidScannerConfig, name: string): HidSlot | null {
    if (this.#places.length >= MAX_SLOTS) return null;
    const kind = 'auto' in wish ? 'hid' : `hid:${modelName(wish.vendorId, wish.productId)}`;
    let number = 1;
    while (this.#places.some(({ slot }) => slot.id() === `${kind}:${number}`)) number += 1;
    const slot = new HidSlot(
      { id: `${kind}:${number}`, name, isExpected: !('auto' in wish) },
      { ...this.#parts, listener: this.#listener },
    );
    this.#places = [...this.#places, { wish, slot }];
    return slot;
  }

  #forget(place: Place): void {
    this.#places = this.#places.filter((other) => other !== place);
    this.#listener.forgotten?.(place.slot.id());
  }

  #isOnlyTyping({ presents }: FoundGun): boolean {
    return presents === 'keyboard' && this.#parts.platform !== 'linux';
  }

  /** A gun that was configured fails for good; one that was only found works all the same, through the screen. */
  #failTyping(gun: FoundGun): void {
    this.#places.find(({ wish }) => wish === gun.wish)?.slot.fail('types_only', typesOnly(gun), gun);
  }

  #notice(gun: FoundGun, fault: 'types_only' | 'forbidden'): NoticedGun {
    const problem = fault === 'types_only' ? typesOnly(gun) : sentence({ kind: fault }, gun);
    this.#warn(problem);
    return { id: `${gun.identity}@${gun.path}`, name: gun.name, fault, problem, remedy: REMEDIES[fault] ?? null };
  }

  #tellNoticed(noticed: readonly NoticedGun[]): void {
    const isNews = JSON.stringify(noticed) !== JSON.stringify(this.#noticed);
    this.#noticed = noticed;
    if (isNews) this.#listener.noticed?.(noticed);
  }

  #fail(failure: HidFailure): void {
    const problem =
      failure.kind === 'no_library' ? NO_LIBRARY : `USB devices cannot be listed: ${'detail' in failure ? failure.detail : failure.kind}`;
    this.#warn(problem);
    const fault = failure.kind === 'no_library' ? 'no_library' : 'broken';
    if (fault === 'no_library') this.#tellNoticed([{ id: 'hid', name: '', fault, problem, remedy: REMEDIES[fault] ?? null }]);
    for (const { slot } of this.#places) if (!slot.isReading()) slot.fail(fault, problem, null);
  }

  /** Once each: it is looked every second. */
  #warn(problem: string): void {
    if (this.#warned.has(problem) || this.#warned.size >= MAX_SLOTS) return;
    this.#warned.add(problem);
    this.#parts.log.write('scanner_warning', { scanner: 'hid', problem });
  }
}

/** A place of `auto` that lost its gun. One that is configured by its ids is missed for as long as it is empty. */
function isEmpty({ wish, slot }: Place): boolean {
  return 'auto' in wish && slot.path() === null;
}
