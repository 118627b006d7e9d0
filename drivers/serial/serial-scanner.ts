import type { Cancel, Clock } from '../../src/basics/clock.ts';
import type { ScannerConfig } from '../../src/config/config.ts';
import type { Log } from '../../src/log/log.ts';
import type {
  Arrival,
  Scanner,
  ScannerListener,
  ScannerState,
  ScannerStatus,
  SerialLine,
  TunableScanner,
} from '../../src/scanner/scanner.ts';
import { DoubleRead } from '../framing/double-read.ts';
import { Framer } from '../framing/framer.ts';
import { type OpenedPort, type OpenFailure, type OpenPort, openSerialPort } from './open-port.ts';

export type SerialScannerConfig = Extract<ScannerConfig, { kind: 'serial' }>;

export type SerialScannerParts = { readonly clock: Clock; readonly log: Log; readonly openPort?: OpenPort };

/** Pauses between attempts to open: soon at first, for a cable that was only touched. */
const RETRY_MS = [500, 700, 1_000];
/** Then for ever at this pace, so that a gun is back within two seconds of being plugged in. */
const LONGEST_RETRY_MS = 1_400;

/** A gun on a serial port, opened by its path, read for as long as it is there, opened again by itself whenever it comes back. */
export function serialScanner(config: SerialScannerConfig, { clock, log, openPort = openSerialPort }: SerialScannerParts): Scanner {
  return new SerialScanner(config, { clock, log, openPort });
}

class SerialScanner implements Scanner, TunableScanner {
  #config: SerialScannerConfig;
  readonly #parts: Required<SerialScannerParts>;
  #framer: Framer;
  readonly #doubleRead: DoubleRead;
  #state: ScannerState;
  #listener: ScannerListener | null = null;
  #port: OpenedPort | null = null;
  #attempt: Promise<void> = Promise.resolve();
  #failures = 0;
  #stopWaiting: Cancel = () => {};
  #stopped = false;

  constructor(config: SerialScannerConfig, parts: Required<SerialScannerParts>) {
    this.#config = config;
    this.#parts = parts;
    this.#framer = this.#newFramer();
    this.#doubleRead = new DoubleRead(parts.clock);
    const line = { baudRate: config.baudRate, suffix: config.suffix };
    this.#state = { id: `serial:${config.path}`, kind: 'serial', name: config.path, status: 'opening', problem: null, fault: null, line };
  }

  state(): ScannerState {
    return this.#state;
  }

  start(listener: ScannerListener): void {
    this.#listener = listener;
    listener.changed(this.#state);
    listener.tunable?.(this.#state.id, this);
    this.#attempt = this.#open();
  }

  setLine({ baudRate, suffix }: SerialLine): void {
    if (this.#stopped) return;
    const isSamePace = baudRate === this.#config.baudRate;
    this.#config = { ...this.#config, baudRate, suffix };
    this.#framer.reset();
    this.#framer = this.#newFramer();
    this.#doubleRead.reset();
    this.#state = { ...this.#state, line: { baudRate, suffix } };
    this.#listener?.changed(this.#state);
    if (!isSamePace) this.#attempt = this.#attempt.then(() => this.#reopen());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#stopWaiting();
    this.#framer.reset();
    this.#doubleRead.reset();
    await this.#attempt;
    await this.#port?.close();
    this.#port = null;
  }

  async #open(): Promise<void> {
    const opened = await this.#parts.openPort(this.#config, {
      data: (bytes) => {
        if (!this.#stopped) this.#framer.push(bytes);
      },
      lost: () => this.#lose(),
      warned: (problem) => this.#parts.log.write('scanner_warning', { scanner: this.#state.id, problem }),
    });
    if (opened.ok) this.#port = opened.value;
    if (this.#stopped) return;
    if (opened.ok) {
      this.#failures = 0;
      this.#become('ready', null);
    } else {
      this.#become(opened.error.kind === 'missing' ? 'gone' : 'failed', opened.error);
      this.#tryAgain();
    }
  }

  /** The pace of a line is chosen when it is opened. */
  async #reopen(): Promise<void> {
    const port = this.#port;
    this.#port = null;
    await port?.close();
    this.#stopWaiting();
    if (!this.#stopped) await this.#open();
  }

  #lose(): void {
    this.#port = null;
    // The half of a code from before must not meet the half of one from after.
    this.#framer.reset();
    if (this.#stopped) return;
    this.#become('gone', { kind: 'missing' });
    this.#tryAgain();
  }

  #tryAgain(): void {
    const waitMs = RETRY_MS[this.#failures] ?? LONGEST_RETRY_MS;
    this.#failures += 1;
    this.#stopWaiting = this.#parts.clock.after(waitMs, () => {
      this.#attempt = this.#open();
    });
  }

  #newFramer(): Framer {
    return new Framer(this.#config.suffix, this.#parts.clock, (text, arrival) => this.#hear(text, arrival));
  }

  #hear(text: string, arrival: Arrival): void {
    const scannerId = this.#state.id;
    const scan = { scannerId, text, arrival };
    if (this.#doubleRead.admits(text)) this.#listener?.scanned(scan);
    else {
      this.#parts.log.write('scanner_double_read', { scanner: scannerId });
      this.#listener?.repeated?.(scan);
    }
  }

  #become(status: ScannerStatus, failure: OpenFailure | null): void {
    const problem = failure && sentence(failure, this.#config.path);
    if (status === this.#state.status && problem === this.#state.problem) return;
    this.#state = {
      ...this.#state,
      status,
      problem,
      fault: failure?.kind ?? null,
      remedy: failure?.kind === 'forbidden' ? JOIN_GROUP : null,
    };
    this.#parts.log.write('scanner_changed', { scanner: this.#state.id, status, problem });
    this.#listener?.changed(this.#state);
  }
}

/** Gives this user the right to open serial ports, from the next login on. */
const JOIN_GROUP = 'sudo usermod -aG dialout "$USER"';

/** What keeps the port shut, for the log and the manager. */
function sentence(failure: OpenFailure, path: string): string {
  switch (failure.kind) {
    case 'missing':
      return `Nothing is plugged in at ${path}.`;
    case 'in_use':
      return `Another program uses ${path}: close it, and the scanner is taken by itself.`;
    case 'forbidden':
      return `This user may not open ${path}: add the user to the group dialout (${JOIN_GROUP}) and log in again.`;
    case 'broken':
      return `${path} cannot be opened: ${failure.detail}`;
  }
}
