import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Everything that a build reads. Tests are no part of it. */
const SOURCES = ['src/**/*', 'drivers/**/*', 'electron/**/*', 'renderer/**/*', 'resources/**/*'];
const SINGLE = ['vite.config.ts', 'vite.node.config.ts', 'scripts/build.ts', 'package-lock.json'];
const NOT_BUILT = /\.(?:test|spec)\.tsx?$|\/fixtures\/|\.md$/;

/** @returns a hash over names and contents of all that a build reads */
export function hashSources(root: string): string {
  const hash = createHash('sha256');
  const found = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !NOT_BUILT.test(file));
  for (const file of [...found.sort(), ...SINGLE]) {
    const full = path.join(root, file);
    if (existsSync(full)) hash.update(file).update('\0').update(readFileSync(full)).update('\0');
  }
  return hash.digest('hex');
}

/** Whether the build folder was made from just these sources. */
export function isBuilt(root: string, hash: string): boolean {
  try {
    return readFileSync(stampFile(root), 'utf8') === hash;
  } catch {
    return false;
  }
}

/** Notes what the build folder was made from. Written last, so that a broken build is never taken for a whole one. */
export function markBuilt(root: string, hash: string): void {
  writeFileSync(stampFile(root), hash);
}

function stampFile(root: string): string {
  return path.join(root, 'out/.sources');
}
