import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { findElectron } from '../scripts/house/electron-binary.ts';
import { rootSwitches } from '../scripts/house/run-electron.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const electron = findElectron();

test('the real Electron opens the cashier’s window and lets it in', async () => {
  test.skip(electron === null, 'no Electron binary on this machine: npm start fetches it where the line allows');
  test.skip(process.platform === 'linux' && !process.env.DISPLAY, 'no display');
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'saoma-electron-real-'));
  const app = await _electron.launch({
    executablePath: electron as string,
    args: [...rootSwitches(), ROOT, '--data', dataDir, '--port', '0'],
  });
  const window = await app.firstWindow();
  await expect(window).toHaveURL(/\/cashier\/$/);
  await expect.poll(() => window.evaluate(() => sessionStorage.getItem('saoma.page-key') !== null)).toBe(true);
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});
