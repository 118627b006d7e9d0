import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { wantsElectron } from './choose-shell.mjs';
import { hashSources, isBuilt, markBuilt } from './sources.mjs';
import { SYSTEM_PARTS, whatToType } from './system-parts.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'saoma-house-'));
afterAll(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

test('a build is good until a source changes; tests and papers change nothing', () => {
  write('src/a.ts', '1');
  write('out/x', '');
  const hash = hashSources(root);
  expect(isBuilt(root, hash)).toBe(false);
  markBuilt(root, hash);
  expect(isBuilt(root, hashSources(root))).toBe(true);
  write('src/a.test.ts', 'a test');
  write('src/README.md', 'a paper');
  expect(isBuilt(root, hashSources(root))).toBe(true);
  write('src/a.ts', '2');
  expect(isBuilt(root, hashSources(root))).toBe(false);
});

const DESK = { platform: 'linux', env: { DISPLAY: ':0' } };

test.each([
  [[], DESK, true],
  [['--port', '0'], DESK, true],
  [['--shell', 'electron'], DESK, true],
  [['--shell', 'browser'], DESK, false],
  [['--shell=browser'], DESK, false],
  [['--headless'], DESK, false],
  [['--help'], DESK, false],
  [[], { platform: 'linux', env: {} }, false],
  [[], { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } }, true],
  [[], { platform: 'win32', env: {} }, true],
] as const)('flags %j at %j: the desktop shell %s', (args, where, wanted) => {
  expect(wantsElectron(args, where)).toBe(wanted);
});

test('what is missing is named once, with the command that brings it', () => {
  const message = whatToType(SYSTEM_PARTS.filter(({ debian }) => debian === 'socat' || debian === 'chromium'));
  expect(message).toContain('apt-get install -y --no-install-recommends chromium socat');
  expect(message).toContain('Chromium: the screens are tested in it');
});
