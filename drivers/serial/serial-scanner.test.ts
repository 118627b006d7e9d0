import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { err, ok } from '../../src/basics/result.ts';
import type { Scan, ScannerState, SerialLine, TunableScanner } from '../../src/scanner/scanner.ts';
import type { OpenFailure, OpenPort, PortListener } from './open-port.ts';
import { serialScanner } from './serial-scanner.ts';

const CODE = '134567890123456789';

test('a gun that is there becomes ready and its scans are told', async () => {
  const desk = counter();
  await desk.settle();
  expect(desk.statuses()).toEqual(['opening', 'ready']);
  desk.port()?.data(bytes(`${CODE}\r`));
  expect(desk.scans).toMatchObject([{ scannerId: 'serial:/dev/ttyUSB0', text: CODE }]);
  expect(desk.scans[0]?.arrival?.bytes).toEqual([...bytes(`${CODE}\r`)]);
});

test('a double read is one scan', async () => {
  const desk = counter();
  await desk.settle();
  desk.port()?.data(bytes(`${CODE}\r${CODE}\r`));
  expect(desk.scans).toHaveLength(1);
  expect(desk.logged.map(([event]) => event)).toContain('scanner_double_read');
});

test('a gun that is not there is asked for, ever more slowly, and is back within two seconds for ever', async () => {
  const desk = counter({ failure: { kind: 'missing' } });
  await desk.settle();
  expect(desk.scanner.state()).toMatchObject({ status: 'gone', problem: 'Nothing is plugged in at /dev/ttyUSB0.' });
  const waits: number[] = [];
  for (let attempt = 0; attempt < 50; attempt += 1) {
    waits.push((desk.clock.nextDueMs() ?? Number.NaN) - desk.clock.monotonicMs());
    desk.clock.crank();
    await desk.settle();
  }
  expect(waits.slice(0, 4)).toEqual([500, 700, 1_000, 1_400]);
  expect(new Set(waits.slice(4))).toEqual(new Set([1_400]));
  expect(desk.statuses()).toEqual(['opening', 'gone']); // told once, not at each attempt

  desk.set(null);
  desk.clock.crank();
  await desk.settle();
  expect(desk.statuses()).toEqual(['opening', 'gone', 'ready']);

  desk.port()?.lost();
  expect((desk.clock.nextDueMs() ?? 0) - desk.clock.monotonicMs()).toBe(500);
});

const failures: readonly (readonly [OpenFailure, RegExp])[] = [
  [{ kind: 'in_use' }, /Another program uses \/dev\/ttyUSB0/],
  [{ kind: 'forbidden' }, /group dialout/],
  [{ kind: 'broken', detail: 'Input/output error' }, /Input\/output error/],
];

test.each(failures)('%j needs a person, is told in a sentence, and is tried again', async (failure, sentence) => {
  const desk = counter({ failure });
  await desk.settle();
  expect(desk.scanner.state().status).toBe('failed');
  expect(desk.scanner.state().problem).toMatch(sentence);
  desk.set(null);
  desk.clock.crank();
  await desk.settle();
  expect(desk.scanner.state()).toMatchObject({ status: 'ready', problem: null });
});

test('unplugged mid-code: the half is forgotten, the gun is gone, and soon asked for again', async () => {
  const desk = counter();
  await desk.settle();
  desk.port()?.data(bytes(CODE.slice(0, 9)));
  desk.port()?.lost();
  expect(desk.statuses()).toEqual(['opening', 'ready', 'gone']);
  desk.clock.advance(500);
  await desk.settle();
  desk.port()?.data(bytes(`${CODE.slice(9)}\r`));
  expect(desk.statuses()).toEqual(['opening', 'ready', 'gone', 'ready']);
  expect(desk.scans.map(({ text }) => text)).toEqual([CODE.slice(9)]);
});

test('stopped: the port is closed, nothing is planned, nothing more is told', async () => {
  const desk = counter();
  await desk.settle();
  const port = desk.port();
  port?.data(bytes(CODE));
  await desk.scanner.stop();
  expect(desk.closed()).toBe(1);
  expect(desk.clock.nextDueMs()).toBeNull();
  port?.data(bytes(`${CODE}\r`));
  port?.lost();
  expect(desk.scans).toEqual([]);
  expect(desk.clock.nextDueMs()).toBeNull();
});

test('stopped while it was opening: the port is closed as soon as it is open', async () => {
  const desk = counter();
  await desk.scanner.stop();
  expect(desk.closed()).toBe(1);
  expect(desk.statuses()).toEqual(['opening']);
});

test('stopped while it waits to try again: it does not', async () => {
  const desk = counter({ failure: { kind: 'missing' } });
  await desk.settle();
  await desk.scanner.stop();
  expect(desk.clock.nextDueMs()).toBeNull();
});

test('a warning is logged and changes nothing', async () => {
  const desk = counter();
  await desk.settle();
  desk.port()?.warned('Error: Inappropriate ioctl for device, cannot set');
  expect(desk.statuses()).toEqual(['opening', 'ready']);
  expect(desk.logged.at(-1)?.[0]).toBe('scanner_warning');
});

test('no code ever reaches the log', async () => {
  const desk = counter();
  await desk.settle();
  for (const wire of [`${CODE}\r${CODE}\r`, CODE, `\x02${CODE}\x03`, 'x'.repeat(500)]) {
    desk.port()?.data(bytes(wire));
    desk.clock.advance(1_000);
  }
  desk.port()?.lost();
  await desk.scanner.stop();
  expect(desk.scans.length).toBeGreaterThan(1);
  expect(/\d{5}/.test(JSON.stringify(desk.logged))).toBe(false);
});

test('another pace opens the port anew, another suffix does not, and what was half read is forgotten', async () => {
  const desk = counter();
  await desk.settle();
  desk.port()?.data(bytes('13456'));
  desk.tune({ baudRate: 9600, suffix: 'cr' });
  await desk.settle();
  expect([desk.paces, desk.closed()]).toEqual([[9600], 0]);
  desk.tune({ baudRate: 115_200, suffix: 'cr' });
  await desk.settle();
  expect([desk.paces, desk.closed()]).toEqual([[9600, 115_200], 1]);
  desk.port()?.data(bytes(`${CODE}\r`));
  expect(desk.scans.map(({ text }) => text)).toEqual([CODE]);
  expect(desk.scanner.state()).toMatchObject({ status: 'ready', line: { baudRate: 115_200, suffix: 'cr' } });
});

test('a pace set while the gun is away is the pace it comes back with, opened once', async () => {
  const desk = counter({ failure: { kind: 'missing' } });
  await desk.settle();
  desk.tune({ baudRate: 19_200, suffix: 'auto' });
  desk.set(null);
  await desk.settle();
  desk.clock.advance(5_000);
  await desk.settle();
  expect(desk.paces).toEqual([9600, 19_200]);
});

/** A scanner at work over a port that opens, or does not, as it is told. */
function counter({ failure = null }: { failure?: OpenFailure | null } = {}) {
  const clock = new HandClock();
  const states: ScannerState[] = [];
  const scans: Scan[] = [];
  const logged: [string, unknown][] = [];
  let current: PortListener | null = null;
  let blocked = failure;
  let closed = 0;
  const paces: number[] = [];
  let tunable: TunableScanner | null = null;
  const openPort: OpenPort = async ({ baudRate }, listener) => {
    paces.push(baudRate);
    if (blocked) return err(blocked);
    current = listener;
    return ok({
      async close() {
        closed += 1;
      },
    });
  };
  const scanner = serialScanner(
    { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, suffix: 'auto' },
    { clock, log: { write: (event, fields) => logged.push([event, fields]) }, openPort },
  );
  scanner.start({
    scanned: (scan) => scans.push(scan),
    changed: (state) => states.push(state),
    tunable(_id, one) {
      tunable = one;
    },
  });
  return {
    clock,
    paces,
    tune: (line: SerialLine) => tunable?.setLine(line),
    scanner,
    scans,
    logged,
    port: () => current,
    closed: () => closed,
    statuses: () => states.map(({ status }) => status),
    set(next: OpenFailure | null) {
      blocked = next;
    },
    /** Lets the answers that are due arrive. */
    settle: () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
