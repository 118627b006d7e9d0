import type { Cancel, Clock } from '../../src/basics/clock.ts';

/** A gun that still sees the phone reads it again within a second or so; a cashier who means it takes longer to scan the same code twice. */
export const DOUBLE_READ_MS = 2_000;

/**
 * Lets each text of one gun through once in two seconds. The time runs from the scan that went through and is not prolonged by
 * repeats, so a code that is scanned again on purpose is never held off for longer. The text is forgotten when the time is over.
 */
export class DoubleRead {
  readonly #clock: Clock;
  #last: string | null = null;
  #forget: Cancel | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns whether this scan is a new one */
  admits(text: string): boolean {
    if (text === this.#last) return false;
    this.#forget?.();
    this.#last = text;
    this.#forget = this.#clock.after(DOUBLE_READ_MS, () => this.reset());
    return true;
  }

  /** Forgets the last scan. */
  reset(): void {
    this.#forget?.();
    this.#forget = null;
    this.#last = null;
  }
}
