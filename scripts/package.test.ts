import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, test as always, beforeAll, expect } from 'vitest';
import { UDEV_RULE } from '../drivers/hid/problems.ts';
import { sampleReading } from '../src/report/sample-z.ts';
import { ROOT } from './house/root.mjs';

// Packs the application around an empty Electron, up to app.asar: everything but the binary, which the machine may not have.

const isBuilt = existsSync(path.join(ROOT, 'out/core/run.js'));
const test = always.skipIf(!isBuilt); // npm test builds first
const folder = mkdtempSync(path.join(os.tmpdir(), 'saoma-package-'));
const app = path.join(folder, 'app');
let files: readonly string[] = [];

beforeAll(() => {
  if (!isBuilt) return;
  const electronDist = emptyElectron();
  const builder = path.join(ROOT, 'node_modules/electron-builder/cli.js');
  const args = ['--linux', 'dir', '--publish', 'never', `-c.electronDist=${electronDist}`, `-c.directories.output=${folder}/dist`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, ...args], { cwd: ROOT, encoding: 'utf8' });
  expect(status, `${stdout}${stderr}`).toBe(0); // an unknown key in electron-builder.yml ends here too
  const archive = path.join(folder, 'dist/linux-unpacked/resources/app.asar');
  files = asar(['list', archive]).split('\n');
  asar(['extract', archive, app]);
}, 90_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the bundles and the screens are packed', () => {
  for (const file of [
    '/package.json',
    '/out/core/run.js',
    '/out/electron/main.js',
    '/out/electron/preload/cashier.cjs',
    '/out/renderer/cashier.html',
  ]) {
    expect(files).toContain(file);
  }
});

test('sources, tests, tools and a second Node are not', () => {
  const strangers =
    /^\/(?:src|e2e|scripts|bench|electron|renderer|docs)\/|\.tsx?$|\/node-(?:linux|win)-|^\/node_modules\/(?:react|vite|electron|hono)\//;
  expect(files.filter((file) => strangers.test(file))).toEqual([]);
});

test('of the fonts for pages two weights of each script are packed, and a page is made with them', async () => {
  const fonts = files.filter((file) => file.endsWith('.otf')).map((file) => path.basename(file));
  expect(fonts.sort()).toEqual(['NotoSansHans-Bold.otf', 'NotoSansHans-Regular.otf', 'NotoSansKR-Bold.otf', 'NotoSansKR-Regular.otf']);
  expect(files.filter((file) => /^\/node_modules\/(?:pdfkit|fontkit|write-excel-file)\//.test(file))).toEqual([]); // bundled
  const worker = new Worker(path.join(app, 'out/core/press-worker.js'), { workerData: { kind: 'z', reading: sampleReading('ko') } });
  await once(worker, 'message'); // it has begun
  const [page] = (await once(worker, 'message')) as [Uint8Array];
  expect(Buffer.from(page).subarray(0, 5).toString()).toBe('%PDF-');
});

test('native modules lie beside the archive and load from what was packed', () => {
  const require = createRequire(path.join(app, 'package.json'));
  const Database = require('better-sqlite3') as new (file: string) => { close(): void; prepare(sql: string): { get(): unknown } };
  const database = new Database(':memory:');
  expect(database.prepare('select 1 as one').get()).toEqual({ one: 1 });
  database.close();
  expect(require('serialport')).toHaveProperty('SerialPort');
  expect((require('node-hid') as typeof import('node-hid')).devices()).toBeInstanceOf(Array);
  expect(require('usb')).toHaveProperty('usb');
  const unpacked = path.join(folder, 'dist/linux-unpacked/resources/app.asar.unpacked');
  expect(spawnSync('find', [unpacked, '-name', '*.node'], { encoding: 'utf8' }).stdout).toContain('better-sqlite3');
});

test('the udev rule lies where the terminal says', () => {
  expect(existsSync(path.join(folder, 'dist/linux-unpacked', UDEV_RULE))).toBe(true);
});

function asar(args: readonly string[]): string {
  const cli = path.join(ROOT, 'node_modules/@electron/asar/bin/asar.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  expect(status, stderr).toBe(0);
  return stdout;
}

function emptyElectron(): string {
  const dist = path.join(folder, 'electron');
  const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
  mkdirSync(path.join(dist, 'resources'), { recursive: true });
  for (const [name, text] of [
    ['electron', '#!/bin/sh\n'],
    ['version', version],
    ['LICENSE', ''],
    ['LICENSES.chromium.html', ''],
  ] as const) {
    writeFileSync(path.join(dist, name), text);
  }
  chmodSync(path.join(dist, 'electron'), 0o755);
  return dist;
}
