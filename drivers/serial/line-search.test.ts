import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/app/system.ts';
import type { Clock } from '../../src/basics/clock.ts';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { ok } from '../../src/basics/result.ts';
import { type DoctorView, TEST_MODE_MS, TEST_TEXT } from '../../src/contract/doctor.ts';
import { silent } from '../../src/log/log.ts';
import type { Scan, ScannerState, SerialLine } from '../../src/scanner/scanner.ts';
import { createDoctorDesk, isTestCode } from '../../src/terminal/doctor-desk.ts';
import { VirtualSerial } from '../testing/virtual-serial.ts';
import type { OpenPort, PortListener } from './open-port.ts';
import { serialScanner } from './serial-scanner.ts';

test.each([115_200, 38_400, 1_200])('a gun at %i is found from 9600, and its end with it', async (pace) => {
  const bench = fakeLine(pace, '\r\n');
  await bench.settle();
  bench.desk.test(true);
  expect(bench.desk.search(bench.id)).toBe(true);
  for (let scans = 0; scans < 9 && bench.desk.view().search?.state === 'searching'; scans += 1) {
    await bench.scan();
    bench.clock.advance(1_500);
  }
  expect(bench.desk.view().search).toMatchObject({
    state: 'found',
    baudRate: pace,
    line: `{ "kind": "serial", "path": "/dev/ttyUSB0", "baudRate": ${pace}, "suffix": "crlf" }`,
  });
  bench.desk.test(false);
  await bench.settle();
  expect(bench.line()).toEqual({ baudRate: pace, suffix: 'crlf' }); // until the next start
});

test('a gun that shows nothing at a wrong pace is searched by time', async () => {
  const bench = fakeLine(57_600, '\r', () => new Uint8Array());
  await bench.settle();
  bench.desk.test(true);
  bench.desk.search(bench.id);
  for (let scans = 0; scans < 20 && bench.desk.view().search?.state === 'searching'; scans += 1) {
    await bench.scan();
    bench.clock.advance(2_500);
    await bench.settle();
  }
  expect(bench.desk.view().search).toMatchObject({ state: 'found', baudRate: 57_600 });
});

test('what is not found within the test is set back', async () => {
  const bench = fakeLine(300, '\r');
  await bench.settle();
  bench.desk.test(true);
  bench.desk.search(bench.id);
  bench.clock.advance(TEST_MODE_MS);
  await bench.settle();
  expect(bench.desk.view()).toMatchObject({ test: null, search: { state: 'given_up', line: null } });
  expect(bench.line()).toEqual({ baudRate: 9600, suffix: 'auto' });
});

test('no search outside the test', async () => {
  const bench = fakeLine(9600, '\r');
  await bench.settle();
  expect(bench.desk.search(bench.id)).toBe(false);
});

test.each([
  ['cr', '', '\r'],
  ['crlf', '', '\r\n'],
  ['tab', '', '\t'],
  ['etx', '\x02', '\x03'],
  ['none', '', ''],
] as const)('on a real tty the end is found: %s', async (suffix, prefix, end) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'saoma-line-'));
  const gun = await VirtualSerial.plug(path.join(folder, 'ttyGUN'));
  const bench = doctorOver(systemClock, gun.path);
  try {
    await until(() => bench.desk.view().devices[0]?.status === 'ready');
    bench.desk.test(true);
    bench.desk.search(bench.id);
    await gun.scan(TEST_TEXT, { prefix, suffix: end });
    await until(() => bench.desk.view().search?.state === 'found');
    expect(bench.line()).toEqual({ baudRate: 9600, suffix });
    await gun.scan('134567890123456789', { prefix, suffix: end });
    await until(() => bench.scans.length === 2);
    expect(bench.scans[1]?.text === '134567890123456789').toBe(true);
  } finally {
    await bench.stop();
    await gun.unplug();
    rmSync(folder, { recursive: true });
  }
});

/** A doctor and one serial gun at work; every scan of it is reported, as the terminal does. */
function doctorOver(clock: Clock, portPath: string, openPort?: OpenPort) {
  const scanners = new Map<string, ScannerState>();
  const scans: Scan[] = [];
  const desk = createDoctorDesk({ clock, scanners });
  const config = { kind: 'serial', path: portPath, baudRate: 9600, suffix: 'auto' } as const;
  const scanner = serialScanner(config, { clock, log: silent, ...(openPort && { openPort }) });
  scanner.start({
    scanned(scan) {
      scans.push(scan);
      desk.report(scan, { kind: isTestCode(scan.text) ? 'test_code' : 'not_a_code' });
    },
    changed: (state) => void scanners.set(state.id, state),
    tunable: desk.tunable,
  });
  const device = (): DoctorView['devices'][number] | undefined => desk.view().devices[0];
  return { desk, scans, id: scanner.state().id, line: (): SerialLine | null => device()?.line ?? null, stop: () => scanner.stop() };
}

/** A gun on a line without a machine: at another pace than its own the terminal reads garbage. */
function fakeLine(pace: number, end: string, garble = (bytes: Uint8Array) => bytes.map((byte, index) => (byte * 7 + index) | 0x80)) {
  const clock = new HandClock();
  let current: { readonly listener: PortListener; readonly baudRate: number } | null = null;
  const openPort: OpenPort = async ({ baudRate }, listener) => {
    current = { listener, baudRate };
    return ok({ close: async () => {} });
  };
  const bench = doctorOver(clock, '/dev/ttyUSB0', openPort);
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    ...bench,
    clock,
    settle,
    async scan() {
      const bytes = Buffer.from(TEST_TEXT + end, 'latin1');
      current?.listener.data(current.baudRate === pace ? bytes : garble(bytes));
      clock.advance(600);
      await settle();
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
