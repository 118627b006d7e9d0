export type ScannerKind = 'serial' | 'hid' | 'wedge' | 'camera';

/** `ready` reads; `opening` is being found or reopened; `gone` was unplugged or never there; `failed` needs a person. */
export type ScannerStatus = 'ready' | 'opening' | 'gone' | 'failed';

export type ScannerState = {
  readonly id: string; // unique among the terminal's scanners, stable over replugging
  readonly kind: ScannerKind;
  readonly name: string; // for people: a port's path, a product's name
  readonly status: ScannerStatus;
  readonly problem: string | null; // for the log and the manager, one sentence, when not ready
};

/** One framed scan. `text` may be a payment code: it is never logged, stored or shown. */
export type Scan = { readonly scannerId: string; readonly text: string };

export type ScannerListener = {
  scanned(scan: Scan): void;
  changed(state: ScannerState): void;
};

/** The port every scanning device stands behind: serial, HID, the keyboard of a screen, a camera. */
export interface Scanner {
  state(): ScannerState;
  /** Begins to read and keeps reading over unplugging, until stopped. Called once. */
  start(listener: ScannerListener): void;
  /** Lets the device go. Resolves when it is free for another program. */
  stop(): Promise<void>;
}
