import type { UhidModel } from './uhid-device.ts';

/** What a HID-POS gun says of itself. Source: USB HID Point of Sale usage tables 1.02. */
const POS_DESCRIPTOR = bytes(`
  05 8c 09 02 a1 01                             page bar code scanner, usage scanner, application
    09 12 a1 02 85 02                           scanned data report, id 2
      15 00 26 ff 00 75 08                      bytes
      05 01 09 3b 95 01 81 02                   1: how many
      05 8c 09 fb 09 fc 09 fd 95 03 81 02       3: symbology
      09 fe 95 38 82 02 01                      56: data
      06 66 ff 09 04 09 05 95 02 81 02          2: the maker's
      05 8c 09 ff 25 01 75 01 95 01 81 02       a bit: more follows
      95 07 81 03
    c0
  c0`);

/** A boot keyboard. Source: HID 1.11, appendix B.1, without its lamps. */
const KEYBOARD_DESCRIPTOR = bytes(`
  05 01 09 06 a1 01
    05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02     modifiers
    95 01 75 08 81 01
    95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00     six keys
  c0`);

export const POS_GUN: UhidModel = {
  name: 'Maker POS Gun',
  vendorId: 0x0c2e,
  productId: 0x0b61,
  serialNumber: 'G1',
  descriptor: POS_DESCRIPTOR,
};
export const SECOND_POS_GUN: UhidModel = { ...POS_GUN, name: 'Maker POS Gun Two', serialNumber: 'G2' };
export const KEYBOARD_GUN: UhidModel = { name: 'Maker Typing Gun', vendorId: 0x1eab, productId: 0x0006, descriptor: KEYBOARD_DESCRIPTOR };
export const CASHIERS_KEYBOARD: UhidModel = {
  name: 'Office Keyboard',
  vendorId: 0x046d,
  productId: 0xc31c,
  descriptor: KEYBOARD_DESCRIPTOR,
};

/** Hexadecimal pairs at the beginning of each line; words behind them are remarks. */
function bytes(table: string): Uint8Array {
  return Uint8Array.from(
    table.split('\n').flatMap((line) => (/^\s*((?:[0-9a-f]{2}(?=\s|$)\s*)*)/.exec(line)?.[1] ?? '').split(/\s+/).filter(Boolean)),
    (pair) => Number.parseInt(pair, 16),
  );
}
