import { expect, test } from 'vitest';
import type { DoctorDevice, DoctorView, ScanReport } from '../../src/contract/doctor.ts';
import { type HintName, hintOf } from './hint.ts';

const DEVICE: DoctorDevice = {
  ...{ id: 'gun', kind: 'serial', name: '/dev/ttyUSB0', status: 'ready' },
  ...{ fault: null, problem: null, line: null, canSearch: true },
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
  ['pauses', { timing: { totalMs: 900, medianGapMs: 30, longestGapMs: 140 } }, {}, 'slow'],
  ['a good keyboard gun', KEYED, {}, 'switch_over'],
  ['pasted', { ...KEYED, scannerId: 'paste' }, {}, null],
])('%s', (_what, report, device, name) => {
  const view: DoctorView = {
    devices: [{ ...DEVICE, ...device }],
    reports: report ? [{ ...GOOD, ...report }] : [],
    test: null,
    search: null,
  };
  expect(hintOf(view)?.name ?? null).toBe(name);
});
