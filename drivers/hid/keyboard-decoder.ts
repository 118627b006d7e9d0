import { ALT, characterOf, keypadDigit } from './keys.ts';

/** More keys down than the report can say; it tells nothing about them. Source: HID usage tables, page 7, ErrorRollOver. */
const ROLLOVER = 0x01;

/**
 * Turns a boot keyboard's reports (modifiers, a zero, six keys) into the bytes that its keys write. A key counts when it is pressed,
 * so two equal digits are two only by the release between them.
 */
export class KeyboardDecoder {
  #down: ReadonlySet<number> = new Set();
  #altDigits = '';

  /** @param report 8 bytes, or 9 with a report id before them; others are no keyboard's @returns Latin-1 */
  push(report: Uint8Array): Uint8Array {
    const boot = report.length === 9 ? report.subarray(1) : report;
    const keys = boot.subarray(2).filter((usage) => usage !== 0);
    if (boot.length !== 8 || keys.includes(ROLLOVER)) return new Uint8Array();
    const modifiers = boot[0] ?? 0;
    let written = this.#altCode(modifiers);
    for (const usage of keys) {
      if (!this.#down.has(usage)) written += this.#press(usage, modifiers);
    }
    this.#down = new Set(keys);
    return Uint8Array.from(written, (character) => character.charCodeAt(0));
  }

  /** Forgets what is held down. */
  reset(): void {
    this.#down = new Set();
    this.#altDigits = '';
  }

  #press(usage: number, modifiers: number): string {
    if ((modifiers & ALT) === 0) return characterOf(usage, modifiers) ?? '';
    // Four digits with a leading zero at most: Alt+0049.
    this.#altDigits = (this.#altDigits + (keypadDigit(usage) ?? '')).slice(-4);
    return '';
  }

  /** Guns that must work under any layout hold Alt, type a character's number on the keypad and let go. */
  #altCode(modifiers: number): string {
    if ((modifiers & ALT) !== 0 || this.#altDigits === '') return '';
    const code = Number(this.#altDigits);
    this.#altDigits = '';
    return code <= 0xff ? String.fromCharCode(code) : '';
  }
}
