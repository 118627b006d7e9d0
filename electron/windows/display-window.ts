import { BrowserWindow, type Input, powerSaveBlocker, type Rectangle } from 'electron';

/** A page that does not come, or dies, is asked for again: nobody is there who could. */
const AGAIN_AFTER_MS = 3_000;
/** Chromium's word for a page that another one has replaced. */
const ABORTED = -3;

export type DisplayWindowParts = {
  readonly page: () => string; // its address: a core that was started again has another one
  readonly preload: string | null; // file; null: the page gets nothing of this machine
  readonly bounds: Rectangle; // of its screen
  readonly mayClose: () => boolean;
};

/** Opens the window that customers look at: the whole screen, one page, and no way out of it. */
export function openDisplayWindow({ page, preload, bounds, mayClose }: DisplayWindowParts): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    title: 'Saoma',
    frame: false,
    kiosk: true,
    fullscreen: true,
    minimizable: false,
    autoHideMenuBar: true,
    webPreferences: {
      ...(preload !== null && { preload }),
      ...{ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, spellcheck: false, devTools: false },
    },
  });
  const { webContents } = window;
  const awake = powerSaveBlocker.start('prevent-display-sleep');
  let again: NodeJS.Timeout | null = null;

  function showAgain(why: string): void {
    if (again || window.isDestroyed()) return;
    process.stderr.write(`saoma: the customers' screen ended (${why}); shown again\n`);
    again = setTimeout(() => {
      again = null;
      if (!window.isDestroyed()) showDisplay(window, page());
    }, AGAIN_AFTER_MS);
  }

  window.removeMenu();
  window.on('close', (event) => mayClose() || event.preventDefault());
  window.on('closed', () => {
    if (again) clearTimeout(again);
    powerSaveBlocker.stop(awake);
  });
  window.on('unresponsive', () => webContents.forcefullyCrashRenderer());
  webContents.on('before-input-event', (event, input) => isForPage(input) || event.preventDefault());
  webContents.on('will-navigate', (event) => event.url === page() || event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('render-process-gone', (_event, { reason }) => showAgain(reason));
  webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) showAgain(description);
  });
  showDisplay(window, page());
  return window;
}

/** Loads the customers' page (again). */
export function showDisplay(window: BrowserWindow, page: string): void {
  window.loadURL(page).catch(() => {}); // `did-fail-load` tells
}

/** Typing the counter's six digits is all that a keyboard is for here: no zoom, no reload, no function keys. */
function isForPage({ control, alt, meta, key }: Input): boolean {
  return !control && !alt && !meta && !/^F\d+$/.test(key);
}
