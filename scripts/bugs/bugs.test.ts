import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROOT } from '../house/root.mjs';
import { applyPatch } from './apply-patch.ts';

const BUGS = path.join(ROOT, 'src', 'app', 'simulation', 'bugs');
const tree = mkdtempSync(path.join(os.tmpdir(), 'saoma-bugs-'));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each(readdirSync(BUGS))('%s can still be planted', (file) => {
  rmSync(path.join(tree, 'src'), { recursive: true, force: true });
  cpSync(path.join(ROOT, 'src'), path.join(tree, 'src'), { recursive: true });
  applyPatch(readFileSync(path.join(BUGS, file), 'utf8'), tree);
});

/** One of them, the quickest; `npm run test:bugs` plants them all. */
test('a planted bug is found, and its story told', () => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/test-bugs.ts', '09', '--stories'], { cwd: ROOT, encoding: 'utf8' });
  expect(stdout).toMatch(/✓ 09-host-switched-after-sending +seed \d+, \d+ charges, submittedOnce/);
  expect(stdout).toMatch(/violated: submittedOnce: s\d+\.\d was submitted to https:\/\/host-[ab]\.example, and again to/);
  expect(status).toBe(0);
}, 120_000);

describe('a patch', () => {
  const patch = (before: string, after: string) =>
    `diff --git a/f.ts b/f.ts\n--- a/f.ts\n+++ b/f.ts\n@@ -9,1 +9,1 @@\n-${before}\n+${after}\n`;
  const plant = (text: string, patched: string) => {
    mkdirSync(tree, { recursive: true });
    writeFileSync(path.join(tree, 'f.ts'), text);
    applyPatch(patched, tree);
    return readFileSync(path.join(tree, 'f.ts'), 'utf8');
  };

  test('is found by what it says, wherever that has moved', () => {
    expect(plant('one;\ntwo;\n', patch('two;', 'three;'))).toBe('one;\nthree;\n');
  });

  test.each([
    ['no longer there', 'one;\n', /nowhere/],
    ['there twice', 'two;\ntwo;\n', /more than once/],
  ])('what it looks for is %s: refused', (_, text, why) => {
    expect(() => plant(text, patch('two;', 'three;'))).toThrow(why);
  });
});
