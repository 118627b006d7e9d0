import type { Cancel, Clock } from '../../src/basics/clock.ts';
import type { SerialSuffix } from '../../src/config/config.ts';
import type { Arrival } from '../../src/scanner/scanner.ts';
import { ArrivalRecorder } from './arrival-recorder.ts';
import { FrameParser } from './frame-parser.ts';

/** A gun without suffix is done after this silence: ten times the 1 to 4 ms between two bytes, and still nothing to a cashier. */
export const SILENCE_GAP_MS = 40;

/**
 * A gun that ends its codes by a character may pause this long in the middle of one; then the end is not coming any more. Far beyond
 * any pause of a USB line, and far below the time between two scans, so that the halves of two codes never meet.
 */
export const LOST_END_MS = 500;

const NO_ARRIVAL: Arrival = { bytes: [], atMs: [] };

/**
 * Turns a gun's bytes into frames, with silence for an end where no character is one.
 *
 * The suffix decides how long silence must last. `auto` begins with the short one and takes the long one for as long as the gun
 * ends its codes by characters; whoever is silent after all gets that one scan late, never lost.
 */
export class Framer {
  readonly #parser = new FrameParser();
  readonly #arrivals = new ArrivalRecorder();
  readonly #suffix: SerialSuffix;
  readonly #clock: Clock;
  readonly #onFrame: (text: string, arrival: Arrival) => void;
  #stopWaiting: Cancel | null = null;

  constructor(suffix: SerialSuffix, clock: Clock, onFrame: (text: string, arrival: Arrival) => void) {
    this.#suffix = suffix;
    this.#clock = clock;
    this.#onFrame = onFrame;
  }

  /** Takes bytes as they come, in any pieces. */
  push(bytes: Uint8Array): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    const frames = this.#parser.push(bytes);
    const arrivals = this.#arrivals.push(bytes, this.#clock.monotonicMs());
    if (this.#parser.isPending()) this.#awaitSilence();
    for (const [index, text] of frames.entries()) this.#onFrame(text, arrivals[index] ?? NO_ARRIVAL);
  }

  /** Forgets a half frame and all that was learned. */
  reset(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    this.#parser.reset();
    this.#arrivals.reset();
  }

  /** In two halves: after a stall, a late timer may come before the bytes that waited in the kernel. The second half lets them in. */
  #awaitSilence(): void {
    const halfMs = this.#gapMs() / 2;
    this.#stopWaiting = this.#clock.after(halfMs, () => {
      this.#stopWaiting = this.#clock.after(halfMs, () => this.#hearSilence());
    });
  }

  #hearSilence(): void {
    this.#stopWaiting = null;
    const text = this.#parser.end();
    const arrival = this.#arrivals.end();
    if (text !== null) this.#onFrame(text, arrival);
  }

  #gapMs(): number {
    switch (this.#suffix) {
      case 'none':
        return SILENCE_GAP_MS;
      case 'auto':
        return this.#parser.sawTerminator() ? LOST_END_MS : SILENCE_GAP_MS;
      default:
        return LOST_END_MS;
    }
  }
}
