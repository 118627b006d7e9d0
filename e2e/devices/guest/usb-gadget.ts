import { spawnSync } from 'node:child_process';
import { constants, existsSync, mkdirSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VirtualPrinter } from '../../../drivers/testing/virtual-printer.ts';
import { until } from './counter.ts';

const CONFIG = '/sys/kernel/config';
const GADGET = `${CONFIG}/usb_gadget/printer`;
const PORT = 'dummy_udc.0';
const DEVICE = '/dev/g_printer0';

/** A USB device of the printer class, made by the kernel's own gadget driver: what the host sends arrives at a virtual printer. */
export class UsbPrinterGadget {
  readonly #printer: VirtualPrinter;
  #device: FileHandle | null = null;

  constructor(printer: VirtualPrinter) {
    this.#printer = printer;
  }

  /** Plugs it in; the system knows it when this resolves. */
  async plug({ vendorId, productId }: { readonly vendorId: string; readonly productId: string }): Promise<void> {
    if (!existsSync(`${CONFIG}/usb_gadget`)) spawnSync('mount', ['-t', 'configfs', 'none', CONFIG]);
    for (const folder of ['', '/strings/0x409', '/configs/c.1', '/functions/printer.0']) mkdirSync(GADGET + folder, { recursive: true });
    const facts = {
      idVendor: vendorId,
      idProduct: productId,
      'strings/0x409/product': 'Receipt Printer',
      'strings/0x409/manufacturer': 'Maker',
    };
    for (const [name, value] of Object.entries(facts)) writeFileSync(`${GADGET}/${name}`, value);
    symlinkSync(`${GADGET}/functions/printer.0`, `${GADGET}/configs/c.1/printer.0`);
    writeFileSync(`${GADGET}/UDC`, PORT);
    await until(
      () => existsSync(DEVICE) && existsSync('/dev/usb/lp0'),
      () => 'the system does not know the printer',
    );
    this.#device = await open(DEVICE, constants.O_RDWR | constants.O_NONBLOCK);
    void this.#serve(this.#device);
  }

  async unplug(): Promise<void> {
    const device = this.#device;
    this.#device = null;
    await device?.close();
    writeFileSync(`${GADGET}/UDC`, '\n');
    unlinkSync(`${GADGET}/configs/c.1/printer.0`);
    for (const folder of ['/configs/c.1', '/functions/printer.0', '/strings/0x409', '']) rmdirSync(GADGET + folder);
    await until(
      () => !existsSync('/dev/usb/lp0'),
      () => 'the system still knows the printer',
    );
  }

  async #serve(device: FileHandle): Promise<void> {
    const buffer = new Uint8Array(4_096);
    while (this.#device === device) {
      try {
        const { bytesRead } = await device.read(buffer, 0, buffer.length);
        if (bytesRead > 0) this.#printer.take(buffer.slice(0, bytesRead), (answer) => void device.write(answer).catch(() => {}));
        else await sleep(5);
      } catch {
        await sleep(5); // nothing there now
      }
    }
  }
}
