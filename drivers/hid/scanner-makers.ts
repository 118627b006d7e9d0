import { MICROSCAN_LAYOUT, NEWLAND_LAYOUT, type PosLayout, USUAL_LAYOUT } from './pos-report.ts';

/**
 * Makers of bar code scanners and of nothing that a cashier types on: a keyboard of theirs is a gun. `layout`: where they differ from
 * the usual report, and then their own usage pages are read as well. Source: the USB ID repository; layouts see there.
 */
export const SCANNER_MAKERS: readonly { readonly vendorId: number; readonly name: string; readonly layout?: PosLayout }[] = [
  { vendorId: 0x0536, name: 'Hand Held Products' },
  { vendorId: 0x05e0, name: 'Symbol (Zebra)' },
  { vendorId: 0x05f9, name: 'PSC (Datalogic)' },
  { vendorId: 0x065a, name: 'Opticon' },
  { vendorId: 0x067e, name: 'Intermec' },
  { vendorId: 0x0745, name: 'Syntech (CipherLab)' },
  { vendorId: 0x076d, name: 'Denso Wave' },
  { vendorId: 0x080c, name: 'Datalogic' },
  { vendorId: 0x0c2e, name: 'Metrologic (Honeywell)' },
  { vendorId: 0x1777, name: 'Microscan', layout: MICROSCAN_LAYOUT },
  { vendorId: 0x1eab, name: 'Newland', layout: NEWLAND_LAYOUT },
  { vendorId: 0x27dd, name: 'Mindeo' },
];

/** Whether this vendor makes scanners and no keyboards. */
export function isScannerMaker(vendorId: number): boolean {
  return SCANNER_MAKERS.some((maker) => maker.vendorId === vendorId);
}

/** Whether reports on a page of the vendor's own can be read. */
export function hasOwnLayout(vendorId: number): boolean {
  return SCANNER_MAKERS.some((maker) => maker.vendorId === vendorId && maker.layout !== undefined);
}

/** The report that guns of this vendor send. */
export function layoutOf(vendorId: number): PosLayout {
  return SCANNER_MAKERS.find((maker) => maker.vendorId === vendorId)?.layout ?? USUAL_LAYOUT;
}
