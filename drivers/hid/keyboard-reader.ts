import type { Clock } from '../../src/basics/clock.ts';
import { Framer } from '../framing/framer.ts';
import { KeyboardDecoder } from './keyboard-decoder.ts';
import type { OnScan, ReportReader } from './report-reader.ts';

/** Makes scans of a gun that presents itself as a keyboard: Enter, Tab or a long silence end a code. */
export function keyboardReader(clock: Clock, onScan: OnScan): ReportReader {
  const decoder = new KeyboardDecoder();
  // Not `auto`: a slow USB keyboard takes 20 ms for a character, some guns are told to take 100, and then a short silence is no end.
  const framer = new Framer('cr', clock, onScan);
  return {
    push(report) {
      const bytes = decoder.push(report);
      if (bytes.length > 0) framer.push(bytes);
    },
    reset() {
      decoder.reset();
      framer.reset();
    },
  };
}
