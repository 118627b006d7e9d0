import type { BillOutcome } from '../bill.ts';
import { readCode } from '../words.ts';
import type { Fields } from './sign.ts';

/** What the acquirer says instead of a bill, in no particular case. Source: download bill, error codes. */
const FAILURES: readonly (readonly [RegExp, (acquirerCode: string | null) => BillOutcome])[] = [
  [/\bno[ _]bill[ _]exist|\b20002\b/i, () => ({ kind: 'none' })],
  [/\bbill[ _]creating/i, () => ({ kind: 'not_yet' })],
  [/\bsystem[ _]?error|gzip[ _]error/i, (acquirerCode) => ({ kind: 'unknown', doubt: 'unsure', acquirerCode })],
];

/** Puts a message that came instead of a bill into our words. It is never signed. Source: WeChat Pay v2, download bill. */
export function billFailure(fields: Fields): BillOutcome {
  const told = ['return_msg', 'error_code', 'err_code', 'err_code_des'].map((name) => fields.get(name) ?? '');
  const code = fields.get('error_code') || fields.get('err_code') || fields.get('return_msg') || '';
  const acquirerCode = readCode(code.trim().replaceAll(' ', '_'));
  const known = FAILURES.find(([pattern]) => told.some((text) => pattern.test(text)));
  return known ? known[1](acquirerCode) : { kind: 'unknown', doubt: 'refused', acquirerCode };
}
