import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PersonId, parsePersonId } from '../people/person.ts';
import { makePatient, type Patient, trade } from '../store/damage.ts';
import { openPinFile, PIN_FILE } from '../store/pin-file.ts';
import { resetPin } from './reset-pin.ts';

const MANAGER = parsePersonId('pe_1') as PersonId;
const PERSON = { kind: 'person', role: 'manager', isActive: true, addedAtMs: 0, by: { kind: 'terminal' } } as const;
const random = { bytes: (count: number) => randomBytes(count) };

let shop: Patient;
beforeEach(() => {
  shop = makePatient();
  shop.write(trade(1));
});
afterEach(() => shop.discard());

function hire(id: string, name: string): void {
  shop.write([{ kind: 'slip_written', slip: { ...PERSON, id: parsePersonId(id) as PersonId, name }, atMs: 0 }]);
}

async function reset(name: string | null = null) {
  const done = await resetPin(shop.folder, name);
  if (!done.ok) throw new Error(done.error);
  return done.value;
}

test('a manager whose PIN is lost gets one that is good for choosing another, and starts without strikes', async () => {
  hire('pe_1', '店长');
  const before = openPinFile(shop.folder, random);
  await before.keep(MANAGER, '4071');
  before.keepStrikes({ 'person:pe_1': 8, 'seat:counter': 8, 'person:pe_2': 1 });
  const { name, code, setAside } = await reset();
  expect([name, setAside]).toEqual(['店长', null]);
  expect(code).toMatch(/^\d{8}$/);
  const after = openPinFile(shop.folder, random);
  expect([await after.check(MANAGER, '4071'), await after.check(MANAGER, code)]).toEqual(['wrong', 'new_pin_needed']);
  expect(after.strikes()).toEqual({ 'person:pe_2': 1 });
  expect(readFileSync(shop.file).includes(code)).toBe(false);
});

test('a file that cannot be read is set aside, never deleted', async () => {
  hire('pe_1', '店长');
  writeFileSync(join(shop.folder, PIN_FILE), '{');
  const { setAside, code } = await reset('店长');
  expect(readFileSync(join(shop.folder, setAside ?? ''), 'utf8')).toBe('{');
  expect(readdirSync(shop.folder).filter((name) => name.startsWith(PIN_FILE))).toHaveLength(2);
  expect(await openPinFile(shop.folder, random).check(MANAGER, code)).toBe('new_pin_needed');
});

test('of two managers one must be named, and nobody where there is nobody', async () => {
  expect(await resetPin(shop.folder, null)).toMatchObject({ ok: false, error: expect.stringContaining('nobody has been set up') });
  hire('pe_1', '店长');
  hire('pe_2', '副店长');
  expect(await resetPin(shop.folder, null)).toEqual({ ok: false, error: 'say which manager: 店长, 副店长' });
  expect(await resetPin(shop.folder, '收银员 A')).toMatchObject({ ok: false });
  expect(await reset('副店长')).toMatchObject({ name: '副店长' });
});
