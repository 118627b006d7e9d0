import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '../basics/result.ts';
import { defaultDataDir } from '../config/data-dir.ts';
import { type Flags, readFlags, USAGE } from '../config/flags.ts';
import { createLog, type ProcessLog } from '../log/create-log.ts';
import type { Office } from '../office/office.ts';
import { beginAnew, pauseBefore } from './begin-anew.ts';
import { type ChargeProcess, openChargeProcess } from './charge-process.ts';
import { EXIT, type Refusal } from './exit.ts';
import { type LastWords, sayLastWords } from './last-words.ts';
import { lateOffice } from './late-office.ts';
import { openScanners } from './scanners.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import { systemClock as clock, systemRandom as random } from './system.ts';
import { tillToken } from './till-token.ts';

/** Both from the sources (src/app) and from the build (out/core) two folders up. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = path.join(ROOT, 'out/renderer');

/** Runs the terminal from flags to the last byte on the disk. @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  process.umask(0o077); // nothing that is written is for others of this machine
  if (argv[0] !== undefined && !argv[0].startsWith('-')) {
    const { errandOf } = await import('./errands.ts');
    const errand = errandOf(argv);
    if (errand) return errand();
  }
  const stopped = stopSignal();
  const shutdown = createShutdown();
  const log = createLog({ write: (line) => process.stderr.write(line), json: !process.stderr.isTTY, clock });
  const lastWords = sayLastWords(log);
  const flags = readFlags(argv);
  if (!flags.ok) return refuse({ message: flags.error, code: EXIT.badConfiguration });
  if (flags.value.help) return say(USAGE.trimEnd());
  if (flags.value.version) return say(version());
  const pauseMs = pauseBefore(process.env);
  if (pauseMs > 0) {
    process.stderr.write(`saoma: the terminal starts again, in ${pauseMs} ms\n`);
    await Promise.race([stopped, new Promise((resume) => clock.after(pauseMs, () => resume(null)))]);
  }
  try {
    const { kiosk } = flags.value;
    const started = kiosk?.address
      ? await startKiosk(flags.value, kiosk.address, { log, shutdown })
      : await start(flags.value, { log, shutdown, lastWords });
    if (!started.ok) return refuse(started.error);
    await stopped;
    lastWords.andThen(() => {}); // whoever wants it to stop does not want it to begin anew
    log.write('terminal_stopping');
  } finally {
    await shutdown.run();
  }
  log.write('terminal_stopped');
  return EXIT.ok;
}

type Phases = { readonly log: ProcessLog; readonly shutdown: Shutdown; readonly lastWords: LastWords };

/** The phases of a start, each undone by `shutdown`. */
async function start(flags: Flags, { log, shutdown, lastWords }: Phases): Promise<Result<null, Refusal>> {
  const opened = await openChargeProcess({ flags, pagesDir: PAGES, log, shutdown });
  if (!opened.ok) return opened;
  const { config, dataDir, terminal, journal, sandbox, practice, openShift } = opened.value;
  const gateway = await opened.value.gateway;
  if (!gateway.ok) return gateway;

  const token = tillToken(config.till.token, dataDir, random);
  const tillClients = config.till.clients;
  for (const secret of [token, ...tillClients.map((client) => client.token)]) log.redact(secret);
  const mode = sandbox ? 'sandbox' : 'live';
  const listening = { listen: config.till.listen, port: flags.port, tillToken: token, tillClients, mode } as const;
  const late = lateOffice({
    config,
    version: version(),
    dataDir,
    journal,
    terminal,
    gateway: gateway.value,
    openShift,
    clock,
    random,
    log,
  });
  shutdown.after(() => late.stop());
  const { office } = late;
  const { startHost } = await import('../host/start-host.ts');
  const { pictures } = config.display;
  const inHand = { terminal, office, sandbox, pictures, pagesDir: PAGES, version: version(), log, clock, random };
  const host = await startHost({ ...inHand, config: listening });
  if (!host.ok) return err({ message: host.error.message, code: EXIT.failed });
  shutdown.after(() => host.value.close());
  if (config.gateway.kind === 'sandbox' && config.gateway.speaks === 'wooshpay') {
    sandbox?.wooshpay.webhooks.setUrl(`${host.value.url}${terminal.noticePath() ?? ''}`);
  }
  process.stdout.write(`ready ${host.value.url}\n`);
  log.write('terminal_started', { url: host.value.url, mode });
  gateway.value.open();

  // The office, devices and windows come after: none of them may delay a charge.
  late.open();
  await openManagerHost({ config, terminal, office, log, shutdown });
  await openDisplayHost({ config, terminal, log, shutdown });
  const scanners = openScanners(config.scanners, terminal, { clock, log });
  shutdown.after(() => scanners.stop());
  const { openWindow } = await import('./window/open-window.ts');
  const practicePages = practice ? [practice.phoneUrl, practice.faultsUrl] : [];
  const role = flags.kiosk && config.display.buttons.length > 0 ? 'self_service' : 'display';
  const { url, windowTicket } = host.value;
  const doors = { url, windowTicket, displayTicket: () => host.value.displayTicket(role) };
  const window = await openWindow({ host: doors, flags, dataDir, log, practicePages });
  shutdown.after(() => window.close());
  if (window.shell === 'browser') {
    lastWords.andThen(() => {
      void window.close(); // told to close before this returns; the next life opens its own, with a ticket of its own
      beginAnew();
    });
  }
  return ok(null);
}

/** This process is a display of another terminal, and none itself. */
async function startKiosk(flags: Flags, address: string, { log, shutdown }: Omit<Phases, 'lastWords'>): Promise<Result<null, Refusal>> {
  const { runKiosk } = await import('./window/run-kiosk.ts');
  return runKiosk({ address, dataDir: path.resolve(flags.data ?? defaultDataDir(process.platform, process.env)), log, shutdown });
}

type ManagerHostParts = Pick<ChargeProcess, 'config' | 'terminal'> & { readonly office: Promise<Office> } & Pick<
    Phases,
    'log' | 'shutdown'
  >;

/** The manager's page for the shop's network, where the configuration opens it. Without it the terminal goes on. */
async function openManagerHost({ config, terminal, office, log, shutdown }: ManagerHostParts): Promise<void> {
  const { manager, store } = config;
  if (!manager) return;
  const { startManagerHost } = await import('../host/start-manager-host.ts');
  const host = await startManagerHost({ terminal, office, config: manager, store, pagesDir: PAGES, log, clock, random });
  if (!host.ok) {
    log.write('manager_closed', { problem: host.error.message });
    return;
  }
  shutdown.after(() => host.value.close());
  log.write(manager.tls ? 'manager_open' : 'manager_open_plain', { url: host.value.url });
}

/** The page for customers on devices elsewhere, where the configuration opens it. Without it the terminal goes on. */
async function openDisplayHost({ config, terminal, log, shutdown }: Omit<ManagerHostParts, 'office'>): Promise<void> {
  const { display, store } = config;
  const { network, pictures } = display;
  if (!network) return terminal.displays.opened(() => []);
  const { startDisplayHost } = await import('../host/start-display-host.ts');
  const host = await startDisplayHost({ terminal, config: network, pictures, store, pagesDir: PAGES, log, clock });
  if (!host.ok) {
    log.write('display_closed', { problem: host.error.message });
    return terminal.displays.opened(() => []);
  }
  shutdown.after(() => host.value.close());
  log.write(network.tls ? 'display_open' : 'display_open_plain', { url: host.value.url });
}

/** Resolves when the machine, the person or the desktop shell wants the terminal to stop. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });
}

function version(): string {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return EXIT.ok;
}

function refuse({ message, code }: Refusal): number {
  process.stderr.write(`saoma: ${message}\n`);
  return code;
}
