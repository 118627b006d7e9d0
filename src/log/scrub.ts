import { codeHint } from '../scanner/auth-code.ts';

/** Longer text is cut: a log line is read by people. */
const MAX_LENGTH = 300;

/** So much is looked at; what is behind is cut anyway. */
const MAX_LOOKED_AT = 4_096;

/** Shorter secrets would blot out ordinary words. */
const SHORTEST_SECRET = 4;

const MASK = '••••';

/** How payment codes of any wallet look. Order and transaction numbers of 28 digits do not. Source: as for `readScan`. */
const PAYMENT_CODES: readonly RegExp[] = [
  /^1[0-5]\d{16}$/, // WeChat
  /^(?:2[5-9]|30)\d{14,22}$/, // Alipay
  /^62\d{17}$/, // UnionPay
  /^01\d{17}$/, // digital yuan
  /^91\d{16}$/, // QQ
];

/** Sixteen digits and more, perhaps in groups, as a person writes them down or a broken scanner sends them. */
const GROUPED_DIGITS = /\d(?:[\s\-_.,/]{0,2}\d){15,}/g;

/**
 * Takes secrets out of a text on its way to the log: the second line of defence, for what nobody meant to write.
 *
 * @param secrets known ones: keys, tokens, passphrases
 * @returns at most 300 characters, on one line
 */
export function scrub(text: string, secrets: ReadonlySet<string>): string {
  const looked = text.slice(0, MAX_LOOKED_AT).replace(/\p{Nd}/gu, (digit) => digit.normalize('NFKC'));
  const plain = [...secrets]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length) // a secret within another is masked with it
    .reduce((rest, secret) => rest.replaceAll(secret, MASK), looked);
  const masked = plain.replace(/\d{16,}/g, maskCode).replace(GROUPED_DIGITS, maskGroups);
  const line = masked.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 1)}…`;
}

/** Whether a number written out would be a code: beyond 15 digits nothing we count comes near. */
export function isTooLong(value: number): boolean {
  return Math.abs(value) >= 1e15;
}

function maskCode(digits: string): string {
  return isCode(digits) ? codeHint(digits) : digits;
}

/** Masks the whole run when any neighbouring groups of it make a code. */
function maskGroups(run: string): string {
  const groups = run.split(/\D+/);
  if (groups.length === 1) return run; // looked at already
  const hidden = groups.some((_, from) => groups.some((__, to) => to > from && isCode(groups.slice(from, to + 1).join(''))));
  return hidden ? MASK : run;
}

function isCode(digits: string): boolean {
  return PAYMENT_CODES.some((pattern) => pattern.test(digits));
}
