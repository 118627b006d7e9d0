import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAtMost } from './read-at-most.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'saoma-read-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(length: number): string {
  const file = path.join(folder, String(length));
  writeFileSync(file, Buffer.alloc(length, 'a'));
  return file;
}

test.each([0, 1, 999, 1_000])('%i bytes of at most 1,000 are read whole', (length) => {
  expect(Buffer.from(readAtMost(fileOf(length), 1_000)).toString()).toBe('a'.repeat(length));
});

test('one byte more is refused', () => {
  expect(() => readAtMost(fileOf(1_001), 1_000)).toThrow('has more than 1000 bytes');
});

test('a file that cannot be opened, and a folder, throw as the system says it', () => {
  expect(() => readAtMost(path.join(folder, 'none'), 1_000)).toThrow('ENOENT');
  expect(() => readAtMost(folder, 1_000)).toThrow('EISDIR');
});

test.skipIf(process.platform === 'win32')('what never ends is refused as well, and no more of it is held', () => {
  expect(() => readAtMost('/dev/zero', 1_000)).toThrow('has more than 1000 bytes');
});
