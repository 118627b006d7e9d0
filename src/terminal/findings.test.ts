import { describe, expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import { PAYMENT } from '../payment/story.ts';
import { findingTill, PAYER, SILENCE } from './test-finding-till.ts';

describe('a payment that looks like one too many', () => {
  test('same customer, same amount, minutes apart: found, told, and shown with both', async () => {
    const { terminal, told, pay, open } = findingTill();
    const first = await pay();
    const second = await pay({}, PAYER, PAYMENT.paidAtMs + 120_000);
    expect(open()).toMatchObject([
      { evidence: 'same_payer', later: { id: second.id }, earlier: { id: first.id }, amount: 1280, status: 'open', givingBack: 'no' },
    ]);
    expect(told.at(-1)).toMatchObject({ type: 'finding.updated', data: { chargeId: second.id, otherChargeId: first.id } });
    expect(terminal.findings(true, null, 50)).toMatchObject({ ok: true, value: { items: [{ chargeId: second.id }], nextCursor: null } });
  });

  test.each([
    ['another customer', 'bbbbbbbbbbbbbbbb', 0],
    ['nobody knows the customer', null, 0],
    ['six minutes later', PAYER, 360_000],
  ])('%s: nothing', async (_, payer, laterMs) => {
    const { pay, open } = findingTill();
    await pay({}, payer === null ? null : PAYER);
    await pay({}, payer, PAYMENT.paidAtMs + laterMs);
    expect(open()).toEqual([]);
  });

  test('the same reference paid again by somebody else: found', async () => {
    const { pay, open } = findingTill();
    await pay({ tillReference: 'R1' });
    await pay({ tillReference: 'R1', amountFen: fen(500) }, 'bbbbbbbbbbbbbbbb');
    expect(open()).toMatchObject([{ evidence: 'same_sale', amount: 500 }]);
  });

  test('the lost success: its answer lost, rung up again and paid again; then the first turns out paid', async () => {
    const { gateway, clock, send, pay, open } = findingTill();
    const first = send();
    await gateway.charges[0]?.answer({ ...SILENCE, askAtOnce: false });
    const second = await pay({}, PAYER, PAYMENT.paidAtMs + 60_000);
    expect(open()).toEqual([]);
    clock.advance(5_000);
    await gateway.queries[0]?.answer({ kind: 'paid', payment: { ...PAYMENT, payer: PAYER } });
    expect(open()).toMatchObject([{ evidence: 'same_payer', earlier: { id: first.id }, later: { id: second.id } }]);
  });

  test('the first was before a restart: found all the same', async () => {
    const { pay, open, restart } = findingTill();
    const first = await pay();
    restart();
    await pay();
    expect(open()).toMatchObject([{ earlier: { id: first.id } }]);
  });

  test('the first was before a restart, and the start is long over', async () => {
    const { clock, pay, open, restart } = findingTill();
    await pay();
    restart();
    clock.advance(10_000);
    await pay();
    expect(open()).toHaveLength(1);
  });

  test('a sale settled in cash, and paid: found, after a restart too', async () => {
    const t = findingTill();
    const { clock, pay, open, restart } = t;
    clock.advance(10_000); // the journal has been looked through
    const park = { origin: 'till', amountFen: fen(1280), description: null, tillReference: 'R1', note: null } as const;
    const parked = t.terminal.park({ ...park, idempotencyKey: 'park-1', fingerprint: 'f' });
    if (!parked.ok) throw new Error(parked.error);
    const cash = { kind: 'collect', requestId: 'request-1', parkedId: parked.value.sale.id, tender: 'cash' } as const;
    expect(t.terminal.command(cash)).toEqual({ ok: true });
    const charge = await pay({ tillReference: 'R1' });
    expect(open()).toMatchObject([{ evidence: 'cash_and_wallet', later: { id: charge.id }, earlier: null }]);
    restart();
    const another = await pay({ tillReference: 'R1' }, 'bbbbbbbbbbbbbbbb');
    expect(open().at(-1)).toMatchObject({ evidence: 'cash_and_wallet', later: { id: another.id } });
  });

  test('what was given back before is no earlier payment', async () => {
    const { pay, open, giveBack } = findingTill();
    const first = await pay();
    giveBack(first, 1280);
    await pay();
    expect(open()).toEqual([]);
  });

  test('refunds that cannot be read hold up no payment: better a finding too many', async () => {
    const { journal, pay, open, status } = findingTill();
    await pay();
    const refundsOf = journal.refundsOf;
    journal.refundsOf = () => {
      throw new Error('a page of it is gone');
    };
    const second = await pay();
    journal.refundsOf = refundsOf;
    expect([status(second), open().length]).toEqual(['paid', 1]);
  });

  test('an unknown, unreadable past is told in the log and holds up no payment', async () => {
    const t = findingTill();
    const { pay, open, status, restart } = t;
    const first = await pay();
    restart();
    const charges = t.journal.charges;
    t.journal.charges = () => {
      throw new Error('a page of it is gone');
    };
    const second = await pay();
    t.journal.charges = charges;
    expect([status(first), status(second), open()]).toEqual(['paid', 'paid', []]);
  });
});

test('an ordinary payment reads nothing from the journal', async () => {
  const { journal, clock, send, getPaid, pay, status } = findingTill();
  await pay();
  clock.advance(10_000);
  const read: string[] = [];
  for (const name of ['charge', 'charges', 'slip', 'slips', 'openSlips', 'refundsOf'] as const) {
    const call = journal[name] as (...given: unknown[]) => unknown;
    Object.assign(journal, {
      [name](...given: unknown[]) {
        read.push(name);
        return call(...given);
      },
    });
  }
  const charge = send();
  read.length = 0;
  await getPaid('bbbbbbbbbbbbbbbb');
  expect([status(charge), read.filter((name) => name !== 'charge')]).toEqual(['paid', []]);
});
