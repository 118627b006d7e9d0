import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser } from './find-browser.ts';
import { launchPage } from './launch-page.ts';
import type { TerminalWindow, WindowHost, WindowParts } from './open-window.ts';

/** The launch page holds a ticket that works once, for a minute; after that it is litter. */
const LAUNCH_PAGE_FOR_MS = 60_000;
/** How long a closing browser gets to write its profile. */
const CLOSE_WITHIN_MS = 3_000;

/** No first-run pages, no offers, no talk with the browser's maker: this profile belongs to the till. */
const SWITCHES = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-sync',
  '--disable-translate',
  '--disable-features=Translate,MediaRouter',
  '--disable-background-networking',
  '--disable-component-update',
  '--password-store=basic',
  '--window-position=0,0',
  '--window-size=1366,768',
];

/** Opens the cashier's screen in an installed browser, in a window without a bar and with a profile of its own. */
export function openBrowser({ host, dataDir, log }: WindowParts): TerminalWindow {
  const browser = hasDisplay() ? findBrowser() : null;
  if (!browser) {
    tellAddress(host, hasDisplay() ? 'no browser was found' : 'there is no display');
    return { shell: 'browser', close: async () => {} };
  }
  const profile = path.join(dataDir, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  settle(profile);
  const page = path.join(profile, 'launch.html');
  // The ticket goes by a file that only this user can read: a command line can be read by everyone on the machine.
  rmSync(page, { force: true });
  writeFileSync(page, launchPage(cashierAddress(host)), { mode: 0o600, flag: 'wx' });
  const litter = setTimeout(() => rmSync(page, { force: true }), LAUNCH_PAGE_FOR_MS).unref();

  const child = spawn(browser, [...SWITCHES, ...rootSwitches(), `--user-data-dir=${profile}`, `--app=${pathToFileURL(page).href}`], {
    stdio: 'ignore',
  });
  child.once('error', (cause) => tellAddress(host, cause.message));
  child.once('exit', (code) => log.write('window_closed', { code }));
  log.write('window_opened', { shell: 'browser' });
  return {
    shell: 'browser',
    async close() {
      clearTimeout(litter);
      rmSync(page, { force: true });
      await end(child);
    },
  };
}

/** A fresh profile begins without the offer to translate the till; the switch for that is not heard by every browser. */
function settle(profile: string): void {
  const preferences = path.join(profile, 'Default/Preferences');
  if (existsSync(preferences)) return;
  mkdirSync(path.dirname(preferences), { recursive: true, mode: 0o700 });
  writeFileSync(preferences, JSON.stringify({ translate: { enabled: false } }), { mode: 0o600 });
}

/** The address of the cashier's screen with a ticket in its fragment, which no server and no log ever sees. */
function cashierAddress(host: WindowHost): string {
  return `${host.url}/cashier/#ticket=${host.windowTicket()}`;
}

/** Without a window the terminal runs on; whoever started it can open one by hand, for as long as the ticket works. */
function tellAddress(host: WindowHost, why: string): void {
  process.stderr.write(`saoma: no window (${why}). Open this within a minute, it works once:\n  ${cashierAddress(host)}\n`);
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Chromium refuses to sandbox what root starts on Linux; only there, and only then, it goes without. */
function rootSwitches(): readonly string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_WITHIN_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      done();
    });
    child.kill('SIGTERM');
  });
}
