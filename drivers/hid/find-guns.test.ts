import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aGun } from '../testing/fake-hid.ts';
import { findGuns } from './find-guns.ts';
import { UDEV_RULE } from './problems.ts';
import { SCANNER_MAKERS } from './scanner-makers.ts';

const AUTO = { kind: 'hid', auto: true } as const;
const KEYBOARD = { usagePage: 1, usage: 6 };
const NOT_A_MAKER = { vendorId: 0x046d, productId: 0xc31c };

test('a bar code scanner of any maker is found by its usage page', () => {
  expect(findGuns([aGun('/dev/hidraw0', NOT_A_MAKER)], [AUTO])).toMatchObject([
    { path: '/dev/hidraw0', model: '046d:c31c', name: 'Scanner', presents: 'pos' },
  ]);
});

test('a keyboard is a gun only when its maker makes no keyboards', () => {
  const devices = [aGun('/dev/hidraw0', KEYBOARD), aGun('/dev/hidraw1', { ...KEYBOARD, ...NOT_A_MAKER })];
  expect(findGuns(devices, [AUTO]).map(({ path, presents }) => [path, presents])).toEqual([['/dev/hidraw0', 'keyboard']]);
});

test('or when its ids are configured', () => {
  const wish = { kind: 'hid', ...NOT_A_MAKER } as const;
  expect(findGuns([aGun('/dev/hidraw1', { ...KEYBOARD, ...NOT_A_MAKER })], [AUTO, wish])).toMatchObject([{ presents: 'keyboard', wish }]);
});

test('ids have the gun before auto, whatever their order', () => {
  const wish = { kind: 'hid', vendorId: 0x0c2e, productId: 0x0b61 } as const;
  expect(findGuns([aGun('/dev/hidraw0')], [AUTO, wish])[0]?.wish).toBe(wish);
  expect(findGuns([aGun('/dev/hidraw0', { productId: 1 })], [wish])).toEqual([]);
});

test('a gun that is scanner and keyboard is one, on one path or on two', () => {
  expect(findGuns([aGun('/dev/hidraw0', KEYBOARD), aGun('/dev/hidraw0')], [AUTO])).toHaveLength(1);
  const found = findGuns([aGun('/dev/hidraw0', KEYBOARD), aGun('/dev/hidraw1')], [AUTO]);
  expect(found.map(({ path, presents }) => [path, presents])).toEqual([['/dev/hidraw1', 'pos']]);
});

test('a page of the maker`s own is read where its reports are known', () => {
  const own = { usagePage: 0xff00, usage: 1 };
  expect(findGuns([aGun('a', { ...own, vendorId: 0x1777 }), aGun('b', own)], [AUTO]).map(({ path }) => path)).toEqual(['a']);
});

test('mice, consumer keys and the rest are not', () => {
  const others = [
    [1, 2],
    [0x0c, 1],
    [1, 7],
    [0xf1d0, 1],
  ].map(([usagePage = 0, usage = 0], index) => aGun(`${index}`, { usagePage, usage }));
  expect(findGuns(others, [AUTO])).toEqual([]);
});

test('a name from a cable is short and printable', () => {
  const names = ['', ' \u0000\u202e ', 'x'.repeat(500), ' Voyager\n1400g '].map(
    (product) => findGuns([aGun('a', { product })], [AUTO])[0]?.name,
  );
  expect(names).toEqual(['USB 0c2e:0b61', 'USB 0c2e:0b61', 'x'.repeat(60), 'Voyager 1400g']);
});

test('the udev rule gives the right to every maker of the table, and to nobody else', () => {
  const rules = readFileSync(new URL(`../../${UDEV_RULE}`, import.meta.url), 'utf8');
  const vendors = [...rules.matchAll(/^SUBSYSTEM=="hidraw", ATTRS\{idVendor\}=="([0-9a-f]{4})", (?:.+)$/gm)].map(([, id = '']) =>
    Number.parseInt(id, 16),
  );
  expect(vendors).toEqual(SCANNER_MAKERS.map(({ vendorId }) => vendorId));
  expect(rules.split('\n').filter((line) => /^[^#\s]/.test(line))).toHaveLength(vendors.length);
});
