import { afterEach, expect, test } from 'vitest';
import { aGun } from '../testing/fake-hid.ts';
import { hidCounter } from '../testing/hid-counter.ts';
import { keyboardReports } from '../testing/hid-reports.ts';
import type { HidScannerConfig } from './find-guns.ts';
import type { HidScanners } from './hid-scanners.ts';

const CODE = '134567890123456789';
const AUTO: HidScannerConfig = { kind: 'hid', auto: true };
const IDS: HidScannerConfig = { kind: 'hid', vendorId: 0x0c2e, productId: 0x0b61 };
const KEYBOARD = { usagePage: 1, usage: 6 };

const started: HidScanners[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((scanners) => scanners.stop()));
});

test('a keyboard gun of a known maker is read on Linux, a cashier`s keyboard never', async () => {
  const desk = await counter([AUTO]);
  desk.usb.plug(aGun('/dev/hidraw0', { ...KEYBOARD, vendorId: 0x046d }));
  desk.usb.plug(aGun('/dev/hidraw1', KEYBOARD));
  await desk.wait(1_000);
  expect(desk.usb.read()).toEqual(['/dev/hidraw1']);
  desk.usb.send('/dev/hidraw1', keyboardReports(`${CODE}\r`));
  expect(desk.scans.map(({ text }) => text)).toEqual([CODE]);
});

test.each(['win32', 'darwin'] as const)(
  '%s: a keyboard gun is not opened; configured it fails and says why, found by auto it is only noticed',
  async (platform) => {
    const configured = await counter([IDS], platform);
    const found = await counter([AUTO], platform);
    for (const desk of [configured, found]) {
      desk.usb.plug(aGun('kbd', KEYBOARD));
      for (let second = 0; second < 5; second += 1) await desk.wait(1_000);
      expect(desk.usb.read()).toEqual([]);
    }
    expect(configured.now()).toMatchObject([{ status: 'failed', fault: 'types_only', problem: expect.stringContaining('USB HID-POS') }]);
    expect(configured.noticed).toEqual([]);
    expect(found.now()).toEqual([]);
    expect(found.noticed).toEqual([[expect.objectContaining({ name: 'Scanner', fault: 'types_only', remedy: null })]]);
    expect(found.logged).toEqual([['scanner_warning', { scanner: 'hid', problem: expect.stringContaining('USB HID-POS') }]]);
    configured.usb.unplug('kbd');
    await configured.wait(1_000);
    expect(configured.now()).toMatchObject([{ status: 'gone' }]);
  },
);

test('no right to a keyboard gun: it types all the same, so nothing is amiss; it is noticed with the command, and read when the right is there', async () => {
  const desk = await counter([AUTO]);
  desk.usb.refusal = { kind: 'forbidden' };
  desk.usb.plug(aGun('/dev/hidraw0', { ...KEYBOARD, product: 'Typing Gun' }));
  await desk.wait(1_000);
  expect(desk.noticed).toEqual([]); // the system gives rights a moment after a device appears
  await desk.wait(5_000);
  expect(desk.states).toEqual([]);
  expect(desk.noticed).toEqual([
    [expect.objectContaining({ name: 'Typing Gun', fault: 'forbidden', remedy: expect.stringContaining('60-saoma-scanner.rules') })],
  ]);
  expect(desk.logged).toEqual([['scanner_warning', { scanner: 'hid', problem: expect.stringContaining('sudo cp') }]]);
  desk.usb.refusal = null;
  await desk.wait(1_000);
  expect(desk.now()).toMatchObject([{ name: 'Typing Gun', status: 'ready' }]);
  expect(desk.noticed.at(-1)).toEqual([]);
});

test('no right to a keyboard gun, and it is pulled out: forgotten, never missed', async () => {
  const desk = await counter([AUTO]);
  desk.usb.refusal = { kind: 'forbidden' };
  desk.usb.plug(aGun('/dev/hidraw0', KEYBOARD));
  for (let second = 0; second < 3; second += 1) await desk.wait(1_000);
  desk.usb.unplug('/dev/hidraw0');
  await desk.wait(1_000);
  expect([desk.states, desk.noticed.at(-1)]).toEqual([[], []]);
});

test('a gun that is switched over to the keyboard where keyboards are not opened: its empty place is not missed', async () => {
  const desk = await counter([AUTO], 'win32');
  desk.usb.plug(aGun('/dev/hidraw0'));
  desk.usb.plug(aGun('/dev/hidraw1', { serialNumber: 'B' }));
  await desk.wait(1_000);
  desk.usb.unplug('/dev/hidraw0');
  await desk.wait(1_000);
  expect([desk.now().map(({ status }) => status), desk.forgotten]).toEqual([['gone', 'ready'], []]);
  desk.usb.plug(aGun('/dev/hidraw2', KEYBOARD));
  await desk.wait(1_000);
  expect([desk.noticed.at(-1)?.length, desk.forgotten]).toEqual([1, ['hid:1']]);
  desk.usb.unplug('/dev/hidraw2');
  desk.usb.plug(aGun('/dev/hidraw0')); // and back
  await desk.wait(1_000);
  expect(desk.now().map(({ id, status }) => `${id} ${status}`)).toEqual(['hid:1 ready', 'hid:2 ready']);
});

/** Its scanners are let go after the test. */
async function counter(...parts: Parameters<typeof hidCounter>): ReturnType<typeof hidCounter> {
  const desk = await hidCounter(...parts);
  started.push(desk.scanners);
  return desk;
}
