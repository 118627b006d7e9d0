import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closeChromium, openChromium } from './chromium.ts';

let userData = path.join(os.tmpdir(), `saoma-standin-${process.pid}`);
let lock: string | null = null;

class App extends EventEmitter {
  readonly isPackaged = false;

  whenReady(): Promise<void> {
    return openChromium(path.join(userData, 'chromium'));
  }

  getPath(name: string): string {
    if (name !== 'userData') throw new Error(`the stand-in has no path '${name}'`);
    return userData;
  }

  setPath(name: string, folder: string): void {
    if (name !== 'userData') throw new Error(`the stand-in has no path '${name}'`);
    userData = folder;
  }

  /** One per userData folder, as in Electron; the first instance is not told of the second. */
  requestSingleInstanceLock(): boolean {
    mkdirSync(userData, { recursive: true });
    const file = path.join(userData, 'standin.pid');
    if (isAlive(readPid(file))) return false;
    writeFileSync(file, String(process.pid));
    lock = file;
    return true;
  }

  quit(): void {
    let prevented = false;
    this.emit('before-quit', {
      preventDefault() {
        prevented = true;
      },
    });
    if (!prevented) this.exit(0);
  }

  exit(code = 0): void {
    if (lock) rmSync(lock, { force: true });
    void closeChromium().finally(() => process.exit(code));
  }
}

export const app = new App();

// Electron quits on both; what the shell then does about it is under test.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());

function readPid(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid: number | null): boolean {
  if (!pid) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
