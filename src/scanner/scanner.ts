export type ScannerKind = 'serial' | 'hid' | 'wedge' | 'camera';

/** `ready` reads; `opening` is being found or reopened; `gone` was unplugged or never there; `failed` needs a person. */
export type ScannerStatus = 'ready' | 'opening' | 'gone' | 'failed';

export type ScannerState = {
  readonly id: string; // unique among the terminal's scanners, stable over replugging
  readonly kind: ScannerKind;
  readonly name: string; // for people: a port's path, a product's name
  readonly status: ScannerStatus;
  readonly problem: string | null; // for the log and the manager, one sentence, when not ready
  readonly fault?: ScannerFault | null; // the same in one word, so that screens can say it in their language
  readonly remedy?: string | null; // a command that helps, for the manager's shell
  readonly line?: SerialLine; // how a serial line is set now
  readonly presents?: 'pos' | 'keyboard'; // as what a HID device shows itself
};

/** What keeps a device from being opened. */
export type ScannerFault =
  | 'missing'
  | 'in_use' // by another program
  | 'forbidden' // this user has no right
  | 'types_only' // a keyboard, and this system hands keyboards to the window in front alone
  | 'no_library' // the system lacks what USB scanners are read with
  | 'broken';

/** A gun, or why none can be seen, that is plugged in and not read here. What it types reaches the window in front all the same. */
export type NoticedGun = {
  readonly id: string;
  readonly name: string; // for people; empty when no single gun is meant
  readonly fault: Extract<ScannerFault, 'forbidden' | 'types_only' | 'no_library'>;
  readonly problem: string; // one sentence, for the manager
  readonly remedy: string | null;
};

/** How a serial gun speaks. */
export type SerialLine = { readonly baudRate: number; readonly suffix: 'auto' | 'cr' | 'lf' | 'crlf' | 'tab' | 'etx' | 'none' };

/** The bytes of a scan as they came, with what stood around the text, and when each came: milliseconds since the first of them. */
export type Arrival = {
  readonly bytes: readonly number[];
  readonly atMs: readonly number[];
  readonly isWhole?: boolean; // the device says itself where a scan ends, and sends no character for it
};

/** More bytes than this are not kept: no code comes near. */
export const MAX_ARRIVAL = 160;

/** One framed scan. `text` and `arrival` may be a payment code: they are never logged, stored or shown. */
export type Scan = { readonly scannerId: string; readonly text: string; readonly arrival?: Arrival };

/** A scanner whose line can be set otherwise while it runs: until the next start, the configuration is not touched. */
export type TunableScanner = { setLine(line: SerialLine): void };

export type ScannerListener = {
  scanned(scan: Scan): void;
  /** The same text once more, right behind the first: the gun still saw the code. Nothing is to be done with it. */
  repeated?(scan: Scan): void;
  changed(state: ScannerState): void;
  /** This scanner is no longer missed: its gun is back in another guise. */
  forgotten?(scannerId: string): void;
  /** Told once, at the start, by a scanner whose line can be set. */
  tunable?(scannerId: string, scanner: TunableScanner): void;
  /** All guns that are seen and not read, whenever they change. They are no scanners of the terminal, so nothing is amiss without them. */
  noticed?(guns: readonly NoticedGun[]): void;
};

/** The port every scanning device stands behind: serial, HID, the keyboard of a screen, a camera. */
export interface Scanner {
  state(): ScannerState;
  /** Begins to read and keeps reading over unplugging, until stopped. Called once. */
  start(listener: ScannerListener): void;
  /** Lets the device go. Resolves when it is free for another program. */
  stop(): Promise<void>;
}
