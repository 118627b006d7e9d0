import { err, ok, type Result } from '../../src/basics/result.ts';
import type { PrinterProblem } from '../../src/receipt/printer.ts';
import type { Line, Wire } from './wire.ts';

/** Source: USB Device Class Definition for Printing Devices. */
const PRINTER_CLASS = 7;

/** What one transfer may carry, and what is asked for at once of what a printer says. */
const ANSWER_BYTES = 64;

/** One wait for an answer; the next follows at once. Short, because a line is given back only when it is over. */
const READ_LIMIT_MS = 200;

/** Longer than anybody waits for a piece to be taken: what becomes of half a transfer is not told. */
const WRITE_LIMIT_MS = 11_000;

/** The part of a USB device that a printer needs; as WebUSB has it. */
export type UsbPrinter = {
  readonly vendorId: number;
  readonly productId: number;
  readonly configuration: { readonly configurationValue: number } | null;
  readonly configurations: readonly { readonly configurationValue: number; readonly interfaces: readonly UsbInterface[] }[];
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  releaseInterface(interfaceNumber: number): Promise<void>;
  transferIn(endpoint: number, length: number, limitMs: number): Promise<{ readonly data?: DataView | undefined }>;
  transferOut(endpoint: number, data: Uint8Array<ArrayBuffer>, limitMs: number): Promise<{ readonly status: string }>;
  detachKernelDriver?(interfaceNumber: number): Promise<void>; // Linux
};

type UsbInterface = {
  readonly interfaceNumber: number;
  readonly alternates: readonly {
    readonly interfaceClass: number;
    readonly alternateSetting: number;
    readonly endpoints: readonly { readonly endpointNumber: number; readonly direction: 'in' | 'out'; readonly type: string }[];
  }[];
};

/** Every USB device of the machine. Comes in as an argument, because tests have none. */
export type ListUsb = () => Promise<readonly UsbPrinter[]>;

/** Which printer: both ids, or null for the first one that says it is a printer. */
export type UsbAddress = { readonly vendorId: number; readonly productId: number } | null;

/** A printer on USB, without a driver of the system. */
export function usbWire(address: UsbAddress, list: ListUsb): Wire {
  return {
    async open(): Promise<Result<Line, PrinterProblem>> {
      try {
        for (const device of await list()) {
          const way = wayInto(device);
          if (way && isMeant(device, address)) return ok(await lineOn(device, way));
        }
        return err('gone');
      } catch (error) {
        return err(explain(error));
      }
    },
  };
}

/** The USB devices of this machine, through the `usb` package, which is loaded with the first job. */
export async function listUsb(): Promise<readonly UsbPrinter[]> {
  const { usb } = await import('usb');
  return (await usb.getDevices()) as unknown as readonly UsbPrinter[]; // its types lean on the browser's
}

type Way = { readonly configuration: number; readonly interface: number; readonly out: number; readonly in: number | null };

/** The printer interface of a device and its pipes; null when it is no printer. */
function wayInto({ configurations }: UsbPrinter): Way | null {
  for (const { configurationValue, interfaces } of configurations) {
    for (const { interfaceNumber, alternates } of interfaces) {
      for (const { interfaceClass, alternateSetting, endpoints } of alternates) {
        const pipe = (direction: 'in' | 'out') =>
          endpoints.find((endpoint) => endpoint.direction === direction && endpoint.type === 'bulk')?.endpointNumber ?? null;
        const out = pipe('out');
        if (interfaceClass === PRINTER_CLASS && alternateSetting === 0 && out !== null) {
          return { configuration: configurationValue, interface: interfaceNumber, out, in: pipe('in') };
        }
      }
    }
  }
  return null;
}

function isMeant({ vendorId, productId }: UsbPrinter, address: UsbAddress): boolean {
  return address === null || (vendorId === address.vendorId && productId === address.productId);
}

async function lineOn(device: UsbPrinter, way: Way): Promise<Line> {
  await device.open();
  try {
    // Linux gives a printer to its own driver; it gets it back when the cable is plugged in anew.
    await device.detachKernelDriver?.(way.interface).catch(() => {});
    if (device.configuration?.configurationValue !== way.configuration) await device.selectConfiguration(way.configuration);
    await device.claimInterface(way.interface);
  } catch (error) {
    await device.close().catch(() => {});
    throw error;
  }
  let isOpen = true;
  let listener: ((bytes: Uint8Array) => void) | null = null;
  let reading: Promise<void> | null = null;

  async function read(endpoint: number): Promise<void> {
    while (isOpen) {
      try {
        const { data } = await device.transferIn(endpoint, ANSWER_BYTES, READ_LIMIT_MS);
        if (data && data.byteLength > 0) listener?.(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      } catch (error) {
        if (!/cancelled|timed? ?out/i.test(wordsOf(error))) return; // it cannot be read: it says nothing
      }
    }
  }

  return {
    async write(bytes) {
      const { status } = await device.transferOut(way.out, new Uint8Array(bytes), WRITE_LIMIT_MS);
      if (status !== 'ok') throw new Error(`the printer answered ${status}`);
    },
    listen(next) {
      listener = next;
      if (way.in !== null) reading ??= read(way.in);
    },
    async close() {
      isOpen = false;
      await reading;
      await device.releaseInterface(way.interface).catch(() => {});
      await device.close().catch(() => {}); // pulled out already
    },
  };
}

function explain(error: unknown): PrinterProblem {
  const words = wordsOf(error);
  if (/access|permission|denied/i.test(words)) return 'forbidden';
  if (/busy/i.test(words)) return 'in_use';
  return /no device|disconnected|not found/i.test(words) ? 'gone' : 'failed';
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
