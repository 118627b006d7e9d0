import { assert } from '../basics/assert.ts';

/** How many digits of a payment code are kept at either end. The rest is money for about a minute. */
const HINT_DIGITS = 4;

/**
 * A customer's payment code: a secret. Printing, serializing or inspecting one gives only its hint;
 * the gateway adapter that puts it on the wire is the one caller of `reveal`.
 */
export class AuthCode {
  readonly #digits: string;

  constructor(digits: string) {
    assert(/^1[0-5]\d{16}$/.test(digits), 'not a WeChat payment code');
    this.#digits = digits;
  }

  /** The digits, for the wire alone. */
  reveal(): string {
    return this.#digits;
  }

  /** All that may be kept: `1345••••••••••7712`. */
  hint(): string {
    return codeHint(this.#digits);
  }

  /** Whether two scans carry the same code. */
  equals(other: AuthCode): boolean {
    return this.#digits === other.#digits;
  }

  toString(): string {
    return this.hint();
  }

  toJSON(): string {
    return this.hint();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `AuthCode(${this.hint()})`;
  }
}

/** Masks the middle of a code. @param digits at least 9 characters, else all of it is masked */
export function codeHint(digits: string): string {
  if (digits.length <= HINT_DIGITS * 2) return '•'.repeat(digits.length);
  return `${digits.slice(0, HINT_DIGITS)}${'•'.repeat(digits.length - HINT_DIGITS * 2)}${digits.slice(-HINT_DIGITS)}`;
}
