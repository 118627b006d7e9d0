// Runs inside the small machine: real kernel, real /dev/hidraw and /dev/ttyUSB, the drivers as the terminal opens them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeHidSystem } from '../../../drivers/hid/hid-system.ts';
import { keyboardReports, posReports } from '../../../drivers/testing/hid-reports.ts';
import { ask, type Counter, openCounter, until } from './counter.ts';
import { CASHIERS_KEYBOARD, KEYBOARD_GUN, POS_GUN, SECOND_POS_GUN } from './models.ts';
import { UhidDevice, type UhidModel } from './uhid-device.ts';
import './printer-cases.ts';

const CODE = '134567890123456789';
const OTHER = '101234567890123456';
const LONG = `https://example.com/${'0123456789'.repeat(10)}`;
/** A gun works this soon after it was plugged in. */
const SOON_MS = 2_000;
const TTY = '/dev/ttyUSB0';

const open: Counter[] = [];
const plugged: UhidDevice[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((counter) => counter.stop()));
  for (const gun of plugged.splice(0)) unplug(gun);
  await until(
    () => hidraws().length === 1, // QEMU's keyboard
    () => `left: ${hidraws()}`,
  );
});

test('HID-POS: a code, and a long one over three reports', async () => {
  const gun = plug(POS_GUN);
  const counter = at();
  await counter.becomes('hid:1', 'ready');
  assert.equal(counter.states()[0]?.name, 'Maker POS Gun');
  gun.send(posReports(CODE));
  await counter.scanned(CODE);
  gun.send(posReports(LONG, { symbology: ']Q1' }));
  await counter.scanned(LONG);
});

test('HID-POS: plugged in, unplugged in mid-code and plugged in again: each time it reads within two seconds', async (t) => {
  const counter = at();
  let gun = plug(POS_GUN);
  soon(await counter.becomes('hid:1', 'ready'), 'the first time', t);
  gun.send(posReports(LONG).slice(0, 1));
  unplug(gun);
  soon(await counter.becomes('hid:1', 'gone'), 'unplugged', t);
  gun = plug(POS_GUN);
  soon(await counter.becomes('hid:1', 'ready'), 'again', t);
  gun.send(posReports(CODE));
  await counter.scanned(CODE);
  assert.deepEqual(counter.texts, [CODE]);
});

test('HID-POS: two guns at once, each a scanner of its own; what was unplugged leaves the other alone', async () => {
  const [first, second] = [plug(POS_GUN), plug(SECOND_POS_GUN)];
  const counter = at();
  await Promise.all(['hid:1', 'hid:2'].map((id) => counter.becomes(id, 'ready')));
  first.send(posReports(CODE));
  second.send(posReports(OTHER));
  await Promise.all([counter.scanned(CODE), counter.scanned(OTHER)]);
  unplug(first);
  await until(
    () => counter.states().some(({ status }) => status === 'gone'),
    () => 'not gone',
  );
  second.send(posReports(LONG));
  await counter.scanned(LONG);
  assert.equal(counter.states().filter(({ status }) => status === 'ready').length, 1);
});

test('HID-POS: three hundred codes without a pause, none lost and none doubled', async () => {
  const gun = plug(POS_GUN);
  const counter = at();
  await counter.becomes('hid:1', 'ready');
  const codes = Array.from({ length: 300 }, (_each, index) => `13456789012345${String(index).padStart(4, '0')}`);
  for (const [index, code] of codes.entries()) {
    gun.send(posReports(code));
    if (index % 20 === 19) await counter.scanned(code); // the kernel keeps 64 reports
  }
  assert.deepEqual(counter.texts, codes);
});

test('a keyboard gun is read; a cashier`s keyboard is not even opened', async () => {
  const keyboard = plug(CASHIERS_KEYBOARD);
  const gun = plug(KEYBOARD_GUN);
  const counter = at();
  await counter.becomes('hid:1', 'ready');
  keyboard.send(keyboardReports(`${OTHER}\r`));
  gun.send(keyboardReports(`${CODE}\r`));
  await counter.scanned(CODE);
  assert.deepEqual(counter.texts, [CODE]);
  assert.deepEqual(
    counter.states().map(({ name }) => name),
    ['Maker Typing Gun'],
  );
});

test('without the right to read: said with the rule; with the right it is opened by itself', async () => {
  const gun = plug(POS_GUN);
  const path = await pathOf(POS_GUN.productId);
  chmodSync(path, 0o600);
  process.seteuid?.(65_534);
  const counter = at();
  await counter.becomes('hid:1', 'failed');
  process.seteuid?.(0);
  const state = counter.states()[0];
  assert.equal(state?.fault, 'forbidden');
  assert.match(state?.problem ?? '', /60-saoma-scanner\.rules/);
  soon(await counter.becomes('hid:1', 'ready'), 'the right');
  gun.send(posReports(CODE));
  await counter.scanned(CODE);
});

test('a keyboard gun without the right to read it: nothing fails, it is noticed with the rule; with the right it is read', async () => {
  const gun = plug(KEYBOARD_GUN);
  chmodSync(await pathOf(KEYBOARD_GUN.productId), 0o600);
  process.seteuid?.(65_534);
  const counter = at();
  await until(
    () => counter.noticed().length === 1,
    () => 'not noticed',
  );
  process.seteuid?.(0);
  assert.deepEqual(counter.states(), []);
  assert.match(`${counter.noticed()[0]?.fault} ${counter.noticed()[0]?.remedy}`, /^forbidden sudo cp .*60-saoma-scanner\.rules/);
  soon(await counter.becomes('hid:1', 'ready'), 'the right');
  gun.send(keyboardReports(`${CODE}\r`));
  await counter.scanned(CODE);
  assert.deepEqual(counter.noticed(), []);
});

test('without libusb: said with the command, and the rest runs on', () => {
  const library = /=> (\S*libusb-1\.0\.so\.0)/.exec(spawnSync('ldconfig', ['-p'], { encoding: 'utf8' }).stdout)?.[1] ?? '';
  assert.equal(spawnSync('mount', ['--bind', '/dev/null', library]).status, 0);
  const script = `import { openCounter, until } from './counter.ts';
    const counter = openCounter([{ kind: 'hid', auto: true }, { kind: 'hid', vendorId: 1, productId: 1 }]);
    await counter.becomes('hid:0001:0001:1', 'failed');
    await counter.stop();
    console.log(counter.warnings.join());`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  spawnSync('umount', [library]);
  assert.match(stdout, /apt-get install libusb/, stderr);
});

test('a USB keyboard configured by its ids: read, unplugged, plugged in again', async (t) => {
  const { vendorId, productId } = await qemuKeyboard();
  const counter = at([{ kind: 'hid', vendorId, productId }]);
  const [id = ''] = counter
    .states()
    .map((state) => state.id)
    .concat(`hid:${hex(vendorId)}:${hex(productId)}:1`);
  await counter.becomes(id, 'ready');
  ask('keys 1 1 2 ret');
  await counter.scanned('112');
  ask('unplug keyboard');
  await counter.becomes(id, 'gone');
  ask('plug keyboard');
  await until(
    () => hidraws().length === 1,
    () => 'the keyboard did not come back',
  );
  soon(await counter.becomes(id, 'ready'), 'again', t);
  ask('keys 6 9 0 ret');
  await counter.scanned('690');
});

test('a USB serial gun: unplugged in mid-code, plugged in again, and no half is left', async (t) => {
  const counter = at([{ kind: 'serial', path: TTY, baudRate: 9600, suffix: 'auto' }]);
  const id = `serial:${TTY}`;
  await counter.becomes(id, 'ready');
  serial(`${CODE}\r`);
  await counter.scanned(CODE);
  serial(CODE.slice(0, 9));
  ask('unplug serial');
  await counter.becomes(id, 'gone');
  ask('plug serial');
  await until(
    () => existsSync(TTY),
    () => 'the adapter did not come back',
  );
  soon(await counter.becomes(id, 'ready'), 'again', t);
  serial(`${OTHER}\r`);
  await counter.scanned(OTHER);
  assert.deepEqual(
    counter.texts.filter((text) => text !== CODE.slice(0, 9)), // told as a scan of its own when the pause was long
    [CODE, OTHER],
  );
});

test('looking for guns costs next to nothing, and never holds the event loop', async (t) => {
  for (const model of [POS_GUN, SECOND_POS_GUN, KEYBOARD_GUN, CASHIERS_KEYBOARD]) plug(model);
  await until(
    () => hidraws().length === 5,
    () => 'not all there',
  );
  await nodeHidSystem.devices();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const [startedMs, before] = [performance.now(), process.cpuUsage()];
  for (let look = 0; look < 50; look += 1) await nodeHidSystem.devices();
  const { user, system } = process.cpuUsage(before);
  delay.disable();
  const eachMs = (performance.now() - startedMs) / 50;
  t.diagnostic(
    `5 devices: ${eachMs.toFixed(2)} ms and ${((user + system) / 50_000).toFixed(2)} ms of processor a look; event loop held ${(delay.max / 1e6).toFixed(1)} ms at most`,
  );
  assert.ok(eachMs < 200);
});

function at(configs?: Parameters<typeof openCounter>[0]): Counter {
  const counter = openCounter(configs);
  open.push(counter);
  return counter;
}

function plug(model: UhidModel): UhidDevice {
  const gun = new UhidDevice(model);
  plugged.push(gun);
  return gun;
}

function unplug(gun: UhidDevice): void {
  const index = plugged.indexOf(gun);
  if (index >= 0) plugged.splice(index, 1);
  gun.unplug();
}

/** @param what happened, for the record of how long it took */
function soon(ms: number, what: string, t?: TestContext): void {
  t?.diagnostic(`${what}: ${ms.toFixed(0)} ms`);
  assert.ok(ms < SOON_MS, `${what}: took ${ms} ms`);
}

function serial(text: string): void {
  ask(`serial ${Buffer.from(text, 'latin1').toString('hex')}`);
}

function hidraws(): readonly string[] {
  return readdirSync('/dev').filter((name) => name.startsWith('hidraw'));
}

/** Where a device is that was just plugged in: the kernel needs a moment to tell. */
async function pathOf(productId: number): Promise<string> {
  const endMs = performance.now() + SOON_MS;
  for (;;) {
    const devices = await nodeHidSystem.devices();
    const device = devices.ok ? devices.value.find((each) => each.productId === productId) : undefined;
    if (device) return device.path;
    assert.ok(performance.now() < endMs, 'not listed');
    await sleep(10);
  }
}

async function qemuKeyboard() {
  const devices = await nodeHidSystem.devices();
  const keyboard = devices.ok ? devices.value.find(({ product }) => product.includes('QEMU')) : undefined;
  assert.ok(keyboard, JSON.stringify(devices));
  return keyboard;
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
