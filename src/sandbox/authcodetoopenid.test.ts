import { describe, expect, test } from 'vitest';
import { outcome } from './test-merchant.ts';
import { openCounter } from './test-offer-shop.ts';

describe('whose payment code it is', () => {
  test('told without spending it', () => {
    const { send, newCode, pay, wallet } = openCounter();
    const auth_code = newCode();
    expect(send('authcodetoopenid', { auth_code }).get('openid')).toBe(wallet.openId());
    expect(send('authcodetoopenid', { auth_code, sub_appid: 'wx00000000000000aa' }).get('sub_openid')).toBe(`s${wallet.openId().slice(1)}`);
    expect(outcome(pay({ auth_code }))).toBe('SUCCESS');
    expect(outcome(send('authcodetoopenid', { auth_code }))).toBe('AUTH_CODE_INVALID');
  });

  test('unknown and old codes tell nothing', () => {
    const { send, newCode, clock } = openCounter();
    expect(outcome(send('authcodetoopenid', { auth_code: '134567890123456789' }))).toBe('AUTH_CODE_INVALID');
    const auth_code = newCode();
    clock.advance(60_000);
    expect(outcome(send('authcodetoopenid', { auth_code }))).toBe('AUTH_CODE_INVALID');
  });
});
