import type { Cancel, Clock } from '../../src/basics/clock.ts';
import { MAX_ARRIVAL } from '../../src/scanner/scanner.ts';
import { type PosLayout, readPosReport } from './pos-report.ts';
import type { OnScan, ReportReader } from './report-reader.ts';

/** As in a serial frame: one character more than any reader looks at, so that what is too long is refused as such. */
const MAX_TEXT_LENGTH = 129;
/** The reports of one code follow each other within milliseconds. A rest that takes longer is not coming, and must not meet the next code. */
export const LOST_REST_MS = 500;

/** What came of one code so far: its parts with their times, and the symbology that the first of them named. */
type Begun = { readonly text: string; readonly atMs: readonly number[]; readonly symbology: string };

const NOTHING: Begun = { text: '', atMs: [], symbology: '' };

/** Joins the reports of a HID-POS gun to scans. Such a gun sends no suffix: the report is the frame. */
export function posReader(layout: PosLayout, clock: Clock, onScan: OnScan): ReportReader {
  let begun = NOTHING;
  let stopWaiting: Cancel | null = null;

  function reset(): void {
    stopWaiting?.();
    stopWaiting = null;
    begun = NOTHING;
  }

  return {
    push(report) {
      const read = readPosReport(report, layout);
      if (!read.ok) {
        if (read.error.kind === 'bad_report') reset();
        return;
      }
      const { text, symbology, continues } = read.value;
      const whole = {
        text: (begun.text + text).slice(0, MAX_TEXT_LENGTH),
        atMs: [...begun.atMs, ...Array.from(text, () => clock.monotonicMs())].slice(0, MAX_TEXT_LENGTH),
        symbology: begun.text === '' ? (symbology ?? '') : begun.symbology,
      };
      reset();
      if (continues) {
        begun = whole;
        stopWaiting = clock.after(LOST_REST_MS, reset);
      } else if (whole.text !== '') onScan(whole.text, arrivalOf(whole));
    },
    reset,
  };
}

/** The symbology stands before the text, where other guns send it. */
function arrivalOf({ text, atMs, symbology }: Begun) {
  const firstMs = atMs[0] ?? 0;
  const bytes = Array.from(symbology + text, (character) => character.charCodeAt(0));
  const times = [...Array.from(symbology, () => 0), ...atMs.map((ms) => ms - firstMs)];
  return { bytes: bytes.slice(0, MAX_ARRIVAL), atMs: times.slice(0, MAX_ARRIVAL), isWhole: true };
}
