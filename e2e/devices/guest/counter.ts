import { setTimeout as sleep } from 'node:timers/promises';
import { openScanners } from '../../../src/app/scanners.ts';
import { systemClock } from '../../../src/app/system.ts';
import type { ScannerConfig } from '../../../src/config/config.ts';
import type { NoticedGun, ScannerState, ScannerStatus } from '../../../src/scanner/scanner.ts';

/** Patience with a slow machine. What must be quick is measured by the test itself. */
const LIMIT_MS = 20_000;

export type Counter = {
  readonly texts: string[];
  readonly warnings: string[];
  states(): readonly ScannerState[];
  /** Guns that are seen and not read. */
  noticed(): readonly NoticedGun[];
  /** Waits for a scanner's status. @returns how long it took, ms */
  becomes(id: string, status: ScannerStatus): Promise<number>;
  scanned(text: string): Promise<void>;
  stop(): Promise<void>;
};

/** The terminal's own scanners at work, as the terminal starts them. */
export function openCounter(configs: readonly ScannerConfig[] = [{ kind: 'hid', auto: true }]): Counter {
  const texts: string[] = [];
  const warnings: string[] = [];
  const last = new Map<string, ScannerState>();
  let noticed: readonly NoticedGun[] = [];
  const log = { write: (event: string, fields?: object) => void (event === 'scanner_warning' && warnings.push(JSON.stringify(fields))) };
  const listener = {
    scanned: ({ text }: { text: string }) => void texts.push(text),
    changed: (state: ScannerState) => void last.set(state.id, state),
    noticed(guns: readonly NoticedGun[]) {
      noticed = guns;
    },
  };
  const scanners = openScanners(configs, listener, { clock: systemClock, log });
  return {
    texts,
    warnings,
    states: () => [...last.values()],
    noticed: () => noticed,
    async becomes(id, status) {
      const startedMs = performance.now();
      await until(
        () => last.get(id)?.status === status,
        () => `${id} is not ${status}: ${JSON.stringify([...last.values()])}`,
      );
      return performance.now() - startedMs;
    },
    scanned: (text) =>
      until(
        () => texts.includes(text),
        () => `not scanned; heard ${JSON.stringify(texts)}`,
      ),
    stop: () => scanners.stop(),
  };
}

/** Waits for something to be so. @param complaint of what is so instead */
export async function until(isSo: () => boolean, complaint: () => string): Promise<void> {
  const limitMs = performance.now() + LIMIT_MS;
  while (!isSo()) {
    if (performance.now() > limitMs) throw new Error(complaint());
    await sleep(5);
  }
}

/** Asks the machine's owner to do something to its USB devices: see machine.ts. */
export function ask(what: `plug ${string}` | `unplug ${string}` | `keys ${string}` | `serial ${string}`): void {
  process.stderr.write(`\n>> ${what}\n`);
}
