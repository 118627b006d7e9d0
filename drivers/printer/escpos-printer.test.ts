import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../../src/basics/hand-clock.ts';
import { ok } from '../../src/basics/result.ts';
import type { Paper } from '../../src/receipt/paper.ts';
import type { Printer } from '../../src/receipt/printer.ts';
import { realClock as clock } from '../testing/real-clock.ts';
import { VirtualPrinter, type VirtualPrinterParts } from '../testing/virtual-printer.ts';
import { VirtualSerial } from '../testing/virtual-serial.ts';
import { escPosPrinter } from './escpos-printer.ts';
import { fileWire } from './file-wire.ts';
import { serialWire } from './serial-wire.ts';
import { tcpWire } from './tcp-wire.ts';
import { type UsbPrinter, usbWire } from './usb-wire.ts';
import type { Line, Wire } from './wire.ts';

const paper: Paper = {
  width: 58,
  parts: [
    { kind: 'line', text: '微信支付 ￥12.80', align: 'center', size: 2, bold: true },
    { kind: 'qr', content: 'T01D261122043000N7K3Q9WZ2' },
    { kind: 'cut' },
  ],
};
const TEXT = /^微信支付 ￥12\.80\n\[qr\]/;
const dialect = { profile: 'gb18030', qr: 'native' } as const;

const opened: VirtualPrinter[] = [];
afterEach(async () => {
  for (const device of opened.splice(0)) {
    await device.off();
    expect(device.unknown).toEqual([]);
  }
});

async function onNetwork(parts: VirtualPrinterParts = {}, answers: boolean | null = null): Promise<[VirtualPrinter, Printer]> {
  const device = new VirtualPrinter(parts);
  opened.push(device);
  const port = await device.listen();
  return [device, escPosPrinter({ wire: tcpWire({ host: '127.0.0.1', port }, { clock }), dialect, answers, clock })];
}

describe('over the network', () => {
  test('prints, and knows that it is through', async () => {
    const [device, printer] = await onNetwork();
    expect(await printer.condition()).toBe('ready');
    expect(await printer.print(paper)).toEqual(ok('ready'));
    expect(device.texts()).toEqual([expect.stringMatching(TEXT)]);
    expect(device.papers[0]?.isCut).toBe(true);
  });

  test('several at once come out one after the other, whole', async () => {
    const [device, printer] = await onNetwork();
    const results = await Promise.all(Array.from({ length: 5 }, () => printer.print(paper)));
    expect(results).toEqual(Array.from({ length: 5 }, () => ok('ready')));
    expect(device.texts()).toEqual(Array.from({ length: 5 }, () => expect.stringMatching(TEXT)));
  });

  test('one that says nothing is believed', async () => {
    const [device, printer] = await onNetwork({ answers: false });
    expect(await printer.print(paper)).toEqual(ok('ready'));
    expect(device.texts()).toHaveLength(1);
  });

  test('paper near its end is told, and prints', async () => {
    const [device, printer] = await onNetwork();
    device.paper = 'near_end';
    expect(await printer.print(paper)).toEqual(ok('paper_near_end'));
  });

  test.each([
    ['out of paper', { paper: 'out' }, 'out_of_paper'],
    ['its cover open', { cover: 'open' }, 'cover_open'],
  ] as const)('%s: nothing is sent', async (_, state, problem) => {
    const [device, printer] = await onNetwork();
    Object.assign(device, state);
    expect(await printer.print(paper)).toEqual({ ok: false, error: { problem, began: false } });
    device.recover();
    expect(device.texts().join('')).not.toMatch(/微信/);
  });

  test('paper that ends in the middle: begun, and told why', async () => {
    const [device, printer] = await onNetwork();
    device.mishap = { afterBytes: 40, what: 'out_of_paper' };
    expect(await printer.print(paper)).toEqual({ ok: false, error: { problem: 'out_of_paper', began: true } });
  });

  test('stuck in the middle: begun, and told', async () => {
    const [device, printer] = await onNetwork();
    expect(await printer.condition()).toBe('ready'); // it has answered once: silence is no longer its way
    device.mishap = { afterBytes: 40, what: 'stuck' };
    expect(await printer.print(paper)).toEqual({ ok: false, error: { problem: 'stuck', began: true } });
  }, 15_000);

  test('one that is said to answer, and does not, is stuck before anything is sent', async () => {
    const [device, printer] = await onNetwork({}, true);
    device.isStuck = true;
    expect(await printer.print(paper)).toEqual({ ok: false, error: { problem: 'stuck', began: false } });
  });

  test('nothing listens there: the address is wrong', async () => {
    const [device, printer] = await onNetwork();
    await device.off();
    expect(await printer.print(paper)).toEqual({ ok: false, error: { problem: 'wrong_address', began: false } });
  });

  test('no such name', async () => {
    const wire = tcpWire({ host: 'printer.invalid', port: 9100 }, { clock });
    expect(await escPosPrinter({ wire, dialect, answers: null, clock }).condition()).toBe('wrong_address');
  });

  test('goes away while it prints', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (bytes) => {
        if (bytes[0] !== 0x10) socket.resetAndDestroy();
        else socket.write(Uint8Array.of(0x12));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const printer = escPosPrinter({ wire: tcpWire({ host: '127.0.0.1', port }, { clock }), dialect, answers: null, clock });
    expect(await printer.print(paper)).toEqual({ ok: false, error: { problem: 'gone', began: true } });
    server.close();
  });

  test('the drawer opens', async () => {
    const [device, printer] = await onNetwork();
    expect(await printer.kick()).toEqual(ok(null));
    await expect.poll(() => device.drawerOpened).toBe(1);
  });
});

test('a line that takes nothing any more is given up after its time', async () => {
  const hand = new HandClock();
  const line: Line = { write: () => new Promise(() => {}), listen: () => {}, close: async () => {} };
  const printer = escPosPrinter({ wire: { open: async () => ok(line) }, dialect, answers: false, clock: hand });
  const printing = printer.print(paper);
  await expect.poll(() => hand.nextDueMs()).not.toBeNull();
  hand.advance(10_000);
  expect(await printing).toEqual({ ok: false, error: { problem: 'stuck', began: true } });
});

describe('on a device of the system', () => {
  let folder: string;
  let tty: VirtualSerial;
  let device: VirtualPrinter;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'saoma-printer-'));
    tty = await VirtualSerial.plug(join(folder, 'ttyPrinter'));
    device = new VirtualPrinter();
    opened.push(device);
    tty.onHeard = (bytes) => device.take(bytes, (answer) => void tty.send(answer));
  });
  afterEach(async () => {
    await tty.unplug();
    rmSync(folder, { recursive: true });
  });

  const wires: readonly (readonly [string, () => Wire])[] = [
    ['serial', () => serialWire({ path: tty.path, baudRate: 115_200, flow: 'none' })],
    ['file', () => fileWire(tty.path, { clock })],
  ];

  test.each(wires)('%s: prints twice, with answers, and lets go between', async (_, wire) => {
    const printer = escPosPrinter({ wire: wire(), dialect, answers: true, clock });
    expect(await printer.print(paper)).toEqual(ok('ready'));
    device.paper = 'near_end';
    expect(await printer.print(paper)).toEqual(ok('paper_near_end'));
    expect(device.texts()).toEqual([expect.stringMatching(TEXT), expect.stringMatching(TEXT)]);
    device.paper = 'out';
    expect(await printer.print(paper)).toEqual({ ok: false, error: { problem: 'out_of_paper', began: false } });
  });

  test.each(wires)('%s: unplugged, and plugged in again', async (_, wire) => {
    const printer = escPosPrinter({ wire: wire(), dialect, answers: null, clock });
    await tty.unplug();
    expect(existsSync(tty.path)).toBe(false);
    expect(await printer.print(paper)).toEqual({ ok: false, error: { problem: 'gone', began: false } });
    await tty.replug();
    expect(await printer.print(paper)).toEqual(ok('ready'));
  });
});

describe('on USB', () => {
  const ids = { vendorId: 0x04b8, productId: 0x0202 };

  test('the first device that says it is a printer is one', async () => {
    const device = new VirtualPrinter();
    const usb = fakeUsb(device);
    const printer = escPosPrinter({ wire: usbWire(null, async () => [fakeUsb(null, 3), usb]), dialect, answers: null, clock });
    expect(await printer.print(paper)).toEqual(ok('ready'));
    expect(device.texts()).toEqual([expect.stringMatching(TEXT)]);
    expect(usb.calls).toEqual(['open', 'detach 0', 'select 1', 'claim 0', 'release 0', 'close']);
  });

  test('by its ids; another printer is left alone', async () => {
    const device = new VirtualPrinter();
    const other = fakeUsb(new VirtualPrinter(), 7, { vendorId: 1, productId: 2 });
    const printer = escPosPrinter({ wire: usbWire(ids, async () => [other, fakeUsb(device)]), dialect, answers: null, clock });
    expect(await printer.print(paper)).toEqual(ok('ready'));
    expect([other.calls, device.papers.length]).toEqual([[], 1]);
  });

  test.each([
    ['gone', async () => []],
    ['forbidden', () => Promise.reject(new Error('open error: permission denied (errno 13)'))],
    ['in_use', () => Promise.reject(new Error('claimInterface error: resource busy (errno 16)'))],
    ['gone', () => Promise.reject(new Error('no device'))],
  ] as const)('%s', async (problem, list) => {
    const printer = escPosPrinter({ wire: usbWire(ids, list), dialect, answers: null, clock });
    expect(await printer.print(paper)).toEqual({ ok: false, error: { problem, began: false } });
  });

  /** A device with one interface, as the `usb` package shows it. */
  function fakeUsb(device: VirtualPrinter | null, interfaceClass = 7, own = ids): UsbPrinter & { readonly calls: string[] } {
    const calls: string[] = [];
    const said: Uint8Array[] = [];
    let hear: (() => void) | null = null;
    let isOpen = true;
    const did = (call: string) => async () => {
      calls.push(call);
    };
    return {
      ...own,
      calls,
      configuration: null,
      configurations: [
        {
          configurationValue: 1,
          interfaces: [
            {
              interfaceNumber: 0,
              alternates: [
                {
                  interfaceClass,
                  alternateSetting: 0,
                  endpoints: [
                    { endpointNumber: 2, direction: 'in', type: 'bulk' },
                    { endpointNumber: 1, direction: 'out', type: 'bulk' },
                  ],
                },
              ],
            },
          ],
        },
      ],
      open: did('open'),
      async close() {
        calls.push('close');
        isOpen = false;
        hear?.();
      },
      selectConfiguration: (value) => did(`select ${value}`)(),
      claimInterface: (number) => did(`claim ${number}`)(),
      releaseInterface: (number) => did(`release ${number}`)(),
      detachKernelDriver: (number) => did(`detach ${number}`)(),
      async transferIn(endpoint) {
        expect(endpoint).toBe(2);
        if (said.length === 0 && isOpen) {
          await new Promise<void>((resolve) => {
            hear = resolve;
            setTimeout(resolve, 20); // the library gives up after the time that it was given, and says so with an error
          });
        }
        const bytes = said.shift();
        if (!bytes) throw new Error('transferIn error: Cancelled');
        return { data: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
      },
      async transferOut(endpoint, bytes) {
        expect(endpoint).toBe(1);
        device?.take(bytes, (answer) => {
          said.push(answer);
          hear?.();
        });
        return { status: 'ok' };
      },
    };
  }
});
