import { describe, expect, test } from 'vitest';
import { isFinal } from '../payment/state.ts';
import { TIMES } from '../payment/story.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import type { MemoryJournal } from '../store/memory-journal.ts';
import type { TerminalParts } from './create-terminal.ts';
import { CLOSED, NOT_PAID, offerTill, PAID } from './test-offer-till.ts';
import { CODE, openTill } from './test-terminal.ts';

/** After so many more writes the disk takes none. */
function dieAfter(journal: MemoryJournal, count: number): void {
  const { append } = journal;
  let left = count;
  Object.assign(journal, {
    append(entries: Parameters<typeof append>[0]) {
      if (left === 0) throw new Error('the power is gone');
      left -= 1;
      return append(entries);
    },
  });
}

const UNKNOWN = { kind: 'unknown', doubt: 'no_answer', acquirerCode: null, askAtOnce: true } as const;

/** An acquirer that has no such order, whatever it is asked, until the charge has ended. */
async function deny(till: ReturnType<typeof openTill>, id: string): Promise<void> {
  const heardOf = new Set<object>();
  for (let turn = 0; turn < 60 && !isFinal(till.terminal.find(id)?.status ?? 'paid'); turn += 1) {
    for (const asked of [...till.gateway.queries, ...till.gateway.reversals].filter((one) => !heardOf.has(one))) {
      heardOf.add(asked);
      await asked.answer({ kind: 'absent' });
    }
    await till.pass(2_000);
  }
}

/** A till without patience: it gives up long before a payment code does. */
const IMPATIENT = { ...TIMES, customerTimeoutMs: 3_000, reverseDelayMs: 2_000, codeValidityMs: 60_000 };

/** A till whose QR came to its end without money. @param more what is not usual */
function endingTill(more: Partial<TerminalParts> = {}) {
  const till = offerTill(more);
  return Object.assign(till, {
    async ended(): Promise<string> {
      const id = await till.shown();
      await till.gateway.queries.at(-1)?.answer(NOT_PAID);
      await till.pass(2_000);
      await till.gateway.queries.at(-1)?.answer(CLOSED);
      expect(till.status(id)).toBe('canceled');
      return id;
    },
  });
}

describe('money that comes late', () => {
  test('is found, taken over and given back whole', async () => {
    const { gateway, status, pass, ended } = endingTill();
    const id = await ended();
    await pass(60_000);
    await gateway.queries.at(-1)?.answer(PAID);
    expect(status(id)).toBe('paid');
    expect(gateway.refunds.map(({ order }) => order.amountFen)).toEqual([4_650]);
  });

  test('by the merchant’s other policy it stays', async () => {
    const { gateway, status, pass, ended } = endingTill({ times: { ...TIMES, latePayment: 'adopt' } });
    const id = await ended();
    await pass(60_000);
    await gateway.queries.at(-1)?.answer(PAID);
    expect([status(id), gateway.refunds.length]).toEqual(['paid', 0]);
  });

  test('killed between taking it over and giving it back: given back once, at the next start', async () => {
    const t = endingTill();
    const { status, pass, ended, restart } = t;
    const id = await ended();
    await pass(60_000);
    dieAfter(t.journal, 1);
    await t.gateway.queries.at(-1)?.answer(PAID);
    restart();
    await pass(1_000);
    expect([status(id), t.gateway.refunds.length + t.gateway.refundQueries.length]).toEqual(['paid', 1]);
    restart();
    await pass(1_000);
    expect(t.journal.refundsOf(t.journal.charges({}, null, 1).items[0]?.intent.id as never)).toHaveLength(1);
  });

  test('the disk does not take the refund: it is begun when it does', async () => {
    const { gateway, journal, pass, ended } = endingTill();
    await ended();
    await pass(60_000);
    const { append } = journal;
    let writes = 0;
    Object.assign(journal, {
      append(entries: Parameters<typeof append>[0]) {
        writes += 1;
        if (writes === 2) throw new Error('disk full');
        return append(entries);
      },
    });
    await gateway.queries.at(-1)?.answer(PAID);
    expect(gateway.refunds).toHaveLength(0);
    await pass(10_000);
    expect(gateway.refunds).toHaveLength(1);
  });

  test('is looked after over a restart', async () => {
    const t = endingTill();
    const { status, pass, ended, restart } = t;
    const id = await ended();
    restart();
    await pass(60_000);
    await t.gateway.queries.at(-1)?.answer(PAID);
    expect(status(id)).toBe('paid');
  });

  test('is not looked for where nothing was sent', async () => {
    const { gateway, say, staged, ring, pass } = endingTill();
    ring('payment_code');
    say({ kind: 'cancel', chargeId: staged().id });
    await pass(3_600_000);
    expect(gateway.queries).toHaveLength(0);
  });

  test('of a code’s order that the acquirer denied: it stood in a queue, longer than an impatient till waits', async () => {
    const till = openTill({ times: IMPATIENT });
    const { id } = till.begin({ authCode: new AuthCode(CODE) });
    await till.gateway.charges.at(-1)?.answer(UNKNOWN);
    await deny(till, id);
    expect(till.terminal.find(id)).toMatchObject({ status: 'declined', declineCode: 'not_received' });
    await till.pass(60_000);
    await till.gateway.queries.at(-1)?.answer(PAID);
    expect([till.terminal.find(id)?.status, till.gateway.refunds.length]).toEqual(['paid', 1]);
  });

  test('of an order that lay armed in a crash and was denied: its code may have left before', async () => {
    const till = openTill({ times: IMPATIENT });
    const { id } = till.begin();
    till.restart();
    await deny(till, id);
    expect(till.terminal.find(id)?.status).toBe('canceled');
    till.restart(); // and it is still known over a restart
    await till.pass(60_000);
    await till.gateway.queries.at(-1)?.answer(PAID);
    expect([till.terminal.find(id)?.status, till.gateway.refunds.length]).toEqual(['paid', 1]);
  });

  test('is not looked for where the acquirer has signed that it was undone', async () => {
    const till = openTill();
    const { id } = till.begin({ authCode: new AuthCode(CODE) });
    await till.gateway.charges.at(-1)?.answer(UNKNOWN);
    await till.gateway.queries.at(-1)?.answer({ kind: 'undone', acquirerCode: 'REVOKED' });
    expect(till.terminal.find(id)?.status).toBe('reversed');
    const asked = till.gateway.queries.length;
    await till.pass(3_600_000);
    expect(till.gateway.queries).toHaveLength(asked);
  });
});
