/** Makes scans of a device's input reports, as they come. */
export interface ReportReader {
  push(report: Uint8Array): void;
  /** Forgets a half code: the gun was unplugged, and another may come back. */
  reset(): void;
}
