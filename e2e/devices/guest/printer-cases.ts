// A real USB device of the printer class, through the `usb` package and as the system's own device.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { openPrinter } from '../../../drivers/printer/open-printer.ts';
import { listUsb } from '../../../drivers/printer/usb-wire.ts';
import { realClock as clock } from '../../../drivers/testing/real-clock.ts';
import { VirtualPrinter } from '../../../drivers/testing/virtual-printer.ts';
import type { PrinterConfig } from '../../../src/config/config.ts';
import { layOut } from '../../../src/receipt/lay-out.ts';
import type { Printer } from '../../../src/receipt/printer.ts';
import { SAMPLE_PRINTED_AT_MS, SAMPLE_RECEIPTS } from '../../../src/receipt/sample-receipts.ts';
import { receiptTextIn } from '../../../src/receipt/text/receipt-text-in.ts';
import { UsbPrinterGadget } from './usb-gadget.ts';

const IDS = { vendorId: '0x1d6b', productId: '0x0104' };
const TRAITS = { name: 'USB', width: 58, profile: 'gb18030', qr: 'native', answers: null, copies: ['customer'], drawer: false } as const;

const plugged: UsbPrinterGadget[] = [];
afterEach(async () => {
  for (const gadget of plugged.splice(0)) await gadget.unplug();
});

async function plug(): Promise<[VirtualPrinter, UsbPrinterGadget]> {
  const device = new VirtualPrinter();
  const gadget = new UsbPrinterGadget(device);
  await gadget.plug(IDS);
  plugged.push(gadget);
  return [device, gadget];
}

function at(config: PrinterConfig): Printer {
  return openPrinter(config, { clock, listUsb });
}

function receipt() {
  const { z } = SAMPLE_RECEIPTS;
  assert.ok(z);
  const marks = { currency: 'CNY', isTraining: false, isReprint: false, footer: null, logo: null } as const;
  const shop = { store: '人民路店', terminalId: 'T01', timeZone: 'Asia/Shanghai', printedAtMs: SAMPLE_PRINTED_AT_MS };
  return layOut(z, { width: 58, text: receiptTextIn('zh-CN'), ...shop, ...marks });
}

test('USB printer: found by its class and by its ids, prints, answers, and is gone when unplugged', async () => {
  const [device, gadget] = await plug();
  for (const usb of [null, { vendorId: 0x1d6b, productId: 0x0104 }]) {
    const printer = at({ ...TRAITS, kind: 'usb', device: usb });
    assert.deepEqual(await printer.print(receipt()), { ok: true, value: 'ready' });
  }
  assert.equal(device.papers.length, 2);
  assert.match(device.texts()[1] ?? '', /Z 报表/);
  assert.deepEqual(device.unknown, []);
  const printer = at({ ...TRAITS, kind: 'usb', device: null });
  device.paper = 'out';
  assert.deepEqual(await printer.print(receipt()), { ok: false, error: { problem: 'out_of_paper', began: false } });
  plugged.pop();
  await gadget.unplug();
  assert.deepEqual(await printer.print(receipt()), { ok: false, error: { problem: 'gone', began: false } });
});

test('USB printer as /dev/usb/lp0: prints, and answers', async () => {
  const [device] = await plug();
  const printer = at({ ...TRAITS, kind: 'file', path: '/dev/usb/lp0' });
  assert.deepEqual(await printer.print(receipt()), { ok: true, value: 'ready' });
  assert.equal(device.papers.length, 1);
  device.paper = 'near_end';
  assert.equal(await printer.condition(), 'paper_near_end');
});
