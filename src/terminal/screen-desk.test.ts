import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { PAYMENT } from '../payment/story.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { bootTerminal, CODE, type TestTerminal } from './test-terminal.ts';

let clock: HandClock;
let gateway: TestTerminal['gateway'];
let terminal: TestTerminal['terminal'];
let scan: TestTerminal['scan'];

beforeEach(() => {
  clock = new HandClock();
  ({ gateway, terminal, scan } = bootTerminal(clock, memoryJournal()));
});

describe('the counter', () => {
  const key = (number: number) => ({ kind: 'charge', requestId: `request-${number}`, amount: 100 }) as const;

  test('an unknown charge may be left for the next customer, and brought back', async () => {
    terminal.command(key(1));
    scan(CODE);
    expect(terminal.command({ kind: 'next_sale' })).toEqual({ ok: false, code: 'not_now' });
    await gateway.charges[0]?.answer({ kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: false });
    expect(terminal.command({ kind: 'next_sale' })).toEqual({ ok: true });
    const [left] = terminal.view().todo;
    expect(left?.status).toBe('unresolved');
    expect(terminal.command({ kind: 'show', chargeId: left?.id ?? '' })).toEqual({ ok: true });
    expect(terminal.view().stage).toMatchObject({ kind: 'charge', charge: { id: left?.id } });
  });

  test('a button pressed twice rings up once', () => {
    terminal.command(key(1));
    terminal.command(key(1));
    expect(terminal.list({}, null, 10)).toMatchObject({ value: { items: [{ amount: 100 }] } });
  });

  test('counts the day’s takings by the store’s own day', async () => {
    terminal.command(key(1));
    scan(CODE);
    await gateway.charges[0]?.answer({ kind: 'paid', payment: PAYMENT });
    expect(terminal.view().today).toEqual({ paidCount: 1, paidAmount: 100 });
    clock.stepWall(15 * 3_600_000); // past midnight in Shanghai, not in London
    expect(terminal.view().today).toEqual({ paidCount: 0, paidAmount: 0 });
  });
});
