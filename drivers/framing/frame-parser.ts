/** A frame keeps one character more than any reader looks at, so that what is too long is refused as such and memory stays bounded. */
const MAX_FRAME_LENGTH = 129;

/** The control characters by which guns end a code: TAB, LF, CR, ETX. */
export const TERMINATORS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x03]);

/**
 * Cuts a scanner's bytes into frames. A payment code, a link or the number of goods holds no control character, so each one ends
 * a frame: CR, LF and TAB as well as the STX before a code, the ETX behind it and the NUL of a disturbed line. Between two of them
 * is no frame, so CR LF counts once; and noise in the middle of a code leaves two halves that nobody can take for one code.
 *
 * Text is Latin-1: one byte, one character, nothing that can fail.
 */
export class FrameParser {
  #text = '';
  #sawTerminator = false;

  /** @returns the frames that these bytes end, in order; text without an end is kept for the next bytes */
  push(bytes: Uint8Array): readonly string[] {
    const frames: string[] = [];
    for (const byte of bytes) {
      if (isContent(byte)) {
        if (this.#text.length < MAX_FRAME_LENGTH) this.#text += String.fromCharCode(byte);
        continue;
      }
      if (this.#text === '') continue;
      this.#sawTerminator ||= TERMINATORS.has(byte);
      frames.push(this.#text);
      this.#text = '';
    }
    return frames;
  }

  /** Whether text waits for its end. */
  isPending(): boolean {
    return this.#text !== '';
  }

  /** Whether the last frames were ended by a terminator, so that the next one can be expected to be. */
  sawTerminator(): boolean {
    return this.#sawTerminator;
  }

  /** Ends the frame here, because the gun fell silent. @returns its text, or null when there is none */
  end(): string | null {
    const text = this.#text;
    this.#text = '';
    if (text === '') return null;
    this.#sawTerminator = false;
    return text;
  }

  /** Forgets everything: the gun was unplugged in the middle of a code, and another may come back. */
  reset(): void {
    this.#text = '';
    this.#sawTerminator = false;
  }
}

/** Whether this byte is text of a frame; every other one ends it. */
export function isContent(byte: number): boolean {
  return byte >= 0x20 && byte !== 0x7f;
}
