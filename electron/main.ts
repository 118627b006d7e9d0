import path from 'node:path';
import { parseArgs } from 'node:util';
import { app, type BrowserWindow, dialog, ipcMain, session, utilityProcess } from 'electron';
import { type Core, startCore } from './core-process.ts';
import { guardSession } from './guard-session.ts';
import { serveIpc } from './ipc.ts';
import { openCashierWindow, showCashier } from './windows/cashier-window.ts';
import { openPracticeWindow } from './windows/practice-window.ts';

const IN_USE = 3;
const FOR_PEOPLE = 'saoma: ';
const here = import.meta.dirname; // out/electron
const args = process.argv.slice(app.isPackaged ? 1 : 2);
// Chromium has switches of its own; all but these two flags are the core's to judge.
const { values: flags } = parseArgs({ args, strict: false, options: { data: { type: 'string' }, headless: { type: 'boolean' } } });

let core: Core | null = null;
let cashier: BrowserWindow | null = null;
let coreUrl = '';
let practicePages: readonly string[] = [];

// A terminal is its data folder: another folder is another terminal, with windows and a lock of its own.
if (typeof flags.data === 'string') app.setPath('userData', path.join(path.resolve(flags.data), 'window'));

if (app.requestSingleInstanceLock()) {
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
} else {
  process.stderr.write('saoma: this terminal already runs; its window was brought to the front\n');
  app.exit(IN_USE);
}

function start(): void {
  guardSession(session.defaultSession, {
    origins: () => [coreUrl, ...practicePages],
    cashier: () => ({ contents: cashier?.webContents ?? null, coreUrl }),
  });
  serveIpc({
    ipcMain,
    cashier: () => cashier?.webContents ?? null,
    coreUrl: () => coreUrl || null,
    ticket: () => core?.ticket() ?? Promise.resolve(null),
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

/** The first time it opens the window; after a restart of the core it shows the new one's screen in it. */
function ready(started: { readonly url: string; readonly practicePages: readonly string[] }): void {
  coreUrl = started.url;
  practicePages = started.practicePages;
  if (flags.headless) return;
  if (cashier) showCashier(cashier, coreUrl);
  else openCashier();
}

function openCashier(): void {
  cashier = openCashierWindow({
    preload: path.join(here, 'preload/cashier.cjs'),
    coreUrl: () => coreUrl,
    openPractice: (url) => openPracticeWindow(url, practicePages),
  });
  cashier.once('closed', () => {
    cashier = null;
    app.quit(); // the practice windows are nothing without the till
  });
}

function ended(code: number, reason: string): void {
  core = null;
  if (code !== 0 && !flags.headless) dialog.showErrorBox('Saoma', forPeople(reason) || `The terminal ended with ${code}.`);
  app.exit(code);
}

/** Of what the core wrote on standard error, the lines that are meant for people; the rest is its log. */
function forPeople(errors: string): string {
  const lines = errors.split('\n').filter((line) => line.startsWith(FOR_PEOPLE));
  return lines.map((line) => line.slice(FOR_PEOPLE.length)).join('\n');
}
