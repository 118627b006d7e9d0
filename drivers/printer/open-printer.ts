import type { Clock } from '../../src/basics/clock.ts';
import type { PrinterConfig } from '../../src/config/config.ts';
import type { Printer } from '../../src/receipt/printer.ts';
import { escPosPrinter } from './escpos-printer.ts';
import { fileWire } from './file-wire.ts';
import { serialWire } from './serial-wire.ts';
import { tcpWire } from './tcp-wire.ts';
import { type ListUsb, usbWire } from './usb-wire.ts';
import type { Wire } from './wire.ts';

export type PrinterParts = { readonly clock: Clock; readonly listUsb: ListUsb };

/** The configured printer. Opens nothing yet. */
export function openPrinter(config: PrinterConfig, parts: PrinterParts): Printer {
  const { profile, qr, answers } = config;
  return escPosPrinter({ wire: wireFor(config, parts), dialect: { profile, qr }, answers, clock: parts.clock });
}

function wireFor(config: PrinterConfig, { clock, listUsb }: PrinterParts): Wire {
  switch (config.kind) {
    case 'tcp':
      return tcpWire(config, { clock });
    case 'serial':
      return serialWire(config);
    case 'file':
      return fileWire(config.path, { clock });
    case 'usb':
      return usbWire(config.device, listUsb);
  }
}
