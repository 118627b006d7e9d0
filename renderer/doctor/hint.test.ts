import { expect, test } from 'vitest';
import type { DoctorDevice, DoctorView, NoticedDevice, ScanReport } from '../../src/contract/doctor.ts';
import { type HintName, hintOf } from './hint.ts';

const DEVICE: DoctorDevice = {
  ...{ id: 'gun', kind: 'serial', name: '/dev/ttyUSB0', status: 'ready' },
  ...{ fault: null, problem: null, remedy: null, presents: null, line: null, canSearch: true },
};
const GOOD: ScanReport = {
  ...{ id: 1, at: '2026-11-22T15:31:07+08:00', scannerId: 'gun', kind: 'serial', name: '/dev/ttyUSB0' },
  ...{ cells: ['A', 'CR'], length: 1, symbology: null, end: 'cr', outcome: { kind: 'test_code' } },
  timing: { totalMs: 20, medianGapMs: 1, longestGapMs: 4 },
};
const KEYED = { scannerId: 'keyboard', kind: 'wedge', name: '' } as const;

test.each<[string, Partial<ScanReport> | null, Partial<DoctorDevice>, HintName | null]>([
  ['all is well', {}, {}, null],
  ['nothing came yet', null, {}, 'nothing_heard'],
  ['a port that another program uses is worth more than a good scan', {}, { status: 'failed', fault: 'in_use' }, 'in_use'],
  ['rights', null, { status: 'failed', fault: 'forbidden' }, 'forbidden'],
  ['unplugged', null, { status: 'gone', fault: 'missing' }, 'missing'],
  ['garbage on a serial line', { outcome: { kind: 'not_a_code' }, cells: ['x80', 'ÿ'] }, {}, 'wrong_pace'],
  ['another text on a serial line', { outcome: { kind: 'not_a_code' }, cells: ['A', 'B', 'CR'] }, {}, null],
  ['the test code through a French layout', { ...KEYED, outcome: { kind: 'not_a_code' }, length: 15 }, {}, 'wrong_layout'],
  ['no end', { end: 'none' }, {}, 'no_end'],
  ['a HID-POS gun needs no end', { kind: 'hid', end: 'whole' }, {}, null],
  ['pauses', { timing: { totalMs: 900, medianGapMs: 30, longestGapMs: 140 } }, {}, 'slow'],
  ['a good keyboard gun', KEYED, { canSearch: false }, 'switch_over'],
  ['a good keyboard gun beside a serial one that is not heard yet', KEYED, {}, 'line_unheard'],
  ['a USB device needs another right', null, { kind: 'hid', status: 'failed', fault: 'forbidden' }, 'forbidden_usb'],
  ['a keyboard that was configured, on Windows', null, { kind: 'hid', status: 'failed', fault: 'types_only' }, 'types_only'],
  ['pasted', { ...KEYED, scannerId: 'paste' }, { canSearch: false }, null],
])('%s', (_what, report, device, name) => {
  const view: DoctorView = {
    devices: [{ ...DEVICE, ...device }],
    noticed: [],
    reports: report ? [{ ...GOOD, ...report }] : [],
    test: null,
    search: null,
  };
  expect(hintOf(view)?.name ?? null).toBe(name);
});

const LEFT: NoticedDevice = { id: 'typing', name: 'Gun', fault: 'forbidden', problem: 'No right.', remedy: 'sudo cp' };
const SHOWN: DoctorView = { devices: [], noticed: [LEFT], reports: [], test: null, search: null };

test('a keyboard that may not be opened: the right, with the command; what a scan shows is worth more', () => {
  expect(hintOf(SHOWN)).toEqual({ name: 'forbidden_usb', remedy: 'sudo cp', searchId: null });
  expect(hintOf({ ...SHOWN, reports: [{ ...GOOD, ...KEYED, end: 'none' }] })?.name).toBe('no_end');
  expect(hintOf({ ...SHOWN, reports: [{ ...GOOD, ...KEYED }] })?.name).toBe('forbidden_usb');
});

test('the search is offered for the line that needs it, and not where all is well', () => {
  const devices = [DEVICE];
  expect(hintOf({ ...SHOWN, noticed: [], devices })?.searchId).toBe('gun');
  expect(hintOf({ ...SHOWN, noticed: [], devices, reports: [{ ...GOOD, ...KEYED }] })?.searchId).toBe('gun');
  expect(
    hintOf({ ...SHOWN, noticed: [], devices, reports: [{ ...GOOD, outcome: { kind: 'not_a_code' }, cells: ['xFF'] }] })?.searchId,
  ).toBe('gun');
  expect(hintOf({ ...SHOWN, noticed: [], devices, reports: [GOOD] })).toBeNull();
});
