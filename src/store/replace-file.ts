import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a small file whole into the place of an earlier one, for its owner alone: written beside it, made durable, renamed. Whoever reads it
 * finds the old one or the new one.
 *
 * @returns false when the disk did not take it: then the old one stands
 */
export function replaceFile(path: string, text: string): boolean {
  const fresh = `${path}.new`;
  try {
    const fd = openSync(fresh, 'w', 0o600);
    try {
      writeSync(fd, text);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(fresh, path);
    syncFolder(dirname(path));
    return true;
  } catch {
    return false; // told to the caller, who says so
  }
}

/** The new name is durable only with its folder; Windows has no such thing, and needs none. */
function syncFolder(dir: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(dir, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
