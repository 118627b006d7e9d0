import type { Cancel, Clock } from '../basics/clock.ts';
import type { LineSearch, ScanEnd } from '../contract/doctor.ts';
import type { SerialLine, TunableScanner } from '../scanner/scanner.ts';

/** What guns are delivered with, the usual ones first. Source: the manuals of Honeywell, Zebra, Datalogic and Newland guns. */
export const USUAL_PACES: readonly number[] = [9_600, 115_200, 38_400, 57_600, 19_200, 4_800, 2_400, 1_200];
/** A person scans again within this time when nothing happened. */
export const PACE_MS = 4_000;
/** What comes sooner after a change of pace is the rest of a scan at the pace before. */
const REST_OF_SCAN_MS = 400;

/** Where a gun is and how its line is set at the beginning. */
type Tuned = { readonly id: string; readonly path: string; readonly line: SerialLine; readonly scanner: TunableScanner };

/** Finds a serial gun's pace and end while a person scans the test code again and again. */
export type RunningSearch = {
  view(): LineSearch;
  /** A scan of this gun. @param isTestCode it was read as what it is */
  heard(isTestCode: boolean, end: ScanEnd): void;
  /** The test mode is over: what was not found is set back. */
  end(): void;
};

export function startLineSearch(gun: Tuned, clock: Clock, changed: () => void): RunningSearch {
  const paces = [gun.line.baudRate, ...USUAL_PACES.filter((pace) => pace !== gun.line.baudRate)];
  let tried = 0;
  let state: LineSearch['state'] = 'searching';
  let found: SerialLine | null = null;
  let changedAtMs = clock.monotonicMs() - REST_OF_SCAN_MS;
  let stopWaiting: Cancel = () => {};

  // A silence of 40 ms ends a scan while it is not known what else does: `auto` reads every end there is.
  gun.scanner.setLine({ baudRate: gun.line.baudRate, suffix: 'auto' });
  awaitScan();

  function awaitScan(): void {
    stopWaiting = clock.after(PACE_MS, next);
  }

  function next(): void {
    stopWaiting();
    tried += 1;
    changedAtMs = clock.monotonicMs();
    gun.scanner.setLine({ baudRate: pace(), suffix: 'auto' });
    awaitScan();
    changed();
  }

  function pace(): number {
    return paces[tried % paces.length] ?? gun.line.baudRate;
  }

  return {
    view: () => ({
      scannerId: gun.id,
      state,
      baudRate: found?.baudRate ?? pace(),
      triedCount: Math.min(tried + 1, paces.length),
      line: found && configurationLine(gun.path, found),
    }),
    heard(isTestCode, end) {
      if (state !== 'searching' || clock.monotonicMs() - changedAtMs < REST_OF_SCAN_MS) return;
      if (!isTestCode) return next();
      stopWaiting();
      state = 'found';
      found = { baudRate: pace(), suffix: end === 'unknown' || end === 'whole' ? 'auto' : end };
      gun.scanner.setLine(found);
      changed();
    },
    end() {
      if (state !== 'searching') return;
      stopWaiting();
      state = 'given_up';
      gun.scanner.setLine(gun.line);
      changed();
    },
  };
}

/** What to put into the configuration's `scanners`. */
function configurationLine(path: string, { baudRate, suffix }: SerialLine): string {
  return `{ "kind": "serial", "path": ${JSON.stringify(path)}, "baudRate": ${baudRate}, "suffix": "${suffix}" }`;
}
