import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { err, ok, type Result } from '../basics/result.ts';
import { defaultDataDir } from '../config/data-dir.ts';
import { type Flags, readFlags, USAGE } from '../config/flags.ts';
import { createLog, type ProcessLog } from '../log/create-log.ts';
import { openAfterReady } from './after-ready.ts';
import { pauseBefore } from './begin-anew.ts';
import { openChargeProcess } from './charge-process.ts';
import { EXIT, type Refusal } from './exit.ts';
import { type LastWords, sayLastWords } from './last-words.ts';
import { lateOffice } from './late-office.ts';
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
  const stopping = new AbortController();
  void stopped.then(() => stopping.abort());
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
      : await start(flags.value, { log, shutdown, lastWords, stopping: stopping.signal });
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

type Phases = { readonly log: ProcessLog; readonly shutdown: Shutdown; readonly lastWords: LastWords; readonly stopping: AbortSignal };

/** The phases of a start, each undone by `shutdown`. */
async function start(flags: Flags, { log, shutdown, lastWords, stopping }: Phases): Promise<Result<null, Refusal>> {
  const opened = await openChargeProcess({ flags, pagesDir: PAGES, log, shutdown });
  if (!opened.ok) return opened;
  const { config, dataDir, terminal, journal, sandbox, openShift } = opened.value;
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
  if (!host.ok)
    return err({ message: host.error.message, code: host.error.kind === 'no_such_address' ? EXIT.badConfiguration : EXIT.failed });
  shutdown.after(() => host.value.close());
  if (config.gateway.kind === 'sandbox' && config.gateway.speaks === 'wooshpay') {
    sandbox?.wooshpay.webhooks.setUrl(`${host.value.url}${terminal.noticePath() ?? ''}`);
  }
  process.stdout.write(`ready ${host.value.url}\n`);
  log.write('terminal_started', { url: host.value.url, mode });
  gateway.value.open();

  late.open(); // the office, devices and windows come after: none of them may delay a charge
  const parts = { flags, opened: opened.value, office, host: host.value, pagesDir: PAGES, log, shutdown, lastWords };
  await openAfterReady({ ...parts, signal: stopping });
  return ok(null);
}

/** This process is a display of another terminal, and none itself. */
async function startKiosk(
  flags: Flags,
  address: string,
  { log, shutdown }: Pick<Phases, 'log' | 'shutdown'>,
): Promise<Result<null, Refusal>> {
  const { runKiosk } = await import('./window/run-kiosk.ts');
  return runKiosk({ address, dataDir: path.resolve(flags.data ?? defaultDataDir(process.platform, process.env)), log, shutdown });
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
