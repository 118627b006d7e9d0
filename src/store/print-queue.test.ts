import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrintJob } from '../receipt/print-job.ts';
import { openPrintQueue, PRINT_QUEUE_DIR } from './print-queue.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'saoma-print-queue-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function job(id: string, queuedAtMs: number, more: Partial<PrintJob> = {}): PrintJob {
  return {
    ...{ id, printer: 'counter', document: { kind: 'charge', id: 'ch_1' }, copy: 'customer', language: null },
    ...{ isReprint: false, began: false, queuedAtMs },
    ...more,
  };
}

test('nothing yet', async () => {
  expect(await openPrintQueue(folder).load()).toEqual({ jobs: [], position: null, printed: [] });
});

test('what was kept is there in the next life, oldest first, as it was written last', async () => {
  const queue = openPrintQueue(folder);
  await queue.keep(job('pj_b', 2));
  await queue.keep(job('pj_a', 1));
  await queue.keep(job('pj_c', 3));
  await queue.keep(job('pj_b', 2, { began: true }));
  await queue.drop('pj_c');
  await queue.drop('pj_c');
  await queue.keepPosition(41);
  await queue.keepPosition(42);
  await queue.notePrinted('charge ch_0 customer');
  expect(await openPrintQueue(folder).load()).toEqual({
    jobs: [job('pj_a', 1), job('pj_b', 2, { began: true })],
    position: 42,
    printed: ['charge ch_0 customer'],
  });
});

test('what was asked first is on disk first, also when nobody waits', async () => {
  const queue = openPrintQueue(folder);
  void queue.keep(job('pj_a', 1));
  void queue.keep(job('pj_a', 1, { began: true }));
  await queue.drop('pj_a');
  expect((await queue.load()).jobs).toEqual([]);
});

test('a file that was cut short, that is none of ours, or of another name is left alone', async () => {
  const queue = openPrintQueue(folder);
  await queue.keep(job('pj_a', 1));
  const dir = join(folder, PRINT_QUEUE_DIR);
  const whole = readFileSync(join(dir, 'pj_a.json'), 'utf8');
  writeFileSync(join(dir, 'pj_cut.json'), whole.slice(0, 20));
  writeFileSync(join(dir, 'pj_other.json'), whole);
  writeFileSync(join(dir, 'pj_later.json'), whole.replace('"copy"', '"sheets":2,"copy"'));
  writeFileSync(join(dir, 'pj_large.json'), `${' '.repeat(20_000)}${whole}`);
  writeFileSync(join(dir, 'pj_b.json.tmp'), whole.slice(0, 10));
  writeFileSync(join(dir, 'position'), 'elsewhere');
  expect(await openPrintQueue(folder).load()).toEqual({ jobs: [job('pj_a', 1)], position: null, printed: [] });
  expect(readdirSync(dir)).toContain('pj_later.json');
  expect(readdirSync(dir)).not.toContain('pj_b.json.tmp');
});

test('for the owner alone, and no more than a reference in it', async () => {
  await openPrintQueue(folder).keep(job('pj_a', 1));
  const dir = join(folder, PRINT_QUEUE_DIR);
  expect(statSync(dir).mode & 0o077).toBe(0);
  expect(statSync(join(dir, 'pj_a.json')).mode & 0o077).toBe(0);
  expect(Object.keys(JSON.parse(readFileSync(join(dir, 'pj_a.json'), 'utf8'))).sort()).toEqual(Object.keys(job('', 0)).sort());
});

test('what is remembered as printed does not grow for ever', async () => {
  const queue = openPrintQueue(folder);
  await queue.load();
  const file = join(folder, PRINT_QUEUE_DIR, 'printed');
  writeFileSync(file, Array.from({ length: 4_100 }, (_, n) => `charge ch_${n} customer\n`).join(''));
  const { printed } = await openPrintQueue(folder).load();
  expect([printed.length, printed.at(-1)]).toEqual([2_000, 'charge ch_4099 customer']);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2_001);
});

test('a folder that cannot be written is told to whoever asks', async () => {
  writeFileSync(join(folder, 'file'), '');
  await expect(openPrintQueue(join(folder, 'file')).keep(job('pj_a', 1))).rejects.toThrow();
});
