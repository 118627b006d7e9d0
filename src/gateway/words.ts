const MAX_SENTENCE = 128;

/** Takes from an acquirer's sentence what may be shown and kept: no control characters, nothing that could be a code or a key. */
export function plainSentence(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[0-9A-Za-z]{16,}/g, '…')
    .slice(0, MAX_SENTENCE)
    .toWellFormed()
    .trim();
}

/** Reads a word of a protocol, of a set that may grow. Codes are kept and shown: what is as long as a payment code or a key is none. */
export function readCode(text: string): string | null {
  return /^(?!.*[A-Za-z0-9]{18})[A-Za-z0-9_]{1,64}$/.test(text) ? text : null;
}
