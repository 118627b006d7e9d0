import type { Cancel, Clock } from '../basics/clock.ts';
import { type DoctorView, type ScanOutcome, type ScanReport, TEST_MODE_MS, TEST_TEXT } from '../contract/doctor.ts';
import { lookAtScan } from '../scanner/scan-report.ts';
import type { NoticedGun, Scan, ScannerState, TunableScanner } from '../scanner/scanner.ts';
import { timestamp } from './charge-view.ts';
import { type RunningSearch, startLineSearch } from './line-search.ts';

/** As many scans as a person looks back at. */
const MOST_REPORTS = 50;

/** Guns that no driver knows: what a screen hears. */
const SCREEN_KINDS: Readonly<Record<string, ScannerState['kind']>> = { camera: 'camera' };

/** Explains scanners to people. In memory only. */
export type DoctorDesk = {
  /** Whether scans are to be looked at and nothing else. */
  isTesting(): boolean;
  test(on: boolean): void;
  report(scan: Scan, outcome: ScanOutcome): void;
  tunable(scannerId: string, scanner: TunableScanner): void;
  noticed(guns: readonly NoticedGun[]): void;
  /** @returns whether this gun's line can be searched now */
  search(scannerId: string): boolean;
  view(): DoctorView;
  onChange(listener: () => void): Cancel;
  changed(): void;
};

type Parts = { readonly clock: Clock; readonly scanners: ReadonlyMap<string, ScannerState> };

export function createDoctorDesk({ clock, scanners }: Parts): DoctorDesk {
  const listeners = new Set<() => void>();
  const tunables = new Map<string, TunableScanner>();
  let noticed: readonly NoticedGun[] = [];
  let reports: readonly ScanReport[] = [];
  let count = 0;
  let testEndsMs: number | null = null;
  let stopTest: Cancel = () => {};
  let search: RunningSearch | null = null;
  let isTelling = false;

  /** At most once per turn, as the view. */
  function changed(): void {
    if (isTelling || listeners.size === 0) return;
    isTelling = true;
    queueMicrotask(() => {
      isTelling = false;
      for (const listener of listeners) listener();
    });
  }

  function test(on: boolean): void {
    stopTest();
    if (on) stopTest = clock.after(TEST_MODE_MS, () => test(false));
    else search?.end();
    testEndsMs = on ? clock.monotonicMs() + TEST_MODE_MS : null;
    changed();
  }

  function deviceView(state: ScannerState): DoctorView['devices'][number] {
    const { id, kind, name, status, problem, fault = null, remedy = null, presents = null, line = null } = state;
    return {
      id,
      kind,
      name,
      status,
      problem,
      fault,
      remedy,
      presents,
      line,
      canSearch: tunables.has(id) && line !== null && status === 'ready',
    };
  }

  return {
    isTesting: () => testEndsMs !== null,
    test,
    report(scan, outcome) {
      count += 1;
      const state = scanners.get(scan.scannerId);
      const report: ScanReport = {
        id: count,
        at: timestamp(clock.wallMs()),
        scannerId: scan.scannerId,
        kind: state?.kind ?? SCREEN_KINDS[scan.scannerId] ?? 'wedge',
        name: state?.name ?? '',
        ...lookAtScan(scan, outcome.kind === 'test_code'),
        outcome,
      };
      reports = [report, ...reports].slice(0, MOST_REPORTS);
      if (search?.view().scannerId === scan.scannerId) search.heard(outcome.kind === 'test_code', report.end);
      changed();
    },
    tunable: (scannerId, scanner) => void tunables.set(scannerId, scanner),
    noticed(guns) {
      noticed = guns;
      changed();
    },
    search(scannerId) {
      const scanner = tunables.get(scannerId);
      const state = scanners.get(scannerId);
      if (testEndsMs === null || !scanner || !state?.line) return false;
      search?.end();
      search = startLineSearch({ id: scannerId, path: state.name, line: state.line, scanner }, clock, changed);
      test(true); // the whole time for the search
      return true;
    },
    view: () => ({
      devices: [...scanners.values()].map(deviceView),
      noticed,
      reports,
      test: testEndsMs === null ? null : { endsInMs: Math.max(0, testEndsMs - clock.monotonicMs()) },
      search: search?.view() ?? null,
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
  };
}

/** Whether this is the printed test code, in whatever a gun puts around it. Letters of either case: Caps Lock may be on. */
export function isTestCode(text: string): boolean {
  return (
    text
      .replace(/\p{Cc}/gu, '')
      .replace(/^\][A-Za-z][0-9A-Za-z]/, '')
      .trim()
      .toUpperCase() === TEST_TEXT
  );
}
