import { BrowserWindow } from 'electron';
import { isOnOriginOf } from './pages.ts';

/** Opens one of the sandbox's pages (the customer's phone, the faults) in a plain window: no bridge, no way out of its origin. */
export function openPracticeWindow(url: string, practicePages: readonly string[]): void {
  if (!isOnOriginOf(url, practicePages)) return;
  const window = new BrowserWindow({
    width: 480,
    height: 860,
    autoHideMenuBar: true,
    webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true },
  });
  window.webContents.on('will-navigate', (event) => {
    if (!isOnOriginOf(event.url, practicePages)) event.preventDefault();
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  void window.loadURL(url);
}
