import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Everything that a build reads: folders, and single files. Tests and papers are no part of it. */
const FOLDERS = ['src', 'drivers', 'electron', 'renderer', 'resources'];
const FILES = ['vite.config.ts', 'vite.node.config.ts', 'scripts/build.ts', 'package-lock.json'];
const NOT_BUILT = /\.(?:test|spec)\.tsx?$|\.md$/;

/**
 * @param {string} root the project's folder
 * @returns {string} a hash over names and contents of all that a build reads
 */
export function hashSources(root) {
  const hash = createHash('sha256');
  const found = FOLDERS.filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  for (const file of [...found.sort(), ...FILES]) {
    const full = path.join(root, file);
    if (existsSync(full)) hash.update(file).update('\0').update(readFileSync(full)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Whether the build folder was made from just these sources.
 * @param {string} root
 * @param {string} hash
 */
export function isBuilt(root, hash) {
  try {
    return readFileSync(stampFile(root), 'utf8') === hash;
  } catch {
    return false;
  }
}

/**
 * Notes what the build folder was made from. Written last, so that a broken build is never taken for a whole one.
 * @param {string} root
 * @param {string} hash
 */
export function markBuilt(root, hash) {
  writeFileSync(stampFile(root), hash);
}

/** @param {string} root */
function stampFile(root) {
  return path.join(root, 'out/.sources');
}
