import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PersonId, parsePersonId } from '../people/person.ts';
import { openPinFile, PIN_FILE } from './pin-file.ts';

const MANAGER = parsePersonId('pe_manager') as PersonId;
const CASHIER = parsePersonId('pe_cashier') as PersonId;
const random = { bytes: (count: number) => randomBytes(count) };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'saoma-pins-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const open = () => openPinFile(dir, random);
const text = () => readFileSync(join(dir, PIN_FILE), 'utf8');

test('a PIN that is kept is known again after a restart, and no other is', async () => {
  expect(await open().keep(MANAGER, '4071')).toBe('kept');
  const again = open();
  expect(await again.check(MANAGER, '4071')).toBe('right');
  expect(await again.check(MANAGER, '4072')).toBe('wrong');
  expect(await again.check(CASHIER, '4071')).toBe('none');
  expect([again.has(MANAGER), again.has(CASHIER)]).toEqual([true, false]);
});

test('somebody without a PIN, and nobody at all, are as much work as anyone: the time taken tells no names', async () => {
  const pins = open();
  await pins.keep(MANAGER, '4071');
  const seen: string[] = [];
  for (const id of [null, CASHIER]) {
    // Only what is hashed waits its turn, and is refused when too many wait.
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => pins.check(id, '4071')));
    seen.push([...new Set(verdicts)].sort().join(' '));
  }
  expect(seen).toEqual(['busy none', 'busy none']);
});

test('the file is its owner`s alone, and tells neither the PIN nor who has the same', async () => {
  const pins = open();
  await pins.keep(MANAGER, '40718246');
  await pins.keep(CASHIER, '40718246');
  expect(text()).not.toContain('40718246');
  const { pins: kept } = JSON.parse(text());
  expect(kept[MANAGER].hash).not.toBe(kept[CASHIER].hash);
  expect(kept[MANAGER].salt).not.toBe(kept[CASHIER].salt);
  expect(statSync(join(dir, PIN_FILE)).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual([PIN_FILE]);
});

test('a new PIN takes the place of the old one', async () => {
  const pins = open();
  await pins.keep(MANAGER, '4071');
  await pins.keep(MANAGER, '8246');
  expect([await pins.check(MANAGER, '4071'), await pins.check(MANAGER, '8246')]).toEqual(['wrong', 'right']);
});

test('a temporary PIN is good for choosing another only', async () => {
  const pins = open();
  await pins.keepTemporary(MANAGER, '82460713');
  expect(await open().check(MANAGER, '82460713')).toBe('new_pin_needed');
  expect(await open().check(MANAGER, '82460714')).toBe('wrong');
  await pins.keep(MANAGER, '4071');
  expect(await open().check(MANAGER, '82460713')).toBe('wrong');
});

test('wrong PINs are counted over a restart', () => {
  expect(open().strikes()).toEqual({});
  expect(open().keepStrikes({ 'person:pe_manager': 4, 'seat:counter': 2 })).toBe(true);
  expect(open().strikes()).toEqual({ 'person:pe_manager': 4, 'seat:counter': 2 });
});

test('too many at once are told so, and not looked at; then it goes on', async () => {
  const pins = open();
  await pins.keep(MANAGER, '4071');
  const verdicts = await Promise.all(Array.from({ length: 8 }, () => pins.check(MANAGER, '4071')));
  expect(verdicts.filter((verdict) => verdict === 'right')).toHaveLength(5);
  expect(verdicts.slice(5)).toEqual(['busy', 'busy', 'busy']);
  expect(await pins.check(MANAGER, '4071')).toBe('right');
});

test.each([
  ['cut short', '{"version":1,"pins":{"pe_ma'],
  ['empty', ''],
  ['of a later version', '{"version":2,"pins":{},"strikes":{}}'],
  [
    'asking for a year of work',
    '{"version":1,"pins":{"a":{"scrypt":{"N":1073741824,"r":8,"p":1},"salt":"aaaaaaaaaaaaaaaa","hash":"aaaaaaaaaaaaaaaa","isTemporary":false}},"strikes":{}}',
  ],
])('a file that is %s is left as it is, and nobody is let in', async (_, content) => {
  writeFileSync(join(dir, PIN_FILE), content);
  const pins = open();
  expect(pins.isReadable()).toBe(false);
  expect([await pins.check(MANAGER, '4071'), await pins.keep(MANAGER, '4071'), pins.keepStrikes({})]).toEqual([
    'unreadable',
    'unreadable',
    false,
  ]);
  expect(text()).toBe(content);
});

test('what the disk does not take has not happened', async () => {
  const pins = open();
  await pins.keep(MANAGER, '4071');
  rmSync(dir, { recursive: true });
  expect(await pins.keep(MANAGER, '8246')).toBe('failed');
  expect(await pins.check(MANAGER, '4071')).toBe('right');
  mkdirSync(dir); // for the clearing up
});
