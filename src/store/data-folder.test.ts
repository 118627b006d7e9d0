import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockDataFolder } from './data-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saoma-data-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('a folder is made for its owner alone, with what lies above it', () => {
  const dir = join(folder, 'a', 'b');
  const lock = lockDataFolder(dir);
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value.release();
});

it('a second terminal on the same folder is refused until the first lets go', () => {
  const first = lockDataFolder(folder);
  expect(lockDataFolder(folder)).toEqual({ ok: false, error: 'in_use' });
  if (first.ok) first.value.release();
  const second = lockDataFolder(folder);
  expect(second.ok).toBe(true);
  if (second.ok) second.value.release();
});

it('a killed process leaves no lock behind', async () => {
  const module = fileURLToPath(new URL('./data-folder.ts', import.meta.url));
  const program = `import { lockDataFolder } from ${JSON.stringify(module)};
    process.stdout.write(JSON.stringify(lockDataFolder(process.argv[1]).ok)); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder]);
  const [told] = await once(child.stdout, 'data');
  expect(String(told)).toBe('true');
  expect(lockDataFolder(folder)).toEqual({ ok: false, error: 'in_use' });

  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = lockDataFolder(folder);
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value.release();
});

it('a file in the place of the folder is told by its name', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => lockDataFolder(file)).toThrow(file);
});
