import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { USAGE } from '../config/flags.ts';
import { backupName } from '../store/backup-files.ts';
import { makePatient, type Patient, trade } from '../store/damage.ts';
import { lockDataFolder } from '../store/data-folder.ts';

const RUN = resolve(import.meta.dirname, 'run.ts');
let shop: Patient;

beforeEach(() => {
  shop = makePatient();
  shop.write(trade(20));
  mkdirSync(join(shop.folder, 'backups'));
  copyFileSync(shop.file, join(shop.folder, 'backups', backupName(0)));
  shop.write(trade(5, 100));
});
afterEach(() => shop.discard());

function saoma(...args: string[]) {
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, ...args], { env, encoding: 'utf8', timeout: 20_000 });
  return { status, stdout, stderr };
}

test('a damaged journal is named by verify, set aside and made whole by restore, and verify is content', () => {
  const entries = trade(20).length + trade(5, 100).length;
  expect(saoma('verify', shop.folder)).toEqual({
    status: 0,
    stdout: `${shop.file}: ${entries} entries, each as it was written\n`,
    stderr: '',
  });
  shop.meddle('UPDATE entries SET amount_fen = 1 WHERE seq = 3');
  expect(saoma('verify', shop.folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('entry 3 is not what was written') });

  const restored = saoma('restore', shop.folder);
  expect(restored).toMatchObject({ status: 0, stderr: '' });
  expect(restored.stdout).toContain(`${entries} entries again`);
  const [aside = ''] = readdirSync(join(shop.folder, 'set-aside'));
  expect(readdirSync(join(shop.folder, 'set-aside', aside))).toEqual(expect.arrayContaining(['journal.db', 'journal.db-head']));
  expect(saoma('verify', shop.folder).status).toBe(0);
  expect(saoma('verify', join(shop.folder, 'backups', backupName(0))).status).toBe(0);
});

test('what a backup remembers is held against a journal that was written anew, head and all', () => {
  const other = makePatient();
  other.write(trade(40));
  other.meddle('DELETE FROM entries WHERE seq > 1');
  for (const suffix of ['', '-head']) copyFileSync(other.file + suffix, shop.file + suffix);
  other.discard();
  expect(saoma('verify', shop.folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('its end is cut off') });
});

test('neither is done while a terminal runs on the folder', () => {
  const lock = lockDataFolder(shop.folder);
  for (const errand of ['verify', 'restore', 'pins']) {
    expect(saoma(errand, shop.folder)).toMatchObject({ status: 3, stderr: `saoma: a terminal runs on ${shop.folder}: stop it first\n` });
  }
  if (lock.ok) lock.value.release();
  expect(existsSync(join(shop.folder, 'set-aside'))).toBe(false);
});

test.each(['verify', 'restore', 'pins'])('--help names saoma %s', (errand) => {
  expect(USAGE).toContain(`saoma ${errand} DIR`);
});

test.each([
  [['verify'], 'saoma verify DIR'],
  [['restore', 'a', 'b', 'c'], 'saoma restore DIR'],
  [['verify', '/nowhere/at/all'], 'there is nothing at /nowhere/at/all'],
  [['restore', '/nowhere/at/all'], 'there is no data folder at /nowhere/at/all'],
  [['pins'], 'saoma pins DIR'],
])('%j is answered with what to write instead', (args, words) => {
  expect(saoma(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(words) });
});
