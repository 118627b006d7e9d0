import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchPage } from './launch-page.ts';

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
];

/** Nobody sits at it: no way out of the page, no bubble that asks whether to restore it after a power cut, no zoom by fingers. */
export const KIOSK_SWITCHES = [
  '--kiosk',
  '--hide-crash-restore-bubble',
  '--noerrdialogs',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
];

export type AppWindowParts = {
  readonly browser: string; // its executable
  readonly profile: string; // folder
  readonly address: string; // of the page; may hold a ticket
  readonly switches: readonly string[];
};

/** A browser's window without a bar. */
export type AppWindow = {
  /** Its process is over, or never began: then with the reason. */
  readonly ended: Promise<{ readonly code: number | null; readonly failure: string | null }>;
  close(): Promise<void>;
};

/** Opens a page in an installed browser, in a window of its own with a profile of its own. */
export function openAppWindow({ browser, profile, address, switches }: AppWindowParts): AppWindow {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  settle(profile);
  const page = path.join(profile, 'launch.html');
  // The ticket goes by a file that only this user can read: a command line can be read by everyone on the machine.
  rmSync(page, { force: true });
  writeFileSync(page, launchPage(address), { mode: 0o600, flag: 'wx' });
  const litter = setTimeout(() => rmSync(page, { force: true }), LAUNCH_PAGE_FOR_MS).unref();
  const all = [...SWITCHES, ...switches, ...rootSwitches(), `--user-data-dir=${profile}`, `--app=${pathToFileURL(page).href}`];
  const child = spawn(browser, all, { stdio: 'ignore' });
  return {
    ended: new Promise((done) => {
      child.once('error', (cause) => done({ code: null, failure: cause.message }));
      child.once('exit', (code) => done({ code, failure: null }));
    }),
    async close() {
      clearTimeout(litter);
      rmSync(page, { force: true });
      await end(child);
    },
  };
}

/** Whether there is anything that a window could be seen on. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** A fresh profile begins without the offer to translate the till; the switch for that is not heard by every browser. */
function settle(profile: string): void {
  const preferences = path.join(profile, 'Default/Preferences');
  if (existsSync(preferences)) return;
  mkdirSync(path.dirname(preferences), { recursive: true, mode: 0o700 });
  writeFileSync(preferences, JSON.stringify({ translate: { enabled: false } }), { mode: 0o600 });
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
