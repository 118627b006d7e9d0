import path from 'node:path';
import { err, ok, type Result } from '../basics/result.ts';
import type { Config } from '../config/config.ts';
import { defaultDataDir } from '../config/data-dir.ts';
import type { Flags } from '../config/flags.ts';
import { readConfig } from '../config/read-config.ts';
import type { SandboxAddress } from '../contract/sandbox.ts';
import { ABILITIES, type Abilities } from '../gateway/abilities.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { ProcessLog } from '../log/create-log.ts';
import { shiftDocument } from '../office/shift-view.ts';
import type { PaymentTimes } from '../payment/event.ts';
import type { Sandbox } from '../sandbox/server.ts';
import type { ScannerListener } from '../scanner/scanner.ts';
import { createOpenShift, type OpenShift } from '../shift/open-shift.ts';
import type { Shift } from '../shift/shift.ts';
import { createCare, type DiskCare } from '../store/create-care.ts';
import { type Lock, lockDataFolder } from '../store/data-folder.ts';
import { openDisplayFile } from '../store/display-file.ts';
import type { Journal } from '../store/journal.ts';
import { openJournal } from '../store/sqlite-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { EXIT, type Refusal } from './exit.ts';
import { BACKUPS_DIR, JOURNAL_FILE, restoreCommand } from './journal-place.ts';
import { lateGateway } from './late-gateway.ts';
import { makeGateway } from './make-gateway.ts';
import { readAtMost } from './read-at-most.ts';
import type { Shutdown } from './shutdown.ts';
import { systemClock as clock, systemRandom as random } from './system.ts';

/** What a start is given. `pagesDir`: where the built screens are, for the sandbox. */
export type ChargeProcessParts = {
  readonly flags: Pick<Flags, 'config' | 'data'>;
  readonly pagesDir: string;
  readonly log: ProcessLog;
  readonly shutdown: Shutdown;
};

/** The terminal as far as it can charge. */
export type ChargeProcess = {
  readonly config: Config;
  readonly dataDir: string;
  readonly terminal: Terminal & ScannerListener;
  readonly journal: Journal;
  readonly openShift: OpenShift;
  readonly sandbox: Sandbox | null;
  readonly practice: Pick<SandboxAddress, 'phoneUrl' | 'faultsUrl'> | null; // the sandbox's pages; null: real money
  /** The way to the acquirer, when its code is loaded. Until then a charge is taken and durable, and waits. */
  readonly gateway: Promise<Result<Gateway, Refusal>>;
};

/**
 * The first phases of a start, up to where a charge can be taken: configuration checked, data folder ours, journal open,
 * unsettled charges taken up. Each is undone by `shutdown`. Nothing that a charge can do without is loaded before.
 */
export async function openChargeProcess(parts: ChargeProcessParts): Promise<Result<ChargeProcess, Refusal>> {
  const { flags, log, shutdown } = parts;
  const read = await readConfig(flags.config, { env: process.env, readFile: readAtMost });
  if (!read.ok) {
    log.write('config_refused', { field: read.error.field });
    return err({ message: read.error.message, code: EXIT.badConfiguration });
  }
  const config = read.value;

  const dataDir = path.resolve(flags.data ?? defaultDataDir(process.platform, process.env));
  const lock = takeDataFolder(dataDir);
  if (!lock.ok) return lock;
  shutdown.after(() => lock.value.release());
  const opened = await openJournalOrWhatIsLeft(dataDir, parts);
  if (!opened.ok) return opened;
  const { journal, care } = opened.value;

  const sandbox = config.gateway.kind === 'sandbox' ? await openSandbox(config, dataDir, parts) : null;
  if (sandbox) shutdown.after(() => sandbox.stop());
  const address = sandbox?.address() ?? null;

  const gateway = loadGateway(config, address, log);
  const practice = address && { phoneUrl: address.phoneUrl, faultsUrl: address.faultsUrl };
  const { store } = config;
  const times = timesOf(config);
  const openShift = createOpenShift(journal);
  const shifts = { shiftId: openShift.id, shiftDocument: (shift: Shift) => shiftDocument(journal, shift, store.currency ?? 'CNY') };
  const displays = { buttons: config.display.buttons, store: openDisplayFile(dataDir) };
  const inHand = { abilities: abilitiesOf(config.gateway), displays, journal, care, clock, random, log, times, store, practice };
  const terminal = createTerminal({ gateway: lateGateway(gateway, clock), ...inHand, ...shifts });
  shutdown.after(() => terminal.stop());
  return ok({ config, dataDir, terminal, journal, openShift, sandbox, practice, gateway });
}

/** The merchant's times; what they leave open is the acquirer's to say. */
function timesOf({ gateway, payment }: Config): PaymentTimes & { readonly refundSpacingMs: number } {
  const { closeDelayMs, confirmAfterMs } = abilitiesOf(gateway);
  return { ...payment, closeDelayMs: payment.closeDelayMs ?? closeDelayMs, confirmAfterMs };
}

/** What the acquirer of this configuration can do. */
export function abilitiesOf(gateway: Config['gateway']): Abilities {
  return ABILITIES[gateway.kind === 'sandbox' ? gateway.speaks : gateway.kind];
}

type Kept = { readonly journal: Journal; readonly care: DiskCare };

/**
 * A damaged journal is left as it is, and shown as far as it can be read: the terminal begins no charge, and says what to do.
 * Any other reason not to open it ends the start.
 */
async function openJournalOrWhatIsLeft(dataDir: string, { log, shutdown }: ChargeProcessParts): Promise<Result<Kept, Refusal>> {
  const file = path.join(dataDir, JOURNAL_FILE);
  const caring = { clock, log, backupsDir: path.join(dataDir, BACKUPS_DIR), restoreCommand: restoreCommand(dataDir) };
  const opened = openJournal(file, { clock, log });
  if (opened.ok) {
    const journal = opened.value;
    shutdown.after(() => journal.close());
    log.write('journal_opened', { open: journal.openCharges().length, seq: journal.lastSeq() });
    const care = createCare(journal, caring);
    shutdown.after(() => care.stop());
    return ok({ journal, care });
  }
  const { kind, message, entry } = opened.error;
  if (kind !== 'damaged') return err({ message, code: kind === 'newer' ? EXIT.badConfiguration : EXIT.failed });
  log.write('journal_damaged', { entry, problem: message });
  process.stderr.write(`saoma: ${message}; no charge is begun until it is restored: stop the terminal and run ${caring.restoreCommand}\n`);
  const { damagedJournal } = await import('../store/damaged-journal.ts');
  const journal = damagedJournal(file, { entry, message });
  shutdown.after(() => journal.close());
  return ok({ journal, care: createCare(null, caring) });
}

async function loadGateway(config: Config, sandbox: SandboxAddress | null, log: ProcessLog): Promise<Result<Gateway, Refusal>> {
  const made = await makeGateway(config, sandbox, log);
  return made.ok ? made : err({ message: made.error, code: EXIT.badConfiguration });
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

async function openSandbox({ store }: Config, dataDir: string, { pagesDir, log }: ChargeProcessParts): Promise<Sandbox> {
  const { startSandbox } = await import('../sandbox/server.ts');
  return startSandbox({ dataDir, clock, random, log, merchantName: store.name, pagesDir });
}
