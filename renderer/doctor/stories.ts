import type { DoctorDevice, DoctorView, NoticedDevice, ScanReport } from '../../src/contract/doctor.ts';

const LINE = { baudRate: 9600, suffix: 'cr' } as const;
const SERIAL: DoctorDevice = {
  ...{ id: 'serial:/dev/ttyUSB0', kind: 'serial', name: '/dev/ttyUSB0', status: 'ready' },
  ...{ fault: null, problem: null, remedy: null, presents: null, line: LINE, canSearch: true },
};
const SHUT = { status: 'failed', canSearch: false } as const;
const USB: DoctorDevice = {
  ...{ id: 'hid:1', kind: 'hid', name: 'Voyager 1400g', status: 'ready' },
  ...{ fault: null, problem: null, remedy: null, presents: 'pos', line: null, canSearch: false },
};
const TAKE_RULE =
  'sudo cp resources/udev/60-saoma-scanner.rules /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger';
const TYPING: NoticedDevice = {
  id: 'typing',
  name: 'Voyager 1400g',
  fault: 'types_only',
  problem: 'It types like a keyboard.',
  remedy: null,
};
const TEST_CELLS = [...'SAOMA TEST 1234'];

function report(facts: Partial<ScanReport>): ScanReport {
  return {
    ...{ id: 9, at: '2026-11-22T15:31:07+08:00', scannerId: SERIAL.id, kind: 'serial', name: SERIAL.name },
    ...{ cells: [...TEST_CELLS, 'CR'], length: 15, symbology: null, end: 'cr', outcome: { kind: 'test_code' } },
    timing: { totalMs: 17, medianGapMs: 0, longestGapMs: 8.3 },
    ...facts,
  };
}

const KEYED = { scannerId: 'keyboard', kind: 'wedge', name: '' } as const;
const USB_SCAN = {
  scannerId: 'hid:1',
  kind: 'hid',
  name: 'Voyager 1400g',
  symbology: ']C1',
  cells: [...']C1', ...TEST_CELLS],
  end: 'whole',
  timing: { totalMs: 0, medianGapMs: 0, longestGapMs: 0 },
} as const;
const HINT_CELLS = [...'1345••••••••••7712'];

const EARLIER: readonly ScanReport[] = [
  report({ id: 3, at: '2026-11-22T15:30:52+08:00', outcome: { kind: 'product_code' }, cells: [...'69•••••••••92', 'CR'], length: 13 }),
  report({ id: 2, at: '2026-11-22T15:30:41+08:00', ...KEYED, outcome: { kind: 'foreign_wallet', wallet: 'alipay' } }),
  report({ id: 1, at: '2026-11-22T15:29:03+08:00', outcome: { kind: 'charged', orderNo: 'S2611221529000008812' }, cells: HINT_CELLS }),
];

const ON: DoctorView = { devices: [SERIAL], noticed: [], reports: [], test: { endsInMs: 118_000 }, search: null };

/** What the page about scanners can look like. Nothing in it is real. */
export const DOCTOR_STORIES: Readonly<Record<string, DoctorView>> = {
  'doctor-waiting': { ...ON, devices: [] },
  'doctor-works': { ...ON, reports: [report({}), ...EARLIER] },
  'doctor-slow': {
    ...ON,
    reports: [
      report({ ...KEYED, cells: TEST_CELLS, end: 'none', timing: { totalMs: 41, medianGapMs: 2.6, longestGapMs: 7.1 } }),
      ...EARLIER,
    ],
  },
  'doctor-code': {
    ...ON,
    test: null,
    reports: [
      report({
        ...KEYED,
        cells: [...']C1', ...HINT_CELLS, 'CR', 'LF'],
        length: 18,
        symbology: ']C1',
        end: 'crlf',
        outcome: { kind: 'nothing_to_pay' },
      }),
    ],
  },
  'doctor-garbled': {
    ...ON,
    reports: [report({ outcome: { kind: 'not_a_code' }, cells: ['xA6', 'ÿ', 'NUL', 'é', 'x9C', 'ø'], length: 3, end: 'unknown' })],
  },
  'doctor-searching': { ...ON, search: { scannerId: SERIAL.id, state: 'searching', baudRate: 38_400, triedCount: 3, line: null } },
  'doctor-found': {
    ...ON,
    reports: [report({}), ...EARLIER],
    search: {
      ...{ scannerId: SERIAL.id, state: 'found', baudRate: 115_200, triedCount: 2 },
      line: '{ "kind": "serial", "path": "/dev/ttyUSB0", "baudRate": 115200, "suffix": "cr" }',
    },
  },
  'doctor-given-up': {
    ...ON,
    search: { scannerId: SERIAL.id, state: 'given_up', baudRate: 1_200, triedCount: 8, line: null },
  },
  'doctor-unheard': { ...ON, reports: [report(KEYED)] },
  'doctor-keyboard': { ...ON, devices: [], reports: [report(KEYED), ...EARLIER] },
  'doctor-some-gone': {
    ...ON,
    devices: [USB, { ...SERIAL, status: 'gone', fault: 'missing', canSearch: false }],
    reports: [report({ ...USB_SCAN })],
  },
  'doctor-in-use': { ...ON, devices: [{ ...SERIAL, ...SHUT, fault: 'in_use' }] },
  'doctor-no-right-serial': { ...ON, devices: [{ ...SERIAL, ...SHUT, fault: 'forbidden', remedy: 'sudo usermod -aG dialout "$USER"' }] },
  'doctor-no-right-usb': { ...ON, devices: [{ ...USB, ...SHUT, fault: 'forbidden', remedy: TAKE_RULE }] },
  'doctor-no-right': { ...ON, devices: [], noticed: [{ ...TYPING, fault: 'forbidden', remedy: TAKE_RULE }] },
  'doctor-types-only': { ...ON, devices: [], noticed: [TYPING] },
  'doctor-no-library': {
    ...ON,
    devices: [],
    noticed: [{ ...TYPING, name: '', fault: 'no_library', remedy: 'sudo apt-get install libusb-1.0-0' }],
  },
  'doctor-broken': { ...ON, devices: [{ ...USB, ...SHUT, fault: 'broken', problem: 'It cannot be opened.' }] },
};
