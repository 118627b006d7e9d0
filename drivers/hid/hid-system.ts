import { err, ok, type Result } from '../../src/basics/result.ts';

/** One collection of a plugged-in HID device. A device with several is listed once for each. */
export type HidDevice = {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string; // empty when it has none
  readonly product: string; // the maker's name for it, perhaps empty
  readonly usagePage: number;
  readonly usage: number;
};

/** Why HID devices cannot be read now. */
export type HidFailure =
  | { readonly kind: 'no_library' } // libusb is not installed
  | { readonly kind: 'missing' } // unplugged meanwhile
  | { readonly kind: 'forbidden' } // this user may not open it
  | { readonly kind: 'broken'; readonly detail: string }; // the system's own words

export type HidListener = {
  report(bytes: Uint8Array): void; // the report's id first, when the device numbers its reports
  /** The device is gone; nothing more comes. Not called after `close`. */
  lost(): void;
};

export type OpenedHid = { close(): Promise<void> };

/** The machine's HID devices. Nothing here throws or rejects. */
export interface HidSystem {
  devices(): Promise<Result<readonly HidDevice[], HidFailure>>;
  open(path: string, listener: HidListener): Promise<Result<OpenedHid, HidFailure>>;
}

/** The real ones, through node-hid. Enumerating and opening happen on its own threads; its binary is loaded with the first call. */
export const nodeHidSystem: HidSystem = {
  async devices() {
    try {
      const { devicesAsync } = await import('node-hid');
      const devices = await devicesAsync();
      return ok(
        devices.flatMap(({ path, vendorId, productId, serialNumber = '', product = '', usagePage = 0, usage = 0 }) =>
          path ? [{ path, vendorId, productId, serialNumber, product, usagePage, usage }] : [],
        ),
      );
    } catch (error) {
      return err(explainHidError(error));
    }
  },
  async open(path, listener) {
    try {
      const { HIDAsync } = await import('node-hid');
      const device = await HIDAsync.open(path);
      let over = false;
      device.on('data', (bytes: Uint8Array) => {
        if (!over) listener.report(bytes);
      });
      // It carries a string or nothing; whatever it says, node-hid has stopped reading.
      device.on('error', () => {
        if (over) return;
        over = true;
        device.close().catch(() => {}); // gone already
        listener.lost();
      });
      return ok({
        async close() {
          over = true;
          await device.close().catch(() => {}); // fails only when it is closed
        },
      });
    } catch (error) {
      return err(explainHidError(error));
    }
  },
};

/** The system's words for why a device does not open. Seen with node-hid 3.4 on Linux. */
const OPEN_ERRORS: readonly { readonly pattern: RegExp; readonly kind: 'no_library' | 'missing' | 'forbidden' }[] = [
  { pattern: /libusb|libudev|ERR_DLOPEN_FAILED/i, kind: 'no_library' },
  { pattern: /permission denied|access is denied|not permitted/i, kind: 'forbidden' },
  { pattern: /no such (?:file|device)/i, kind: 'missing' },
];

/** Finds the case behind what node-hid throws, which is an Error, a string or nothing. */
export function explainHidError(error: unknown): HidFailure {
  const code = error instanceof Error && 'code' in error ? `${String(error.code)} ` : '';
  const detail = `${code}${error instanceof Error ? error.message : String(error)}`.slice(0, 200);
  const known = OPEN_ERRORS.find(({ pattern }) => pattern.test(detail));
  return known ? { kind: known.kind } : { kind: 'broken', detail };
}
