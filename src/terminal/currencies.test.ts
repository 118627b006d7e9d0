import { beforeEach, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { ABILITIES } from '../gateway/abilities.ts';
import type { Currency } from '../money/currency.ts';
import { fen } from '../money/fen.ts';
import type { TransactionId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, type TestTerminal } from './test-terminal.ts';

const STORE = { name: 'Camden', terminalId: 'T01', timeZone: 'Europe/London', locale: 'en' } as const;

let clock: HandClock;
let journal: MemoryJournal;
let t: TestTerminal;

beforeEach(() => {
  clock = new HandClock();
  journal = memoryJournal();
  boot('CNY');
});

/** A start of the terminal, in a store of a currency. */
function boot(currency: Currency): void {
  journal = memoryJournal(journal.image());
  t = bootTerminal(clock, journal, 1, { abilities: ABILITIES.wooshpay, store: { ...STORE, currency } });
}

/** A charge of its own sale that is paid at once. */
async function paid(amount: number, currency: Currency, payer = 'aaaaaaaaaaaaaaaa'): Promise<void> {
  const { charges } = t.gateway;
  const number = charges.length;
  t.begin({ amountFen: fen(amount), currency, idempotencyKey: `key-${number}`, tillReference: `R${number}` });
  t.scan(`13${String(number).padStart(16, '0')}`);
  const transactionId = `42${String(number).padStart(26, '0')}` as string as TransactionId;
  await charges[number]?.answer({ kind: 'paid', payment: { ...PAYMENT, transactionId, payer } });
  t.terminal.command({ kind: 'next_sale' });
}

test('the takings of the day are of the store’s currency alone, also after it was changed', async () => {
  await paid(1_000, 'CNY');
  await paid(2_490, 'GBP', 'bbbbbbbbbbbbbbbb');
  expect(t.terminal.view().today).toEqual({ paidCount: 1, paidAmount: 1_000 });
  boot('GBP');
  expect(t.terminal.view().today).toEqual({ paidCount: 1, paidAmount: 2_490 });
  boot('CNY');
  expect(t.terminal.view().today).toEqual({ paidCount: 1, paidAmount: 1_000 });
});

test('the same figures of two currencies by one customer are no payment too many; of one currency they are, and it says which', async () => {
  await paid(1_000, 'CNY');
  await paid(1_000, 'GBP');
  expect(t.terminal.view().findings).toEqual([]);
  await paid(1_000, 'GBP');
  expect(t.terminal.view().findings).toMatchObject([{ evidence: 'same_payer', amount: 1_000, currency: 'GBP' }]);
});

test('a sale that was parked in yuan stays in yuan when the store sells in pounds: paid in yuan, and never in cash', () => {
  t.terminal.command({ kind: 'park', requestId: 'p1', amount: 8_900 });
  boot('GBP');
  const [sale] = t.terminal.view().parked;
  expect(sale).toMatchObject({ amount: 8_900, currency: 'CNY' });
  const parkedId = sale?.id ?? '';
  expect(t.terminal.command({ kind: 'collect', requestId: 'c1', parkedId, tender: 'cash' })).toEqual({
    ok: false,
    code: 'unsupported_currency',
  });
  expect(t.terminal.command({ kind: 'collect', requestId: 'c2', parkedId, tender: 'wallet' })).toEqual({ ok: true });
  expect(journal.openCharges()[0]?.intent).toMatchObject({ amountFen: 8_900, currency: 'CNY' });
});

test('what is parked now is in the store’s currency, over a restart too', () => {
  boot('GBP');
  t.terminal.command({ kind: 'park', requestId: 'p1', amount: 8_900 });
  boot('CNY');
  expect(t.terminal.view().parked).toMatchObject([{ amount: 8_900, currency: 'GBP' }]);
});
