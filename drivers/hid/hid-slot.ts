import type { Clock } from '../../src/basics/clock.ts';
import type { Log } from '../../src/log/log.ts';
import type { Arrival, ScannerFault, ScannerListener, ScannerState } from '../../src/scanner/scanner.ts';
import { DoubleRead } from '../framing/double-read.ts';
import type { FoundGun } from './find-guns.ts';
import type { HidFailure, HidSystem, OpenedHid } from './hid-system.ts';
import { keyboardReader } from './keyboard-reader.ts';
import { posReader } from './pos-reader.ts';
import { REMEDIES, sentence } from './problems.ts';
import type { OnScan, ReportReader } from './report-reader.ts';
import { layoutOf } from './scanner-makers.ts';

export type HidSlotParts = { readonly system: HidSystem; readonly clock: Clock; readonly log: Log; readonly listener: ScannerListener };

/** In the port's words. */
const FAULTS: Readonly<Record<HidFailure['kind'], ScannerFault>> = {
  missing: 'missing',
  forbidden: 'forbidden',
  no_library: 'no_library',
  broken: 'broken',
};

/** The system gives rights a moment after a device appears; sooner refusals are not told. */
const EARLY_REFUSALS = 1;

/**
 * A place at the counter for one gun: what is plugged in there is read; after unplugging the same gun, or another, takes it. The terminal
 * hears of it when it is expected or has a gun that is to be read here; of a keyboard that may not be opened it does not, since what
 * that types reaches the window in front.
 */
export class HidSlot {
  readonly #parts: HidSlotParts;
  readonly #doubleRead: DoubleRead;
  #state: ScannerState;
  #gun: FoundGun | null = null;
  #identity: string | null = null;
  #reader: ReportReader | null = null;
  #device: OpenedHid | null = null;
  #refusals = 0;
  #isTold = false;

  /** @param isExpected its gun is configured, and missed while it is not there */
  constructor({ id, name, isExpected }: { id: string; name: string; isExpected: boolean }, parts: HidSlotParts) {
    this.#parts = parts;
    this.#doubleRead = new DoubleRead(parts.clock);
    this.#state = { id, kind: 'hid', name, status: 'opening', problem: null, fault: null, remedy: null };
    if (isExpected) this.#tell();
  }

  /** Where its gun is plugged in, or null when nothing is. */
  path(): string | null {
    return this.#gun?.path ?? null;
  }

  id(): string {
    return this.#state.id;
  }

  /** The gun it has, or had last. */
  identity(): string | null {
    return this.#identity;
  }

  isReading(): boolean {
    return this.#device !== null;
  }

  /** Whether its gun is a keyboard that may not be opened, and the terminal does not miss it. */
  isRefused(): boolean {
    return !this.#isTold && this.#refusals > EARLY_REFUSALS;
  }

  /** Tries once to read this gun. */
  async open(gun: FoundGun): Promise<void> {
    this.#gun = gun;
    this.#identity = gun.identity;
    this.#state = { ...this.#state, name: gun.name, presents: gun.presents };
    const { system, clock } = this.#parts;
    const hear: OnScan = (text, arrival) => this.#hear(text, arrival);
    const reader = gun.presents === 'pos' ? posReader(layoutOf(gun.vendorId), clock, hear) : keyboardReader(clock, hear);
    let isGone = false; // perhaps before the open is told
    const opened = await system.open(gun.path, {
      report: (bytes) => reader.push(bytes),
      lost: () => {
        isGone = true;
        if (this.#reader === reader) this.leave();
      },
    });
    if (!opened.ok) {
      this.#refusals += 1;
      const fault = FAULTS[opened.error.kind];
      if (fault === 'forbidden' && gun.presents === 'keyboard' && !this.#isTold) return;
      if (fault === 'missing' || this.#refusals > EARLY_REFUSALS) this.#become(fault, sentence(opened.error, gun));
      else this.#become('opening');
      return;
    }
    if (isGone) return this.leave();
    this.#refusals = 0;
    this.#reader = reader;
    this.#device = opened.value;
    this.#become('ready');
  }

  /** Needs a person. @param gun the one that is plugged in, if it is known */
  fail(fault: ScannerFault, problem: string, gun: FoundGun | null): void {
    this.#gun = gun;
    this.#identity = gun?.identity ?? this.#identity;
    this.#become(fault, problem);
  }

  /** Its gun is no longer there, or never was. */
  leave(): void {
    const { name } = this.#state;
    void this.close();
    if (this.#isTold) this.#become('missing', sentence({ kind: 'missing' }, { name, path: '', model: '' }));
  }

  /** Lets the device go. */
  async close(): Promise<void> {
    const device = this.#device;
    this.#reader?.reset();
    this.#doubleRead.reset();
    this.#reader = null;
    this.#device = null;
    this.#gun = null;
    this.#refusals = 0;
    await device?.close();
  }

  #hear(text: string, arrival: Arrival): void {
    const scannerId = this.#state.id;
    const scan = { scannerId, text, arrival };
    if (this.#doubleRead.admits(text)) this.#parts.listener.scanned(scan);
    else {
      this.#parts.log.write('scanner_double_read', { scanner: scannerId });
      this.#parts.listener.repeated?.(scan);
    }
  }

  /** @param news a status without fault, or the fault, which needs a sentence */
  #become(news: 'ready' | 'opening' | ScannerFault, problem: string | null = null): void {
    const fault = news === 'ready' || news === 'opening' ? null : news;
    const status = news === 'ready' || news === 'opening' ? news : news === 'missing' ? 'gone' : 'failed';
    if (this.#isTold && status === this.#state.status && problem === this.#state.problem) return;
    this.#state = { ...this.#state, status, problem, fault, remedy: fault && (REMEDIES[fault] ?? null) };
    this.#parts.log.write('scanner_changed', { scanner: this.#state.id, status, problem });
    this.#tell();
  }

  #tell(): void {
    this.#isTold = true;
    this.#parts.listener.changed(this.#state);
  }
}
