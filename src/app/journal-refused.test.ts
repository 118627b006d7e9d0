import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makePatient, trade } from '../store/damage.ts';

const RUN = path.resolve(import.meta.dirname, 'run.ts');

test('a journal of a newer Saoma ends the start with 2 and one line, and stays as it is', () => {
  const shop = makePatient();
  shop.write(trade(3));
  const db = new Database(shop.file);
  db.pragma('user_version = 99');
  db.close();
  const before = readFileSync(shop.file);
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  const args = [RUN, '--headless', '--port', '0', '--data', shop.folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 20_000 });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('was written by a newer Saoma');
  expect(readFileSync(shop.file)).toEqual(before);
  shop.discard();
});
