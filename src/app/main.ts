import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '../basics/result.ts';
import type { Config } from '../config/config.ts';
import { defaultDataDir } from '../config/data-dir.ts';
import { type Flags, readFlags, USAGE } from '../config/flags.ts';
import { readConfig } from '../config/read-config.ts';
import { createLog, type ProcessLog } from '../log/create-log.ts';
import type { Sandbox } from '../sandbox/server.ts';
import { type Lock, lockDataFolder } from '../store/data-folder.ts';
import { openJournal } from '../store/sqlite-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';
import { sayLastWords } from './last-words.ts';
import { makeGateway } from './make-gateway.ts';
import { openScanners } from './scanners.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import { systemClock as clock, systemRandom as random } from './system.ts';
import { tillToken } from './till-token.ts';

/** What the process ends with. Source: interface of the terminal, "Command line". */
const EXIT = { ok: 0, failed: 1, badConfiguration: 2, dataFolderInUse: 3 } as const;

/** Both from the sources (src/app) and from the build (out/core) two folders up. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGES = path.join(ROOT, 'out/renderer');

/** Why the terminal did not start: one line for a person, and the exit code. */
type Refusal = { readonly message: string; readonly code: number };

/** Runs the terminal from flags to the last byte on the disk. @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  process.umask(0o077); // nothing that is written is for others of this machine
  const stopped = stopSignal();
  const shutdown = createShutdown();
  const log = createLog({ write: (line) => process.stderr.write(line), json: !process.stderr.isTTY, clock });
  sayLastWords(log);
  const flags = readFlags(argv);
  if (!flags.ok) return refuse({ message: flags.error, code: EXIT.badConfiguration });
  if (flags.value.help) return say(USAGE.trimEnd());
  if (flags.value.version) return say(version());
  try {
    const started = await start(flags.value, log, shutdown);
    if (!started.ok) return refuse(started.error);
    await stopped;
    log.write('terminal_stopping');
  } finally {
    await shutdown.run();
  }
  log.write('terminal_stopped');
  return EXIT.ok;
}

/** The phases of a start, each undone by `shutdown`. */
async function start(flags: Flags, log: ProcessLog, shutdown: Shutdown): Promise<Result<null, Refusal>> {
  const config = await readConfig(flags.config, { env: process.env, readFile: (file) => readFileSync(file) });
  if (!config.ok) {
    log.write('config_refused', { field: config.error.field });
    return err({ message: config.error.message, code: EXIT.badConfiguration });
  }

  const dataDir = path.resolve(flags.data ?? defaultDataDir(process.platform, process.env));
  const lock = takeDataFolder(dataDir);
  if (!lock.ok) return lock;
  shutdown.after(() => lock.value.release());
  const journal = openJournal(path.join(dataDir, 'journal.db'), { clock, log });
  if (!journal.ok) return err({ message: journal.error.message, code: EXIT.failed });
  shutdown.after(() => journal.value.close());
  log.write('journal_opened', { open: journal.value.openCharges().length, seq: journal.value.lastSeq() });

  const sandbox = config.value.gateway.kind === 'sandbox' ? await openSandbox(config.value, dataDir, log) : null;
  if (sandbox) shutdown.after(() => sandbox.stop());
  const address = sandbox?.address() ?? null;
  const gateway = makeGateway(config.value, address, log);
  if (!gateway.ok) return err({ message: gateway.error, code: EXIT.badConfiguration });
  shutdown.after(() => gateway.value.close());

  const { store, payment: times } = config.value;
  const practice = address && { phoneUrl: address.phoneUrl, faultsUrl: address.faultsUrl };
  const terminal = createTerminal({ gateway: gateway.value, journal: journal.value, clock, random, log, times, store, practice });
  shutdown.after(() => terminal.stop());

  const token = tillToken(config.value.till.token, dataDir, random);
  log.redact(token);
  const mode = sandbox ? 'sandbox' : 'live';
  const listening = { listen: config.value.till.listen, port: flags.port, tillToken: token, mode } as const;
  const { startHost } = await import('../host/start-host.ts');
  const host = await startHost({ terminal, config: listening, sandbox, pagesDir: PAGES, version: version(), log, clock, random });
  if (!host.ok) return err({ message: host.error.message, code: EXIT.failed });
  shutdown.after(() => host.value.close());
  process.stdout.write(`ready ${host.value.url}\n`);
  log.write('terminal_started', { url: host.value.url, mode });
  gateway.value.open();

  // Devices and windows come after: neither may delay a charge.
  const scanners = openScanners(config.value.scanners, terminal, { clock, log });
  shutdown.after(() => scanners.stop());
  const { openWindow } = await import('./window/open-window.ts');
  const practicePages = practice ? [practice.phoneUrl, practice.faultsUrl] : [];
  const window = await openWindow({ host: host.value, flags, dataDir, log, practicePages });
  shutdown.after(() => window.close());
  return ok(null);
}

/** A folder that cannot be used is the machine's fault, or a slip in the flag: said as such, not as a bug. */
function takeDataFolder(dataDir: string): Result<Lock, Refusal> {
  try {
    const lock = lockDataFolder(dataDir);
    if (lock.ok) return lock;
    return err({ message: `another terminal already runs on the data folder ${dataDir}`, code: EXIT.dataFolderInUse });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err({
      message: `the data folder ${dataDir} can be neither made nor written (${reason}); choose another with --data`,
      code: EXIT.failed,
    });
  }
}

async function openSandbox(config: Config, dataDir: string, log: ProcessLog): Promise<Sandbox> {
  const { startSandbox } = await import('../sandbox/server.ts');
  return startSandbox({ dataDir, clock, random, log, merchantName: config.store.name, pagesDir: PAGES });
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
