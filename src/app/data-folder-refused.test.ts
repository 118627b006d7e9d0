import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const RUN = path.resolve(import.meta.dirname, 'run.ts');

/** @returns what became of a terminal that is told to keep its data there */
function startOn(dataDir: string) {
  const args = [RUN, '--headless', '--port', '0', '--data', dataDir];
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  return spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 10_000, killSignal: 'SIGKILL' });
}

test('a file where the data folder should be was told as a bug of the terminal', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'saoma-data-refused-'));
  try {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const { status, stdout, stderr } = startOn(file);
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 1, stdout: '', lines: 1 });
    expect(stderr).toContain(`the data folder ${file} can be neither made nor written`);
    expect(stderr).toContain('choose another with --data');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.runIf(process.platform === 'linux')('a folder where none can be made was waited for without end', () => {
  const { status, stdout, stderr } = startOn('/proc/nope/data');
  expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 1, stdout: '', lines: 1 });
  expect(stderr).toContain('the data folder /proc/nope/data can be neither made nor written');
});
