import { expect, it } from 'vitest';
import { payerOf } from './payer.ts';

const OPENID = 'oUpF8uN3vKqYtB7mWc1Rj5XsHd2E';

it('names the same customer the same way, and holds nothing of the openid', () => {
  const payer = payerOf('10000100', OPENID);
  expect(payer).toMatch(/^[0-9a-f]{16}$/);
  expect(payerOf('10000100', OPENID)).toBe(payer);
});

it('another customer, and the same one at another merchant, have other names', () => {
  const names = [payerOf('10000100', OPENID), payerOf('10000100', `${OPENID}x`), payerOf('10000101', OPENID)];
  expect(new Set(names).size).toBe(3);
});

it.each([
  ['none', undefined],
  ['an empty one', ''],
  ['one longer than the protocol allows', 'o'.repeat(129)],
])('%s: no payer, and nobody is taken for anybody', (_, openid) => {
  expect(payerOf('10000100', openid)).toBeNull();
});
