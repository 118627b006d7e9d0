import type { ScannerView } from './view.ts';

/**
 * What the scanner doctor shows, over `GET /ui/v1/doctor`: server-sent events like the view's, the data of each a whole `DoctorView`.
 * Nothing in it can be a live code: of long runs of digits only the ends are told.
 */
export type DoctorView = {
  readonly devices: readonly DoctorDevice[];
  readonly noticed: readonly NoticedDevice[];
  readonly reports: readonly ScanReport[]; // newest first, at most 50
  readonly test: { readonly endsInMs: number } | null; // while on, scans are looked at and never charged
  readonly search: LineSearch | null;
};

/** What is printed to try a scanner with. Letters, blanks and digits, so that a wrong keyboard layout shows; worth nothing to anybody. */
export const TEST_TEXT = 'SAOMA TEST 1234';

/** The test mode ends by itself after this. */
export const TEST_MODE_MS = 120_000;

export type DoctorDevice = ScannerView & {
  readonly fault: DeviceFault | null;
  readonly problem: string | null; // one sentence in English, for the manager
  readonly remedy: string | null; // a command that helps, for the manager's shell
  readonly presents: 'pos' | 'keyboard' | null; // as what a HID device shows itself
  readonly line: { readonly baudRate: number; readonly suffix: LineSuffix } | null; // of a serial gun
  readonly canSearch: boolean; // its line can be found out by scanning the test code
};

/** What keeps a device from being read. */
export type DeviceFault = 'missing' | 'in_use' | 'forbidden' | 'types_only' | 'no_library' | 'broken';

/** A gun that is plugged in and not opened; what it types reaches the window in front. With `no_library` no single gun is meant. */
export type NoticedDevice = {
  readonly id: string;
  readonly name: string;
  readonly fault: Extract<DeviceFault, 'forbidden' | 'types_only' | 'no_library'>;
  readonly problem: string; // one sentence in English, for the manager
  readonly remedy: string | null;
};

export type LineSuffix = 'auto' | 'cr' | 'lf' | 'crlf' | 'tab' | 'etx' | 'none';

/** What a terminal found out about a scan's end: by a character, by silence, by the device's own report, or not told by the device. */
export type ScanEnd = Exclude<LineSuffix, 'auto'> | 'whole' | 'unknown';

/** What became of a scan. */
export type ScanOutcome =
  | { readonly kind: 'charged'; readonly orderNo: string }
  | { readonly kind: 'test_code' }
  | { readonly kind: 'payment_code' } // right, and only looked at: the test mode is on
  | { readonly kind: 'payment_number' } // of a customer's bill: it opened an inquiry
  | { readonly kind: 'echo' } // the same code once more, by the same gun or a second path: nothing was done
  | { readonly kind: 'foreign_wallet'; readonly wallet: 'alipay' | 'unionpay' | 'digital_rmb' | 'qq' }
  | { readonly kind: 'wrong_length'; readonly length: number }
  | { readonly kind: 'product_code' | 'link' | 'not_a_code' | 'held' | 'used_code' | 'nothing_to_pay' };

/** One scan, told for people. */
export type ScanReport = {
  readonly id: number;
  readonly at: string; // RFC 3339
  readonly scannerId: string;
  readonly kind: ScannerView['kind'];
  readonly name: string; // of the scanner; empty for a keyboard
  readonly cells: readonly string[]; // one for each byte: the character, the name of a control character, or • where it is kept secret
  readonly length: number; // characters of the text itself
  readonly symbology: string | null; // the AIM identifier that the gun sent before the text, like ]C1
  readonly end: ScanEnd;
  readonly timing: { readonly totalMs: number; readonly medianGapMs: number; readonly longestGapMs: number } | null;
  readonly outcome: ScanOutcome;
};

/** The terminal tries one pace after the other while a person scans the test code. */
export type LineSearch = {
  readonly scannerId: string;
  readonly state: 'searching' | 'found' | 'given_up';
  readonly baudRate: number; // tried now, or found
  readonly triedCount: number;
  readonly line: string | null; // found: what to put into the configuration's `scanners`
};
