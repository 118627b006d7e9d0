import { HandClock } from '../../src/basics/hand-clock.ts';
import type { NoticedGun, Scan, ScannerState } from '../../src/scanner/scanner.ts';
import type { HidScannerConfig } from '../hid/find-guns.ts';
import { hidScanners } from '../hid/hid-scanners.ts';
import { FakeHid } from './fake-hid.ts';

/** HID scanners at work over sockets in the test's hand. */
export async function hidCounter(wishes: readonly HidScannerConfig[], platform: NodeJS.Platform = 'linux', usb = new FakeHid()) {
  const clock = new HandClock();
  const states: ScannerState[] = [];
  const scans: Scan[] = [];
  const logged: [string, unknown][] = [];
  const noticed: (readonly NoticedGun[])[] = [];
  const forgotten: string[] = [];
  const repeated: Scan[] = [];
  const log = { write: (event: string, fields: unknown) => void logged.push([event, fields]) };
  const scanners = hidScanners(wishes, { clock, log, system: usb, platform });
  scanners.start({
    scanned: (scan) => scans.push(scan),
    changed: (state) => states.push(state),
    noticed: (guns) => noticed.push(guns),
    forgotten: (id) => forgotten.push(id),
    repeated: (scan) => repeated.push(scan),
  });
  const desk = {
    clock,
    usb,
    scanners,
    states,
    scans,
    logged,
    noticed,
    forgotten,
    repeated,
    /** The last word of each scanner. */
    now: () => [...new Map(states.map((state) => [state.id, state])).values()],
    /** Lets time pass and the answers arrive. */
    async wait(ms: number) {
      clock.advance(ms);
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
  await desk.wait(0);
  return desk;
}
