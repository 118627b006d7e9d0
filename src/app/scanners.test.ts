import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hidScanners } from '../../drivers/hid/hid-scanners.ts';
import { aGun, FakeHid } from '../../drivers/testing/fake-hid.ts';
import { keyboardReports, posReports } from '../../drivers/testing/hid-reports.ts';
import { HandClock } from '../basics/hand-clock.ts';
import { TEST_TEXT } from '../contract/doctor.ts';
import { scriptedGateway } from '../gateway/scripted-gateway.ts';
import { silent } from '../log/log.ts';
import { TIMES } from '../payment/story.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';
import { openScanners } from './scanners.ts';
import { systemClock } from './system.ts';

const CODE = '134567890123456789';
const KEYBOARD = { usagePage: 1, usage: 6, productId: 0x0b62 };

let clock: HandClock;
let usb: FakeHid;
let scanners: ReturnType<typeof hidScanners>;
let gateway: ReturnType<typeof scriptedGateway>;
let terminal: ReturnType<typeof createTerminal>;

beforeEach(() => {
  clock = new HandClock();
  usb = new FakeHid();
  gateway = scriptedGateway();
  const random = { bytes: (length: number) => new Uint8Array(length).fill(7) };
  const store = { name: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const;
  terminal = createTerminal({ gateway, journal: memoryJournal(), clock, random, log: silent, times: TIMES, store, practice: null });
  scanners = hidScanners([{ kind: 'hid', auto: true }], { clock, log: silent, system: usb, platform: 'linux' });
  scanners.start(terminal);
});

afterEach(() => scanners.stop());

test('a gun that is scanner and keyboard at once, and types into the screen as well: one code, one submission, nothing refused', async () => {
  usb.plug(aGun('/dev/hidraw0', { serialNumber: 'A' }));
  usb.plug(aGun('/dev/hidraw1', { ...KEYBOARD, serialNumber: 'A' })); // another product id: USB does not tell that it is the same gun
  await ready(2);
  begin();

  usb.send('/dev/hidraw0', posReports(CODE));
  clock.advance(120);
  usb.send('/dev/hidraw1', keyboardReports(`${CODE}\r`));
  clock.advance(30);
  expect(terminal.command({ kind: 'scan', text: CODE })).toMatchObject({ ok: true }); // the wedge of the screen

  expect(gateway.charges).toHaveLength(1);
  expect(terminal.view().notice).toBeNull();
});

test.each([
  ['another wallet`s code', '281234567890123456', 'foreign_wallet'],
  ['goods', '6901234567892', 'product_code'],
  ['a code with nothing to pay', CODE, 'nothing_to_pay'],
])('refused by two paths of one gun, told once: %s', async (_what, text, kind) => {
  usb.plug(aGun('/dev/hidraw0', { serialNumber: 'A' }));
  await ready(1);
  usb.send('/dev/hidraw0', posReports(text));
  const first = terminal.view().notice;
  expect(first?.notice.kind).toBe(kind);
  clock.advance(150);
  terminal.command({ kind: 'scan', text: `]C1${text}` }); // the same by its keys
  expect(terminal.view().notice).toEqual(first);
  expect(terminal.doctor().reports[0]?.outcome.kind).toBe('echo');
  clock.advance(3_000);
  terminal.command({ kind: 'scan', text });
  expect(terminal.view().notice?.id).not.toBe(first?.id); // somebody means it
});

test('refused a moment ago by one path, and by now there is something to pay: charged by the other', async () => {
  usb.plug(aGun('/dev/hidraw0'));
  await ready(1);
  usb.send('/dev/hidraw0', posReports(CODE));
  begin();
  terminal.command({ kind: 'scan', text: CODE });
  expect(gateway.charges).toHaveLength(1);
});

test('the same code by a second gun, seconds later: refused by name, not submitted', async () => {
  usb.plug(aGun('/dev/hidraw0'));
  usb.plug(aGun('/dev/hidraw1'));
  await ready(2);
  begin();
  usb.send('/dev/hidraw0', posReports(CODE));
  clock.advance(4_000);
  usb.send('/dev/hidraw1', posReports(CODE));
  expect(gateway.charges).toHaveLength(1);
  expect(terminal.view().notice).not.toBeNull();
});

test('a code that the gun reads twice is shown to the doctor as such, charged once, and the cashier hears nothing', async () => {
  usb.plug(aGun('/dev/hidraw0'));
  await ready(1);
  begin();
  usb.send('/dev/hidraw0', [...posReports(CODE), ...posReports(CODE)]);
  expect(terminal.doctor().reports.map(({ outcome }) => outcome.kind)).toEqual(['echo', 'charged']);
  expect([gateway.charges.length, terminal.view().notice]).toEqual([1, null]);
});

test('a gun that is back in another guise is forgotten as what it was', () => {
  terminal.changed({ id: 'hid:9', kind: 'hid', name: 'Gun', status: 'gone', problem: null });
  terminal.forgotten?.('hid:9');
  expect([terminal.view().scanners, terminal.health().scanners, terminal.doctor().devices]).toEqual([[], [], []]);
});

test('a HID-POS gun needs no character at the end: the doctor does not miss one', async () => {
  usb.plug(aGun('/dev/hidraw0'));
  await ready(1);
  usb.send('/dev/hidraw0', posReports(TEST_TEXT));
  expect(terminal.doctor().reports).toMatchObject([{ kind: 'hid', end: 'whole', symbology: ']C0', outcome: { kind: 'test_code' } }]);
});

test('a gun that may only type is told to the doctor, and is no scanner of the terminal', async () => {
  usb.refusal = { kind: 'forbidden' };
  usb.plug(aGun('/dev/hidraw0', { ...KEYBOARD, product: 'Typing Gun' }));
  for (let second = 0; second < 4; second += 1) {
    clock.advance(1_000);
    await new Promise(setImmediate); // the system's answer
  }
  expect(terminal.doctor().noticed).toMatchObject([{ name: 'Typing Gun', fault: 'forbidden', remedy: expect.stringContaining('sudo') }]);
  expect([terminal.view().scanners, terminal.health().scanners]).toEqual([[], []]);
});

test('what is configured is opened, and let go at the end', async () => {
  const states: string[] = [];
  const configs = [
    { kind: 'serial', path: '/dev/tty-nowhere', baudRate: 9600, suffix: 'auto' },
    { kind: 'hid', vendorId: 0xfff0, productId: 0xfff0 },
    { kind: 'hid', auto: true },
  ] as const;
  const opened = openScanners(
    configs,
    { scanned() {}, changed: ({ id, status }) => states.push(`${id} ${status}`) },
    { clock: systemClock, log: silent },
  );
  await vi.waitFor(() => expect(states).toEqual(expect.arrayContaining(['serial:/dev/tty-nowhere gone', 'hid:fff0:fff0:1 gone'])), {
    timeout: 10_000,
  });
  await opened.stop();
});

test('nothing configured: no driver is loaded', async () => {
  const opened = openScanners([], { scanned() {}, changed: () => expect.unreachable() }, { clock: systemClock, log: silent });
  await opened.stop();
});

async function ready(count: number): Promise<void> {
  clock.advance(1_000);
  await vi.waitFor(() => expect(terminal.view().scanners.filter(({ status }) => status === 'ready')).toHaveLength(count), {
    timeout: 10_000,
  });
}

function begin(): void {
  const answer = terminal.command({ kind: 'charge', requestId: 'request-1', amount: 1280 });
  expect(answer.ok).toBe(true);
}
