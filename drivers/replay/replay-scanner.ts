import { assertNever } from '../../src/basics/assert.ts';
import type { Cancel, Clock } from '../../src/basics/clock.ts';
import type { SerialSuffix } from '../../src/config/config.ts';
import type { Scanner, ScannerListener, ScannerState, ScannerStatus } from '../../src/scanner/scanner.ts';
import { DoubleRead } from '../framing/double-read.ts';
import { Framer } from '../framing/framer.ts';
import type { Trace, TraceStep } from './trace.ts';

/** Plays a recorded gun through the real framing, once, at the pace it was recorded. @param suffix as a serial scanner is configured */
export function replayScanner(trace: Trace, clock: Clock, suffix: SerialSuffix = 'auto'): Scanner {
  return new ReplayScanner(trace, clock, suffix);
}

class ReplayScanner implements Scanner {
  readonly #trace: Trace;
  readonly #clock: Clock;
  readonly #framer: Framer;
  readonly #doubleRead: DoubleRead;
  #state: ScannerState = { id: 'replay', kind: 'serial', name: 'replay', status: 'opening', problem: null };
  #listener: ScannerListener | null = null;
  #stopWaiting: Cancel = () => {};

  constructor(trace: Trace, clock: Clock, suffix: SerialSuffix) {
    this.#trace = trace;
    this.#clock = clock;
    this.#framer = new Framer(suffix, clock, (text) => {
      if (this.#doubleRead.admits(text)) this.#listener?.scanned({ scannerId: this.#state.id, text });
    });
    this.#doubleRead = new DoubleRead(clock);
  }

  state(): ScannerState {
    return this.#state;
  }

  start(listener: ScannerListener): void {
    this.#listener = listener;
    this.#become('ready', null);
    this.#play(0);
  }

  async stop(): Promise<void> {
    this.#stopWaiting();
    this.#framer.reset();
    this.#doubleRead.reset();
  }

  #play(index: number): void {
    const step = this.#trace[index];
    if (!step) return;
    this.#stopWaiting = this.#clock.after(step.afterMs, () => {
      this.#do(step);
      this.#play(index + 1);
    });
  }

  #do(step: TraceStep): void {
    switch (step.kind) {
      case 'bytes':
        this.#framer.push(step.bytes);
        break;
      case 'unplugged':
        this.#framer.reset();
        this.#become('gone', 'The recorded gun was unplugged.');
        break;
      case 'plugged_in':
        this.#become('ready', null);
        break;
      default:
        assertNever(step);
    }
  }

  #become(status: ScannerStatus, problem: string | null): void {
    this.#state = { ...this.#state, status, problem };
    this.#listener?.changed(this.#state);
  }
}
