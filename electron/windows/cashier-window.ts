import { BrowserWindow } from 'electron';
import { cashierPage, isOwnPage } from './pages.ts';

/** A screen that dies more often than this in a minute is not shown again: it dies of what it shows. */
const MAX_RELOADS_A_MINUTE = 5;
const MINUTE_MS = 60_000;

export type CashierWindowParts = {
  readonly preload: string; // file
  readonly coreUrl: () => string;
  /** The screen asks for a window of its own for this address, which is none of the cashier's. */
  readonly openPractice: (url: string) => void;
};

/** Opens the cashier's window on the core's screen. It can go to the manager's page and nowhere else, and a dead screen comes back by itself. */
export function openCashierWindow({ preload, coreUrl, openPractice }: CashierWindowParts): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    title: 'Saoma',
    autoHideMenuBar: true,
    webPreferences: { preload, contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, spellcheck: false },
  });
  const { webContents } = window;
  let deaths: readonly number[] = [];

  webContents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url, coreUrl())) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(({ url }) => {
    openPractice(url);
    return { action: 'deny' };
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    const nowMs = performance.now();
    deaths = [...deaths.filter((atMs) => nowMs - atMs < MINUTE_MS), nowMs];
    process.stderr.write(`saoma: the cashier's screen ended (${reason}); charges go on\n`);
    if (deaths.length <= MAX_RELOADS_A_MINUTE) showCashier(window, coreUrl());
  });
  showCashier(window, coreUrl());
  return window;
}

/** Loads the cashier's screen (again). */
export function showCashier(window: BrowserWindow, coreUrl: string): void {
  window.loadURL(cashierPage(coreUrl)).catch((cause: unknown) => {
    process.stderr.write(`saoma: the cashier's screen does not load: ${String(cause)}\n`);
  });
}
