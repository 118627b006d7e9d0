import path from 'node:path';
import { systemClock as clock } from '../system.ts';
import { hasDisplay, KIOSK_SWITCHES, openAppWindow } from './app-window.ts';
import { findBrowser } from './find-browser.ts';
import { openKioskWindow } from './kiosk-window.ts';
import type { TerminalWindow, WindowParts } from './open-window.ts';

const CASHIER_SWITCHES = ['--window-position=0,0', '--window-size=1366,768'];

/** Opens the cashier's screen in an installed browser, in a window without a bar and with a profile of its own; with `--kiosk` the customers' too. */
export function openBrowser(parts: WindowParts): TerminalWindow {
  const { host, dataDir, log, flags } = parts;
  const browser = hasDisplay() ? findBrowser() : null;
  if (!browser) {
    tellAddresses(parts, hasDisplay() ? 'no browser was found' : 'there is no display');
    return { shell: 'browser', close: async () => {} };
  }
  const profile = path.join(dataDir, 'window');
  // The fragment is seen by no server and no log.
  const cashier = openAppWindow({
    browser,
    profile,
    address: `${host.url}/cashier/#ticket=${host.windowTicket()}`,
    switches: CASHIER_SWITCHES,
  });
  log.write('window_opened', { shell: 'browser' });
  void cashier.ended.then(({ code, failure }) => {
    if (failure === null) log.write('window_closed', { code });
    else tellAddresses(parts, failure);
  });
  const display = flags.kiosk ? openDisplay(parts, browser) : null;
  return {
    shell: 'browser',
    async close() {
      await Promise.all([cashier.close(), display?.close()]);
    },
  };
}

/** The customers' window has a profile of its own: two windows of one browser would end together. */
function openDisplay({ host, dataDir, log }: WindowParts, browser: string): { close(): Promise<void> } {
  const profile = path.join(dataDir, 'display-window');
  const address = () => `${host.url}/display/#ticket=${host.displayTicket()}`;
  return openKioskWindow({ open: () => openAppWindow({ browser, profile, address: address(), switches: KIOSK_SWITCHES }), clock, log });
}

/** Without a window the terminal runs on; whoever started it can open one by hand, for as long as the ticket works. */
function tellAddresses({ host, flags }: WindowParts, why: string): void {
  process.stderr.write(
    `saoma: no window (${why}). Open this within a minute, it works once:\n  ${host.url}/cashier/#ticket=${host.windowTicket()}\n`,
  );
  if (flags.kiosk) process.stderr.write(`  for customers: ${host.url}/display/#ticket=${host.displayTicket()}\n`);
}
