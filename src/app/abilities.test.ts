import { describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { ABILITIES, type Acquirer } from '../gateway/abilities.ts';
import { scriptedGateway } from '../gateway/scripted-gateway.ts';
import { realRandom } from '../gateway/wechat-v2/test-setting.ts';
import { silent } from '../log/log.ts';
import { CURRENCIES, type Currency } from '../money/currency.ts';
import { type Fen, fen } from '../money/fen.ts';
import { METHODS, type Method } from '../payment/charge.ts';
import { TIMES } from '../payment/story.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { createTerminal } from '../terminal/create-terminal.ts';

const STORE = { name: 'Store 7', terminalId: 'T01', timeZone: 'Asia/Shanghai', locale: 'en' } as const;

/** What the terminal says to a charge before that acquirer. */
function charge(acquirer: Acquirer, asked: { method?: Method; currency?: Currency; amountFen?: Fen }): string {
  const gateway = scriptedGateway();
  const terminal = createTerminal({
    ...{ gateway, abilities: ABILITIES[acquirer], journal: memoryJournal(), times: TIMES, store: STORE, practice: null },
    ...{ clock: new HandClock(), random: realRandom, log: silent },
  });
  const begun = terminal.charge({
    ...{
      origin: 'till',
      amountFen: fen(100),
      description: null,
      tillReference: null,
      authCode: null,
      idempotencyKey: 'k',
      fingerprint: 'f',
    },
    to: { openId: 'oUpF8uN3vKqYtB7mWc1Rj5XsHd2E', clientIp: '203.0.113.9' },
    ...asked,
  });
  return begun.ok ? 'taken' : JSON.stringify(begun.error);
}

describe.each(Object.keys(ABILITIES) as Acquirer[])('before %s', (acquirer) => {
  const { methods, currencies } = ABILITIES[acquirer];

  test.each(METHODS)('%s: taken where the acquirer has it, else refused', (method) => {
    const said = charge(acquirer, { method });
    if (methods.includes(method)) expect(said).toBe('taken');
    else expect(said).toContain('unsupported_method');
  });

  test.each(CURRENCIES)('%s: taken where the acquirer has it, else refused', (currency) => {
    const said = charge(acquirer, { currency });
    if (currencies.includes(currency)) expect(said).toBe('taken');
    else expect(said).toContain('unsupported_currency');
  });
});

test.each([
  ['USD', 5_000_000, 'taken'],
  ['USD', 5_000_001, '"amount_too_large"'],
  ['CNY', 5_000_001, 'taken'],
] as const)('before wooshpay, %s %i: %s', (currency, amount, said) => {
  expect(charge('wooshpay', { currency, amountFen: fen(amount) })).toBe(said);
});
