import type { Arrival } from '../../src/scanner/scanner.ts';

/** Hears a scan, and how it came in. */
export type OnScan = (text: string, arrival: Arrival) => void;

/** Makes scans of a device's input reports, as they come. */
export interface ReportReader {
  push(report: Uint8Array): void;
  /** Forgets a half code: the gun was unplugged, and another may come back. */
  reset(): void;
}
