import type { Cancel, Clock } from '../../src/basics/clock.ts';
import { type PosLayout, readPosReport } from './pos-report.ts';
import type { ReportReader } from './report-reader.ts';

/** As in a serial frame: one character more than any reader looks at, so that what is too long is refused as such. */
const MAX_TEXT_LENGTH = 129;
/** The reports of one code follow each other within milliseconds. A rest that takes longer is not coming, and must not meet the next code. */
export const LOST_REST_MS = 500;

/** Joins the reports of a HID-POS gun to scans. Such a gun sends no suffix: the report is the frame. */
export function posReader(layout: PosLayout, clock: Clock, onScan: (text: string) => void): ReportReader {
  let joined = '';
  let stopWaiting: Cancel | null = null;

  function reset(): void {
    stopWaiting?.();
    stopWaiting = null;
    joined = '';
  }

  return {
    push(report) {
      const read = readPosReport(report, layout);
      if (!read.ok) {
        if (read.error.kind === 'bad_report') reset();
        return;
      }
      const text = (joined + read.value.text).slice(0, MAX_TEXT_LENGTH);
      reset();
      if (read.value.continues) {
        joined = text;
        stopWaiting = clock.after(LOST_REST_MS, reset);
      } else if (text !== '') onScan(text);
    },
    reset,
  };
}
