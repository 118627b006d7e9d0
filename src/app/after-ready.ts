import { loadLate } from '../basics/load-late.ts';
import type { Flags } from '../config/flags.ts';
import type { Host } from '../host/start-host.ts';
import type { ProcessLog } from '../log/create-log.ts';
import type { Office } from '../office/office.ts';
import { beginAnew } from './begin-anew.ts';
import type { ChargeProcess } from './charge-process.ts';
import type { LastWords } from './last-words.ts';
import { openScanners } from './scanners.ts';
import type { Shutdown } from './shutdown.ts';
import { systemClock as clock, systemRandom as random } from './system.ts';

export type AfterReadyParts = {
  readonly flags: Flags;
  readonly opened: Pick<ChargeProcess, 'config' | 'dataDir' | 'terminal' | 'practice'>;
  readonly office: Promise<Office>;
  readonly host: Host;
  readonly pagesDir: string;
  readonly log: ProcessLog;
  readonly shutdown: Shutdown;
  readonly lastWords: LastWords;
  /** The terminal stops. */
  readonly signal: AbortSignal;
};

/**
 * What a terminal takes charges without: devices, windows, and the pages for other machines. None waits for another, and none
 * that cannot be loaded at the moment ends the terminal.
 */
export async function openAfterReady(parts: AfterReadyParts): Promise<void> {
  const { opened, log, shutdown } = parts;
  const scanners = openScanners(opened.config.scanners, opened.terminal, { clock, log });
  shutdown.after(() => scanners.stop());
  await Promise.all([openManagerHost(parts), openDisplayHost(parts), openOwnWindow(parts)]);
}

/** The manager's page for the shop's network, where the configuration opens it. Without it the terminal goes on. */
async function openManagerHost(parts: AfterReadyParts): Promise<void> {
  const { opened, office, pagesDir, log, shutdown, signal } = parts;
  const { manager, store } = opened.config;
  if (!manager) return;
  const loaded = await loadLate('manager', () => import('../host/start-manager-host.ts'), { clock, signal, log });
  if (!loaded) return;
  const host = await loaded.startManagerHost({ terminal: opened.terminal, office, config: manager, store, pagesDir, log, clock, random });
  if (!host.ok) {
    log.write('manager_closed', { problem: host.error.message });
    return;
  }
  shutdown.after(() => host.value.close());
  log.write(manager.tls ? 'manager_open' : 'manager_open_plain', { url: host.value.url });
}

/** The page for customers on devices elsewhere, where the configuration opens it. Without it the terminal goes on. */
async function openDisplayHost(parts: AfterReadyParts): Promise<void> {
  const { opened, pagesDir, log, shutdown, signal } = parts;
  const { terminal, config } = opened;
  const { network, pictures } = config.display;
  if (!network) return terminal.displays.opened(() => []);
  const loaded = await loadLate('display', () => import('../host/start-display-host.ts'), { clock, signal, log });
  if (!loaded) return;
  const host = await loaded.startDisplayHost({ terminal, config: network, pictures, store: config.store, pagesDir, log, clock });
  if (!host.ok) {
    log.write('display_closed', { problem: host.error.message });
    return terminal.displays.opened(() => []);
  }
  shutdown.after(() => host.value.close());
  log.write(network.tls ? 'display_open' : 'display_open_plain', { url: host.value.url });
}

/** The terminal's own window. Where no desktop shell would start a dead core again, the core begins anew by itself. */
async function openOwnWindow(parts: AfterReadyParts): Promise<void> {
  const { flags, opened, log, shutdown, lastWords, signal } = parts;
  const loaded = await loadLate('window', () => import('./window/open-window.ts'), { clock, signal, log });
  if (!loaded) return;
  const practicePages = opened.practice ? [opened.practice.phoneUrl, opened.practice.faultsUrl] : [];
  const role = flags.kiosk && opened.config.display.buttons.length > 0 ? 'self_service' : 'display';
  const { url, windowTicket } = parts.host;
  const host = { url, windowTicket, displayTicket: () => parts.host.displayTicket(role) };
  const window = loaded.openWindow({ host, flags, dataDir: opened.dataDir, log, practicePages });
  shutdown.after(() => window.close());
  if (window.shell !== 'browser') return;
  lastWords.andThen(() => {
    void window.close(); // told to close before this returns; the next life opens its own, with a ticket of its own
    beginAnew();
  });
}
