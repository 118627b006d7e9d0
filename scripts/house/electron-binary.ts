import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, say } from './root.mjs';

const PACKAGE = path.join(ROOT, 'node_modules/electron');
/** Remembers that the line did not allow the download, so that the next start does not wait for it again. */
const FAILED = path.join(ROOT, 'node_modules/.saoma-electron-failed');
const TRY_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

/** Where Electron's binary is, if it is there. The package `electron` itself must not be imported: that would fetch it. */
export function findElectron(folder = PACKAGE): string | null {
  try {
    const binary = path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** Electron's binary, fetched if the line allows it; null when there is none to be had today. */
export function electronBinary(): string | null {
  const found = findElectron();
  if (found || failedLately()) return found;
  say('fetching Electron, once …');
  const fetched = spawnSync(process.execPath, [path.join(ROOT, 'scripts/house/fetch-electron.ts')], { stdio: ['ignore', 2, 2] });
  const binary = fetched.status === 0 ? findElectron() : null;
  if (!binary) {
    say('no Electron for now: the window will be a browser’s. Tried again tomorrow.');
    writeFileSync(FAILED, '');
  }
  return binary;
}

function failedLately(): boolean {
  return existsSync(FAILED) && Date.now() - statSync(FAILED).mtimeMs < TRY_AGAIN_AFTER_MS;
}
