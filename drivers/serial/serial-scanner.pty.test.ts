import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Clock } from '../../src/basics/clock.ts';
import type { SerialSuffix } from '../../src/config/config.ts';
import { silent } from '../../src/log/log.ts';
import type { Scanner, ScannerState } from '../../src/scanner/scanner.ts';
import { type ScanStyle, VirtualSerial } from '../testing/virtual-serial.ts';
import { serialScanner } from './serial-scanner.ts';

// The real serialport on a real tty: what the system does to bytes, pieces and pulled cables.

const CODE = '134567890123456789';
const OTHER = '101234567890123456';

const clock: Clock = {
  wallMs: Date.now,
  monotonicMs: () => performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

let folder: string;
let gun: VirtualSerial;
const opened: Scanner[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'saoma-tty-'));
  gun = await VirtualSerial.plug(join(folder, 'ttyPOS'));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((scanner) => scanner.stop()));
  await gun.unplug();
  rmSync(folder, { recursive: true });
});

const styles: readonly (readonly [string, SerialSuffix, ScanStyle])[] = [
  ['CR', 'cr', { suffix: '\r' }],
  ['LF', 'lf', { suffix: '\n' }],
  ['CR LF', 'crlf', { suffix: '\r\n' }],
  ['TAB', 'tab', { suffix: '\t' }],
  ['STX and ETX', 'etx', { prefix: '\x02', suffix: '\x03' }],
  ['no suffix', 'none', { suffix: '' }],
  ['CR, unknown to us', 'auto', { suffix: '\r' }],
  ['no suffix, unknown to us', 'auto', { suffix: '' }],
  ['STX, ETX and CR LF in pieces', 'auto', { prefix: '\x02', suffix: '\x03\r\n', cut: [1, 5, 11, 20], gapMs: 15 }],
  ['no suffix, byte by byte at 9600 baud', 'none', { suffix: '', baud: 9600 }],
  ['CR, byte by byte at 9600 baud', 'auto', { baud: 9600 }],
];

test.each(styles)('%s (%s): two codes are two scans', async (_name, suffix, style) => {
  const desk = await open(suffix);
  await gun.scan(CODE, style);
  await eventually(() => expect(desk.scans).toEqual([CODE]));
  await gun.scan(OTHER, style);
  await eventually(() => expect(desk.scans).toEqual([CODE, OTHER]));
});

/** Waits for a state, however busy the machine is. How soon a gun is back is the hand clock's to prove. */
function eventually(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 10_000 });
}

test('two scans in one write', async () => {
  const desk = await open('auto');
  await gun.send(Buffer.from(`${CODE}\r\n\x02${OTHER}\x03`, 'latin1'));
  await eventually(() => expect(desk.scans).toEqual([CODE, OTHER]));
});

test('unplugged mid-code, plugged in again: ready again by itself, and no half is left', async () => {
  const desk = await open('auto');
  await gun.send(Buffer.from(CODE.slice(0, 9)));
  await gun.unplug();
  await eventually(() => expect(desk.statuses.at(-1)).toBe('gone'));
  await gun.replug();
  await eventually(() => expect(desk.statuses.at(-1)).toBe('ready'));
  await gun.scan(OTHER);
  await eventually(() => expect(desk.scans.at(-1)).toBe(OTHER));
  // The half may have been told as a scan of its own before the cable was pulled; it never joins another.
  expect(desk.scans.filter((text) => text !== CODE.slice(0, 9))).toEqual([OTHER]);
});

test('a second opener is told that another program uses the port, and takes it when it is free', async () => {
  const first = await open('auto');
  const second = await open('auto', 'failed');
  expect(second.scanner.state().problem).toContain('Another program');
  await first.scanner.stop();
  await eventually(() => expect(second.scanner.state().status).toBe('ready'));
  await gun.scan(CODE);
  await eventually(() => expect(second.scans).toEqual([CODE]));
  expect(first.scans).toEqual([]);
});

test('stopped: the port is free at once', async () => {
  const first = await open('auto');
  await first.scanner.stop();
  const second = await open('auto');
  expect(second.statuses).toEqual(['opening', 'ready']);
});

async function open(suffix: SerialSuffix, until: ScannerState['status'] = 'ready') {
  const scans: string[] = [];
  const statuses: string[] = [];
  const scanner = serialScanner({ kind: 'serial', path: gun.path, baudRate: 9600, suffix }, { clock, log: silent });
  opened.push(scanner);
  scanner.start({ scanned: ({ text }) => scans.push(text), changed: ({ status }) => statuses.push(status) });
  await eventually(() => expect(scanner.state().status).toBe(until));
  return { scanner, scans, statuses };
}
