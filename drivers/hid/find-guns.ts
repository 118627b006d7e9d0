import type { ScannerConfig } from '../../src/config/config.ts';
import type { HidDevice } from './hid-system.ts';
import { hasOwnLayout, isScannerMaker } from './scanner-makers.ts';

export type HidScannerConfig = Extract<ScannerConfig, { kind: 'hid' }>;

/** A plugged-in gun and the configuration that asks for it. */
export type FoundGun = {
  readonly wish: HidScannerConfig;
  readonly path: string;
  readonly model: string; // vendor and product, as configured: 0c2e:0b61
  readonly identity: string; // the same gun again, as far as USB can tell
  readonly vendorId: number;
  readonly name: string; // for people
  readonly presents: 'pos' | 'keyboard';
};

/** Source: HID usage tables: page 0x8C is bar code scanners, 0x01/0x06 a keyboard, from 0xFF00 on the makers'. */
const SCANNER_PAGE = 0x8c;
const DESKTOP_PAGE = 0x01;
const KEYBOARD = 0x06;
const FIRST_OWN_PAGE = 0xff00;

/** A name from a cable may be anything: what is shown is short and printable. */
const MAX_NAME_LENGTH = 60;

/**
 * Finds the guns among what is plugged in: by usage page, then by maker. A keyboard is one only when its maker makes no keyboards or
 * its ids are configured: what the cashier types is none of our business. A gun that shows both ways is read as a scanner.
 *
 * @param wishes as configured; the first that fits a gun has it, ids before `auto`
 */
export function findGuns(devices: readonly HidDevice[], wishes: readonly HidScannerConfig[]): readonly FoundGun[] {
  const byIds = [...wishes].sort((one, other) => Number('auto' in one) - Number('auto' in other));
  const guns = new Map<string, FoundGun>();
  for (const presents of ['pos', 'keyboard'] as const) {
    for (const device of devices) {
      if (guns.has(device.path) || presentsAs(device) !== presents) continue;
      const wish = byIds.find((candidate) => asksFor(candidate, device, presents));
      const gun = wish && describe(device, wish, presents);
      if (gun && !isShownAlready(gun, [...guns.values()])) guns.set(gun.path, gun);
    }
  }
  return [...guns.values()];
}

/** How ids are written in names: four hex digits each. */
export function modelName(vendorId: number, productId: number): string {
  return [vendorId, productId].map((id) => id.toString(16).padStart(4, '0')).join(':');
}

function presentsAs({ usagePage, usage, vendorId }: HidDevice): FoundGun['presents'] | null {
  if (usagePage === SCANNER_PAGE) return 'pos';
  if (usagePage >= FIRST_OWN_PAGE && hasOwnLayout(vendorId)) return 'pos';
  return usagePage === DESKTOP_PAGE && usage === KEYBOARD ? 'keyboard' : null;
}

function asksFor(wish: HidScannerConfig, { vendorId, productId }: HidDevice, presents: FoundGun['presents']): boolean {
  if ('auto' in wish) return presents === 'pos' || isScannerMaker(vendorId);
  return wish.vendorId === vendorId && wish.productId === productId;
}

function isShownAlready(gun: FoundGun, guns: readonly FoundGun[]): boolean {
  return gun.presents === 'keyboard' && guns.some(({ presents, identity }) => presents === 'pos' && identity === gun.identity);
}

function describe(device: HidDevice, wish: HidScannerConfig, presents: FoundGun['presents']): FoundGun {
  const model = modelName(device.vendorId, device.productId);
  const name = printable(device.product) || `USB ${model}`;
  return { wish, path: device.path, model, identity: `${model}:${device.serialNumber}`, vendorId: device.vendorId, name, presents };
}

function printable(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME_LENGTH);
}
