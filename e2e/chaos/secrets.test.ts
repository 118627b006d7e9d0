import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findSecrets } from './secrets.ts';

test('a secret is found in any byte of any file, and in the log, and is not said', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'saoma-chaos-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(path.join(dir, 'backups'));
  writeFileSync(path.join(dir, 'journal.db'), Buffer.from([0, 255, ...Buffer.from('a-secret'), 7]));
  writeFileSync(path.join(dir, 'backups', 'one.db'), 'nothing');
  expect(findSecrets(dir, ['nothing'], ['a-secret'])).toEqual(['journal.db']);
  expect(findSecrets(dir, ['it is a-secret'], ['a-secret'])).toEqual(['journal.db', 'the log']);
  expect(findSecrets(dir, ['nothing'], ['another'])).toEqual([]);
});
