import path from 'node:path';
import { parseArgs } from 'node:util';
import { app, type BrowserWindow, dialog, ipcMain, screen, session, utilityProcess } from 'electron';
import { displayAddress, splitKiosk } from '../src/contract/kiosk.ts';
import { type Core, startCore } from './core-process.ts';
import { guardSession } from './guard-session.ts';
import { serveIpc } from './ipc.ts';
import { startKiosk } from './kiosk.ts';
import { openCashierWindow, showCashier } from './windows/cashier-window.ts';
import { type CustomerScreen, keepCustomerScreen } from './windows/customer-screen.ts';
import { openDisplayWindow, showDisplay } from './windows/display-window.ts';
import { displayPage } from './windows/pages.ts';
import { openPracticeWindow } from './windows/practice-window.ts';

const BAD_CONFIGURATION = 2;
const IN_USE = 3;
const FOR_PEOPLE = 'saoma: ';
const here = import.meta.dirname; // out/electron
const args = process.argv.slice(app.isPackaged ? 1 : 2);
const { kiosk, rest } = splitKiosk(args);
// Chromium has switches of its own; all but these flags are the core's to judge.
const { values: flags } = parseArgs({
  args: [...rest],
  strict: false,
  options: { data: { type: 'string' }, headless: { type: 'boolean' } },
});
const elsewhere = kiosk?.address == null ? null : displayAddress(kiosk.address); // a display of another terminal

let core: Core | null = null;
let cashier: BrowserWindow | null = null;
let customers: CustomerScreen | null = null;
let coreUrl = '';
let practicePages: readonly string[] = [];

// A terminal is its data folder: another folder is another terminal, with windows and a lock of its own. A display of another one is none.
const dataDir = typeof flags.data === 'string' ? path.resolve(flags.data) : null;
if (elsewhere) app.setPath('userData', path.join(dataDir ?? app.getPath('userData'), 'kiosk'));
else if (dataDir) app.setPath('userData', path.join(dataDir, 'window'));

if (kiosk?.address != null && !elsewhere) {
  refuse(`--kiosk: ${JSON.stringify(kiosk.address.slice(0, 40))} is no address`, BAD_CONFIGURATION);
} else if (!app.requestSingleInstanceLock()) {
  refuse('this terminal already runs; its window was brought to the front', IN_USE);
} else if (elsewhere) {
  void app.whenReady().then(() => startKiosk(elsewhere));
} else {
  app.on('second-instance', () => {
    if (cashier?.isMinimized()) cashier.restore();
    cashier?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (!core) return;
    event.preventDefault(); // until the core has journaled what is in flight; then `ended` exits
    core.stop();
  });
  void app.whenReady().then(start);
}

function start(): void {
  guardSession(session.defaultSession, {
    origins: () => [coreUrl, ...practicePages],
    cashier: () => ({ contents: cashier?.webContents ?? null, coreUrl }),
  });
  serveIpc({
    ipcMain,
    cashier: { contents: () => cashier?.webContents ?? null, ticket: async () => core?.ticket() ?? null },
    display: { contents: () => customers?.window()?.webContents ?? null, ticket: async () => core?.ticket('display') ?? null },
    coreUrl: () => coreUrl || null,
  });
  core = startCore({ fork, ready, ended });
}

function fork() {
  const env = { ...process.env, NODE_COMPILE_CACHE: path.join(app.getPath('userData'), 'compile-cache') };
  return utilityProcess.fork(path.join(here, '../core/run.js'), args, {
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
    serviceName: 'Saoma core',
  });
}

/** The first time it opens the windows; after a restart of the core it shows the new one's screens in them. */
function ready(started: { readonly url: string; readonly practicePages: readonly string[] }): void {
  coreUrl = started.url;
  practicePages = started.practicePages;
  if (flags.headless) return;
  if (cashier) showCashier(cashier, coreUrl);
  else openCashier();
  const display = customers?.window();
  if (display) showDisplay(display, displayPage(coreUrl));
  customers ??= keepCustomerScreen({ screen, isAsked: kiosk !== null, open: openDisplay });
}

function openCashier(): void {
  cashier = openCashierWindow({
    preload: path.join(here, 'preload/cashier.cjs'),
    coreUrl: () => coreUrl,
    openPractice: (url) => openPracticeWindow(url, practicePages),
  });
  cashier.once('closed', () => {
    cashier = null;
    app.quit(); // the other windows are nothing without the till
  });
}

function openDisplay(bounds: Electron.Rectangle): BrowserWindow {
  const preload = path.join(here, 'preload/display.cjs');
  return openDisplayWindow({ page: () => displayPage(coreUrl), preload, bounds, mayClose: () => cashier === null });
}

function ended(code: number, reason: string): void {
  core = null;
  if (code !== 0 && !flags.headless) dialog.showErrorBox('Saoma', forPeople(reason) || `The terminal ended with ${code}.`);
  app.exit(code);
}

function refuse(message: string, code: number): void {
  process.stderr.write(`${FOR_PEOPLE}${message}\n`);
  app.exit(code);
}

/** Of what the core wrote on standard error, the lines that are meant for people; the rest is its log. */
function forPeople(errors: string): string {
  const lines = errors.split('\n').filter((line) => line.startsWith(FOR_PEOPLE));
  return lines.map((line) => line.slice(FOR_PEOPLE.length)).join('\n');
}
