import { expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { PAYMENT } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE } from './test-terminal.ts';

/** How long each charge took, as the journal has it. */
function took(journal: ReturnType<typeof memoryJournal>): readonly (number | undefined)[] {
  return journal.charges({}, null, 10).items.map(({ state }) => (state.status === 'paid' ? state.tookMs : undefined));
}

test('a payment says how long it took from its scan, not from the keypad', async () => {
  const [clock, journal] = [new HandClock(), memoryJournal()];
  const { gateway, begin, scan } = bootTerminal(clock, journal);
  begin();
  clock.advance(20_000); // the customer looks for the phone
  scan(CODE);
  clock.advance(1_840);
  await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
  expect(took(journal)).toEqual([1_840]);
});

test('of a payment that another life of the terminal sent nobody knows how long it took', async () => {
  const [clock, journal] = [new HandClock(), memoryJournal()];
  bootTerminal(clock, journal).begin({ authCode: new AuthCode(CODE) });
  const after = memoryJournal(journal.image());
  const { gateway } = bootTerminal(clock, after, 2);
  clock.advance(5_000);
  await gateway.queries[0]?.answer({ kind: 'paid', payment: PAYMENT });
  expect(after.charges({}, null, 1).items[0]?.state.status).toBe('paid');
  expect(took(after)).toEqual([undefined]);
});
