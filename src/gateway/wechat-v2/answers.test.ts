import { describe, expect, it } from 'vitest';
import { readCode } from '../words.ts';
import { SAMPLES } from './testing/samples.ts';

describe('the words of the protocol', () => {
  const words = Object.values(SAMPLES).flatMap((sample) =>
    [...sample.matchAll(/<(?:err_code|trade_state)><!\[CDATA\[([^\]]+)/g)].map((match) => match[1] ?? ''),
  );

  it.each([...new Set(words), 'REFUNDNOTEXIST', 'BIZERR_NEED_RETRY', 'INVALID_TRANSACTIONID', 'NOTSUPORTCARD', '268435459'])(
    '%s is kept and shown',
    (word) => {
      expect(readCode(word)).toBe(word);
    },
  );

  it.each(['134567890123456789', 'X134567890123456789', '192006250b4c09247ec02edce69f6a2d', 'A B', '', 'x'.repeat(65)])(
    'what could be a payment code or a key, or is no word, is not: %j',
    (word) => {
      expect(readCode(word)).toBeNull();
    },
  );
});
