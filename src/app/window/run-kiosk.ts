import path from 'node:path';
import { err, ok, type Result } from '../../basics/result.ts';
import type { Log } from '../../log/log.ts';
import { EXIT, type Refusal } from '../exit.ts';
import type { Shutdown } from '../shutdown.ts';
import { systemClock as clock } from '../system.ts';
import { hasDisplay, KIOSK_SWITCHES, openAppWindow } from './app-window.ts';
import { findBrowser } from './find-browser.ts';
import { openKioskWindow } from './kiosk-window.ts';

export type KioskParts = {
  readonly address: string; // of another terminal's page for customers
  readonly dataDir: string;
  readonly log: Log;
  readonly shutdown: Shutdown;
};

/** This process is a display of another terminal: one window on that one's page, whose profile keeps the pairing. No journal, and no lock. */
export function runKiosk({ address, dataDir, log, shutdown }: KioskParts): Result<null, Refusal> {
  const browser = hasDisplay() ? findBrowser() : null;
  if (!browser) return err({ message: hasDisplay() ? 'no browser was found' : 'there is no display', code: EXIT.failed });
  const profile = path.join(dataDir, 'kiosk');
  const window = openKioskWindow({ open: () => openAppWindow({ browser, profile, address, switches: KIOSK_SWITCHES }), clock, log });
  shutdown.after(() => window.close());
  process.stdout.write(`display ${address}\n`);
  return ok(null);
}
