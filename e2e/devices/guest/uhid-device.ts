import { closeSync, openSync, writeSync } from 'node:fs';

/** Sizes and numbers of the kernel's interface. Source: linux/uhid.h; its structures are packed, numbers little-endian. */
const CREATE2 = 11;
const INPUT2 = 12;
const TYPE_BYTES = 4;
const CREATE2_BYTES = 276;
const MAX_DESCRIPTOR_BYTES = 4_096;
const BUS_USB = 3;

export type UhidModel = {
  readonly name: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string;
  readonly descriptor: Uint8Array;
};

/** A HID device that the kernel believes in: it appears as /dev/hidraw…, and vanishes when it is unplugged. */
export class UhidDevice {
  readonly #fd: number;

  constructor({ name, vendorId, productId, serialNumber = '', descriptor }: UhidModel) {
    const event = Buffer.alloc(TYPE_BYTES + CREATE2_BYTES + MAX_DESCRIPTOR_BYTES);
    event.writeUInt32LE(CREATE2, 0);
    event.write(name, 4, 127, 'utf8'); // name[128], phys[64], uniq[64], then the numbers
    event.write(serialNumber, 196, 63, 'utf8');
    event.writeUInt16LE(descriptor.length, 260);
    event.writeUInt16LE(BUS_USB, 262);
    event.writeUInt32LE(vendorId, 264);
    event.writeUInt32LE(productId, 268);
    event.set(descriptor, 280);
    this.#fd = openSync('/dev/uhid', 'r+');
    writeSync(this.#fd, event);
  }

  /** Sends reports, one behind the other. */
  send(reports: readonly Uint8Array[]): void {
    for (const report of reports) {
      const event = Buffer.alloc(TYPE_BYTES + 2 + report.length);
      event.writeUInt32LE(INPUT2, 0);
      event.writeUInt16LE(report.length, 4);
      event.set(report, 6);
      writeSync(this.#fd, event);
    }
  }

  /** Pulls the plug: every reader loses the device. */
  unplug(): void {
    closeSync(this.#fd);
  }
}
