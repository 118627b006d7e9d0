import { type Arrival, MAX_ARRIVAL } from '../../src/scanner/scanner.ts';
import { isContent, TERMINATORS } from './frame-parser.ts';

/** Noise before a text is kept up to this, so that the text itself always fits. */
const MAX_BEFORE_TEXT = 16;

/**
 * Keeps how each frame came in, for the page that explains scanners. Cuts by the parser's rule: every byte that is no text ends the
 * frame. What ends it and the terminators that come with it belong to the frame before, an STX to the one after.
 */
export class ArrivalRecorder {
  #bytes: number[] = [];
  #times: number[] = [];
  #hasText = false;

  /** @returns one arrival for each frame that these bytes end, in order */
  push(bytes: Uint8Array, nowMs: number): readonly Arrival[] {
    const done: Arrival[] = [];
    let isEnding = false;
    for (const [index, byte] of bytes.entries()) {
      const isText = isContent(byte);
      if (isEnding && (isText || !TERMINATORS.has(byte))) {
        done.push(this.#take());
        isEnding = false;
      }
      // A line feed that comes later than its return belongs to no frame.
      if (!isText && !this.#hasText && !isEnding && TERMINATORS.has(byte)) continue;
      this.#note(byte, nowMs);
      if (!isText && this.#hasText) isEnding = true;
      this.#hasText ||= isText;
      if (isEnding && index === bytes.length - 1) done.push(this.#take());
    }
    return done;
  }

  /** The frame ends here, because the gun fell silent. */
  end(): Arrival {
    return this.#take();
  }

  reset(): void {
    this.#take();
  }

  #note(byte: number, nowMs: number): void {
    if (this.#bytes.length >= (this.#hasText || isContent(byte) ? MAX_ARRIVAL : MAX_BEFORE_TEXT)) return;
    this.#bytes.push(byte);
    this.#times.push(nowMs);
  }

  #take(): Arrival {
    const firstMs = this.#times[0] ?? 0;
    const arrival = { bytes: this.#bytes, atMs: this.#times.map((ms) => ms - firstMs) };
    this.#bytes = [];
    this.#times = [];
    this.#hasText = false;
    return arrival;
  }
}
