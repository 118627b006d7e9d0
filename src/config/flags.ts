import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../basics/result.ts';
import { displayAddress, type KioskFlag, splitKiosk } from '../contract/kiosk.ts';

/** Which window shows the terminal. */
export type Shell = 'electron' | 'browser';

/** The command line, read. Source: interface of the terminal, "Command line". */
export type Flags = {
  readonly config: string | null; // null: sandbox mode
  readonly data: string | null; // null: the platform's folder
  readonly port: number; // 0 takes a free one
  readonly headless: boolean;
  readonly kiosk: KioskFlag | null; // with an address: this process is a display of the terminal there, and none itself
  readonly shell: Shell | null; // null: Electron when its binary is there, else browser
  readonly version: boolean;
  readonly help: boolean;
};

/** The local host's port when none is asked for. */
export const DEFAULT_PORT = 7710;

/** What `--help` prints. */
export const USAGE = `saoma [flags]

  --config FILE             configuration; without one: sandbox mode, no real money
  --data DIR                where the journal and all else is written
  --port N                  port of the local host, 0 takes a free one (${DEFAULT_PORT})
  --headless                no window
  --shell electron|browser  which window
  --kiosk                   the customers' window too, on the whole screen
  --kiosk ADDRESS           no terminal: a display of the one at this address, as its counter shows it
  --version, --help

saoma verify DIR            looks through the journal of a data folder and names its first bad entry
saoma restore DIR [BACKUP]  makes a damaged journal whole again; what was there is set aside
saoma pins DIR [NAME]       gives a manager a PIN that is good once, when nobody can sign in
`;

/**
 * Reads the command line.
 *
 * @param argv what follows the program's name
 * @returns the flags, or one line that says which flag is wrong and what to write instead
 */
export function readFlags(argv: readonly string[]): Result<Flags, string> {
  const { kiosk, rest } = splitKiosk(argv);
  const parsed = parse(rest);
  if (!parsed.ok) return parsed;
  const { config, data, port, shell, ...switches } = parsed.value;
  if (config === '') return err('--config: names no file');
  if (data === '') return err('--data: names no folder');
  if (port !== undefined && !isPort(port)) return err(`--port: ${quote(port)} is no port; write a whole number from 0 to 65535`);
  if (shell !== undefined && !isShell(shell)) return err(`--shell: ${quote(shell)} is no shell; write electron or browser`);
  const { headless = false, version = false, help = false } = switches;
  const shown = kioskOf(kiosk);
  if (!shown.ok) return shown;
  if (shown.value?.address && (config !== undefined || port !== undefined || headless)) {
    return err('--kiosk: with an address this is no terminal; leave --config, --port and --headless out');
  }
  const chosenPort = port === undefined ? DEFAULT_PORT : Number(port);
  return ok({
    config: config ?? null,
    data: data ?? null,
    port: chosenPort,
    headless,
    kiosk: shown.value,
    shell: shell ?? null,
    version,
    help,
  });
}

/** The longest path there is. parseArgs takes seconds for a long row of letters behind a single hyphen. */
const MAX_ARGUMENT = 4_096;
/** There are eight flags. */
const MAX_ARGUMENTS = 64;

function parse(argv: readonly string[]) {
  if (argv.length > MAX_ARGUMENTS) return err(`more than ${MAX_ARGUMENTS} arguments; --help lists the flags`);
  if (argv.some((argument) => argument.length > MAX_ARGUMENT)) return err(`an argument is longer than ${MAX_ARGUMENT} characters`);
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string' },
        headless: { type: 'boolean' },
        shell: { type: 'string' },
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return ok(values);
  } catch (cause) {
    // parseArgs throws for what a person typed; its first sentence names the flag.
    const reason = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : String(cause);
    return err(`${reason.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 200)}; --help lists the flags`);
  }
}

function kioskOf(kiosk: KioskFlag | null): Result<KioskFlag | null, string> {
  if (kiosk === null || kiosk.address === null) return ok(kiosk);
  const address = displayAddress(kiosk.address);
  return address
    ? ok({ address })
    : err(`--kiosk: ${quote(kiosk.address)} is no address; write it as the counter shows it, https://192.168.1.20:7712/display/`);
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

function isShell(text: string): text is Shell {
  return text === 'electron' || text === 'browser';
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
