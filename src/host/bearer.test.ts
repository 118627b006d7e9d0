import { describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { createTokenCheck } from './bearer.ts';
import { defaultClient } from './till-scope.ts';

const KIOSK = { name: 'kiosk', token: 'token-of-the-kiosk', scopes: ['charges'] } as const;

describe('whose token it is', () => {
  test('each token is known as its own client, and nothing else is', () => {
    const check = createTokenCheck([defaultClient('of-the-till'), KIOSK], new HandClock());
    expect(check('Bearer of-the-till')).toEqual({ name: 'till', scopes: new Set(['charges', 'refunds', 'shifts', 'reports']) });
    expect(check('bearer  token-of-the-kiosk ')).toEqual({ name: 'kiosk', scopes: new Set(['charges']) });
    expect([undefined, 'Bearer kiosk', 'Bearer token-of-the-kioskx', 'Bearer'].map(check)).toEqual(['missing', 'wrong', 'wrong', 'wrong']);
  });

  test('the made token that somebody gave to a client as well is good for that client’s scopes alone', () => {
    const check = createTokenCheck([defaultClient(KIOSK.token), KIOSK], new HandClock());
    expect(check(`Bearer ${KIOSK.token}`)).toMatchObject({ name: 'kiosk' });
  });

  test('wrong tokens are told to stay away at one pace for all; every right one still opens', () => {
    const check = createTokenCheck([defaultClient('of-the-till'), KIOSK], new HandClock());
    for (let tries = 0; tries < 300; tries += 1) expect(check(`Bearer wrong-${tries}`)).toBe('wrong');
    expect(check('Bearer one-more')).toBe('wrong_too_often');
    expect([check('Bearer of-the-till'), check(`Bearer ${KIOSK.token}`)]).toMatchObject([{ name: 'till' }, { name: 'kiosk' }]);
  });
});
