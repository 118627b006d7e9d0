import { err, ok } from '../../src/basics/result.ts';
import type { HidDevice, HidFailure, HidListener, HidSystem } from '../hid/hid-system.ts';

/** A HID-POS gun of Honeywell's ids; whatever is given is different. */
export function aGun(path: string, different: Partial<HidDevice> = {}): HidDevice {
  return { path, vendorId: 0x0c2e, productId: 0x0b61, serialNumber: '', product: 'Scanner', usagePage: 0x8c, usage: 2, ...different };
}

/** A machine whose USB sockets are in the test's hand. */
export class FakeHid implements HidSystem {
  readonly #plugged = new Map<string, readonly HidDevice[]>();
  readonly #open = new Map<string, HidListener>();
  /** Answers of `open` for all, or of `devices`, instead of success. */
  refusal: HidFailure | null = null;
  blindness: HidFailure | null = null;
  looks = 0;

  plug(...collections: readonly HidDevice[]): void {
    for (const { path } of collections)
      this.#plugged.set(
        path,
        collections.filter((device) => device.path === path),
      );
  }

  /** @param isTold false: the reader hears nothing of it */
  unplug(path: string, isTold = true): void {
    this.#plugged.delete(path);
    const listener = this.#open.get(path);
    this.#open.delete(path);
    if (isTold) listener?.lost();
  }

  /** Every report is of its path; one that nobody reads is lost, as it is in life. */
  send(path: string, reports: readonly Uint8Array[]): void {
    for (const report of reports) this.#open.get(path)?.report(report);
  }

  /** The paths that are read now. */
  read(): readonly string[] {
    return [...this.#open.keys()];
  }

  async devices() {
    this.looks += 1;
    return this.blindness ? err(this.blindness) : ok([...this.#plugged.values()].flat());
  }

  async open(path: string, listener: HidListener) {
    if (this.refusal) return err(this.refusal);
    if (!this.#plugged.has(path)) return err({ kind: 'missing' as const });
    if (this.#open.has(path)) throw new Error(`${path} is opened twice`);
    this.#open.set(path, listener);
    return ok({
      close: async () => {
        if (this.#open.get(path) === listener) this.#open.delete(path);
      },
    });
  }
}
