import { afterEach, expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { aGun, FakeHid } from '../testing/fake-hid.ts';
import { hidCounter } from '../testing/hid-counter.ts';
import { posReports } from '../testing/hid-reports.ts';
import type { HidScannerConfig } from './find-guns.ts';
import { type HidScanners, hidScanners } from './hid-scanners.ts';

const CODE = '134567890123456789';
const OTHER = '101234567890123456';
const AUTO: HidScannerConfig = { kind: 'hid', auto: true };
const IDS: HidScannerConfig = { kind: 'hid', vendorId: 0x0c2e, productId: 0x0b61 };

const started: HidScanners[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((scanners) => scanners.stop()));
});

test('no gun: auto says nothing and goes on looking, a second each', async () => {
  const desk = await counter([AUTO]);
  for (let second = 0; second < 20; second += 1) await desk.wait(1_000);
  expect(desk.states).toEqual([]);
  expect(desk.logged).toEqual([]);
  expect(desk.usb.looks).toBe(21);
});

test('a gun that is plugged in reads within two seconds', async () => {
  const desk = await counter([AUTO]);
  desk.usb.plug(aGun('/dev/hidraw0', { product: 'Voyager' }));
  await desk.wait(2_000);
  expect(desk.now()).toEqual([
    { id: 'hid:1', kind: 'hid', name: 'Voyager', status: 'ready', problem: null, fault: null, remedy: null, presents: 'pos' },
  ]);
  desk.usb.send('/dev/hidraw0', posReports(CODE, { symbology: ']Q1' }));
  expect(desk.scans).toMatchObject([{ scannerId: 'hid:1', text: CODE }]);
  expect(Buffer.from(desk.scans[0]?.arrival?.bytes ?? []).toString()).toBe(`]Q1${CODE}`);
});

test.each([true, false])(
  'unplugged in mid-code and plugged in elsewhere: no half is left, and it is the same scanner (told: %s)',
  async (isTold) => {
    const desk = await counter([AUTO]);
    desk.usb.plug(aGun('/dev/hidraw0'));
    await desk.wait(1_000);
    desk.usb.send('/dev/hidraw0', posReports('x'.repeat(60)).slice(0, 1));
    desk.usb.unplug('/dev/hidraw0', isTold);
    await desk.wait(1_000);
    expect(desk.now()).toMatchObject([{ id: 'hid:1', status: 'gone', problem: 'Scanner is not plugged in.' }]);
    desk.usb.plug(aGun('/dev/hidraw3'));
    await desk.wait(1_000);
    desk.usb.send('/dev/hidraw3', posReports(CODE));
    expect(desk.now()).toMatchObject([{ id: 'hid:1', status: 'ready' }]);
    expect(desk.scans.map(({ text }) => text)).toEqual([CODE]);
    expect(desk.clock.nextDueMs()).not.toBeNull();
  },
);

test('a cable that was only touched: back on the same path between two looks', async () => {
  const desk = await counter([AUTO]);
  desk.usb.plug(aGun('/dev/hidraw0'));
  await desk.wait(1_000);
  desk.usb.unplug('/dev/hidraw0');
  desk.usb.plug(aGun('/dev/hidraw0'));
  await desk.wait(1_000);
  desk.usb.send('/dev/hidraw0', posReports(CODE));
  expect(desk.scans).toHaveLength(1);
});

test('two guns of one model are two scanners; one is unplugged, the other reads on', async () => {
  const desk = await counter([AUTO]);
  desk.usb.plug(aGun('/dev/hidraw0'));
  desk.usb.plug(aGun('/dev/hidraw1'));
  await desk.wait(1_000);
  desk.usb.send('/dev/hidraw0', posReports(CODE));
  desk.usb.send('/dev/hidraw1', posReports(OTHER));
  expect(desk.scans.map(({ scannerId }) => scannerId)).toEqual(['hid:1', 'hid:2']);
  desk.usb.unplug('/dev/hidraw0');
  await desk.wait(1_000);
  expect(desk.now().map(({ status }) => status)).toEqual(['gone', 'ready']);
  desk.usb.send('/dev/hidraw1', posReports(CODE));
  expect(desk.scans.at(-1)).toMatchObject({ scannerId: 'hid:2', text: CODE });
});

test('a gun that was replaced by another model leaves no empty place behind', async () => {
  const desk = await counter([AUTO]);
  desk.usb.plug(aGun('/dev/hidraw0'));
  await desk.wait(1_000);
  desk.usb.unplug('/dev/hidraw0');
  desk.usb.plug(aGun('/dev/hidraw0', { vendorId: 0x1eab, product: 'Newland' }));
  await desk.wait(1_000);
  expect(desk.now()).toMatchObject([{ id: 'hid:1', name: 'Newland', status: 'ready' }]);
});

test('a configured gun is missed from the start, and tells it by its ids', async () => {
  const desk = await counter([IDS]);
  expect(desk.now()).toMatchObject([{ id: 'hid:0c2e:0b61:1', status: 'gone', problem: 'USB 0c2e:0b61 is not plugged in.' }]);
  desk.usb.plug(aGun('/dev/hidraw0'), aGun('/dev/hidraw1', { productId: 7 }));
  await desk.wait(1_000);
  expect(desk.now()).toMatchObject([{ id: 'hid:0c2e:0b61:1', status: 'ready' }]);
  expect(desk.usb.read()).toEqual(['/dev/hidraw0']);
});

test('configured by its ids and by auto as well: read once', async () => {
  const desk = await counter([AUTO, IDS]);
  desk.usb.plug(aGun('/dev/hidraw0'));
  await desk.wait(1_000);
  expect(desk.now().map(({ id }) => id)).toEqual(['hid:0c2e:0b61:1']);
});

test('no right: told from the second look on, with the rule and the command, and opened when the right is there', async () => {
  const desk = await counter([AUTO]);
  desk.usb.refusal = { kind: 'forbidden' };
  desk.usb.plug(aGun('/dev/hidraw0'));
  await desk.wait(1_000);
  expect(desk.now()).toMatchObject([{ status: 'opening' }]);
  await desk.wait(1_000);
  expect(desk.now()).toMatchObject([{ status: 'failed', fault: 'forbidden' }]);
  expect(desk.now()[0]?.problem).toMatch(/0c2e:0b61.*sudo cp resources\/udev\/60-saoma-scanner\.rules .* && sudo udevadm trigger/);
  await desk.wait(1_000);
  expect(desk.states.filter(({ status }) => status === 'failed')).toHaveLength(1);
  desk.usb.refusal = null;
  await desk.wait(1_000);
  expect(desk.now()).toMatchObject([{ status: 'ready', problem: null }]);
});

test('no libusb: said once with the command, a configured gun fails, and nobody looks any more', async () => {
  const usb = new FakeHid();
  usb.blindness = { kind: 'no_library' };
  const desk = await counter([AUTO, IDS], 'linux', usb);
  expect(desk.clock.nextDueMs()).toBeNull();
  expect(desk.logged[0]).toEqual(['scanner_warning', { scanner: 'hid', problem: expect.stringContaining('apt-get install libusb-1.0-0') }]);
  expect(desk.now()).toMatchObject([
    { id: 'hid:0c2e:0b61:1', status: 'failed', fault: 'no_library', problem: expect.stringContaining('libusb') },
  ]);
  expect(desk.noticed).toEqual([[expect.objectContaining({ fault: 'no_library', remedy: 'sudo apt-get install libusb-1.0-0' })]]);
});

test('a list that fails for a while is asked for again', async () => {
  const usb = new FakeHid();
  usb.blindness = { kind: 'broken', detail: 'hid_init' };
  const desk = await counter([AUTO], 'linux', usb);
  await desk.wait(5_000);
  expect(desk.logged).toHaveLength(1);
  usb.blindness = null;
  usb.plug(aGun('/dev/hidraw0'));
  await desk.wait(1_000);
  expect(desk.now()).toMatchObject([{ status: 'ready' }]);
});

test('a double read is one scan; no code ever reaches the log', async () => {
  const desk = await counter([AUTO]);
  desk.usb.plug(aGun('/dev/hidraw0'));
  await desk.wait(1_000);
  desk.usb.send('/dev/hidraw0', [...posReports(CODE), ...posReports(CODE), ...posReports(`${CODE}${CODE}`)]);
  expect(desk.scans).toHaveLength(2);
  expect(desk.repeated).toMatchObject([{ scannerId: 'hid:1', text: CODE }]);
  expect(desk.logged.map(([event]) => event)).toContain('scanner_double_read');
  expect(/\d{5}/.test(JSON.stringify(desk.logged))).toBe(false);
});

test('devices that come in ever new guises do not fill the memory', async () => {
  const desk = await counter([AUTO]);
  for (let each = 0; each < 50; each += 1) desk.usb.plug(aGun(`/dev/hidraw${each}`, { serialNumber: `${each}` }));
  await desk.wait(1_000);
  expect(desk.usb.read()).toHaveLength(8);
});

test('stopped: every device is let go, nothing is planned, nothing more is told', async () => {
  const desk = await counter([AUTO]);
  desk.usb.plug(aGun('/dev/hidraw0'));
  await desk.wait(1_000);
  desk.usb.send('/dev/hidraw0', posReports('x'.repeat(60)).slice(0, 1));
  await desk.scanners.stop();
  expect(desk.usb.read()).toEqual([]);
  expect(desk.clock.nextDueMs()).toBeNull();
});

test('stopped while it looks: nothing is opened', async () => {
  const usb = new FakeHid();
  usb.plug(aGun('/dev/hidraw0'));
  const scanners = hidScanners([AUTO], { clock: new HandClock(), log: { write() {} }, system: usb });
  scanners.start({ scanned() {}, changed() {} });
  await scanners.stop();
  expect(usb.read()).toEqual([]);
});

/** Its scanners are let go after the test. */
async function counter(...parts: Parameters<typeof hidCounter>): ReturnType<typeof hidCounter> {
  const desk = await hidCounter(...parts);
  started.push(desk.scanners);
  return desk;
}
