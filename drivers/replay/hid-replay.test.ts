import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { silent } from '../../src/log/log.ts';
import { readScan } from '../../src/scanner/read-scan.ts';
import { hidScanners } from '../hid/hid-scanners.ts';
import type { HidDevice } from '../hid/hid-system.ts';
import { aGun, FakeHid } from '../testing/fake-hid.ts';
import { parseTrace, type TraceStep } from './trace.ts';

const folder = new URL('hid-traces/', import.meta.url);
const CODE = '134567890123456789';
const OTHER = '101234567890123456';
const PATH = '/dev/hidraw0';
const NEWLAND = { vendorId: 0x1eab };
const MICROSCAN = { vendorId: 0x1777, usagePage: 0xff00, usage: 1 };
const KEYBOARD = { usagePage: 1, usage: 6 };

/** Whose recording it is, and what the terminal makes of it: the code, or why it is none. */
const recordings: Readonly<Record<string, readonly [Partial<HidDevice>, readonly string[]]>> = {
  'pos-usual.trace': [{}, [CODE, OTHER]],
  'pos-continued.trace': [{}, ['link', CODE]],
  'pos-rest-lost.trace': [{}, [CODE]],
  'pos-dirty-padding.trace': [{}, [CODE]],
  'pos-newland.trace': [NEWLAND, [CODE, OTHER]],
  'pos-microscan.trace': [MICROSCAN, [CODE, 'product_code']],
  'pos-status.trace': [{}, ['link', OTHER]],
  'pos-unplugged.trace': [{}, [OTHER]],
  'pos-double-read.trace': [{}, [CODE, CODE]],
  'keyboard.trace': [KEYBOARD, [CODE, OTHER]],
  'keyboard-with-id.trace': [KEYBOARD, [CODE]],
  'keyboard-rolling.trace': [KEYBOARD, [CODE]],
  'keyboard-alt.trace': [KEYBOARD, [CODE]],
  'keyboard-french.trace': [KEYBOARD, [CODE]],
  'keyboard-unplugged.trace': [KEYBOARD, [OTHER]],
};

test('every recording has its expectation', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(recordings).sort());
});

test.each(Object.entries(recordings))('%s', async (name, [model, expected]) => {
  expect(await play(readFileSync(new URL(name, folder), 'latin1'), aGun(PATH, model))).toEqual(expected);
});

/** Plays a recording, one report a step, at its own pace through the real scanners. Nothing may be left half heard at its end. */
async function play(text: string, device: HidDevice): Promise<readonly string[]> {
  const clock = new HandClock();
  const usb = new FakeHid();
  const heard: string[] = [];
  const scanners = hidScanners([{ kind: 'hid', auto: true }], { clock, log: silent, system: usb, platform: 'linux' });
  usb.plug(device);
  scanners.start({ scanned: ({ text: scan }) => heard.push(meaning(scan)), changed() {} });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  await settle();
  for (const step of parseTrace(text)) {
    clock.advance(step.afterMs);
    await settle();
    perform(step, usb, device);
  }
  clock.advance(600);
  await scanners.stop();
  return heard;
}

function perform(step: TraceStep, usb: FakeHid, device: HidDevice): void {
  if (step.kind !== 'bytes') {
    if (step.kind === 'unplugged') usb.unplug(PATH);
    else usb.plug(device);
  } else {
    expect(usb.read()).toEqual([PATH]); // a report that nobody reads would prove nothing
    usb.send(PATH, [step.bytes]);
  }
}

function meaning(scan: string): string {
  const read = readScan(scan);
  if (read.ok) return read.value.reveal();
  return read.error.kind === 'foreign_wallet' ? read.error.wallet : read.error.kind;
}
