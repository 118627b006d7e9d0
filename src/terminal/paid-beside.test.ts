import { expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import type { TransactionId } from '../payment/charge.ts';
import { PAYMENT } from '../payment/story.ts';
import { offerTill, PAID } from './test-offer-till.ts';
import { CODE } from './test-terminal.ts';

// A sale is taken by code instead of by QR, and then its QR is paid all the same: nothing more may be asked for it, by whatever key.

const OTHERS = '4200002719202611225550149999';
const AMOUNT = 4_650;
const NOT_NOW = { ok: false, code: 'not_now' };

/** @param isDiskFull when the code's charge is to be canceled */
async function paidBeside({ isDiskFull = false } = {}) {
  const till = offerTill();
  const qr = await till.shown();
  till.change('payment_code');
  const code = till.staged().id;
  if (isDiskFull) {
    till.terminal.feed(null, (event) => {
      if (event.type === 'charge.updated' && event.data.status === 'paid') till.journal.failNext(1);
    });
  }
  await till.gateway.queries[0]?.answer(PAID);
  till.say({ kind: 'show', chargeId: code });
  return { ...till, qr, code, status: till.status };
}

/** Somebody shows a bill of this amount that another terminal took. */
async function isShownABill({ say, terminal, gateway }: Pick<ReturnType<typeof offerTill>, 'say' | 'terminal' | 'gateway'>) {
  say({ kind: 'inquire', text: OTHERS });
  const payment = { ...PAYMENT, transactionId: OTHERS as TransactionId };
  await gateway.lookUps.at(-1)?.answer({
    ...{ kind: 'paid', orderNo: 'T02D261122063208NZZZZZZZZ', amountFen: fen(AMOUNT), payment, deviceInfo: 'T02' },
  });
  return terminal.view().inquiry?.attach ?? null;
}

test.each([
  ['canceled', false],
  ['given up, which only the disk does not take yet', true],
])(
  'the code charge is %s: it is not scanned for, not asked for again, not parked, not settled with another payment',
  async (_how, isDiskFull) => {
    const t = await paidBeside({ isDiskFull });
    expect([t.status(t.qr), t.status(t.code)]).toEqual(['paid', isDiskFull ? 'awaiting_code' : 'canceled']);
    const asked = { kind: 'charge', requestId: 'again-01', amount: AMOUNT, sameSaleAs: t.code } as const;
    expect([t.say(asked), t.change('merchant_qr'), t.say({ kind: 'park_charge', chargeId: t.code })]).toEqual([NOT_NOW, NOT_NOW, NOT_NOW]);
    expect(await isShownABill(t)).toBeNull();
    expect(t.say({ kind: 'attach_payment', chargeId: t.code })).toEqual(NOT_NOW);
    t.scan(CODE);
    expect(t.gateway.charges).toHaveLength(0);
    await t.pass(1_000);
    expect([t.status(t.code), t.journal.openCharges(), t.terminal.view().parked]).toEqual(['canceled', [], []]);
  },
);

test('paid, and given back whole: the sale may be asked for again', async () => {
  const t = await paidBeside();
  const back = t.terminal.refund({
    ...{ origin: 'cashier', chargeId: t.qr, amountFen: fen(AMOUNT), reason: null, from: 'unsettled' },
    ...{ idempotencyKey: null, fingerprint: null },
  });
  expect(back.ok).toBe(true);
  const asked = { kind: 'charge', amount: AMOUNT, sameSaleAs: t.code } as const;
  expect(t.say({ ...asked, requestId: 'again-01' })).toEqual(NOT_NOW);
  await t.gateway.refunds[0]?.answer({ kind: 'accepted' });
  await t.pass(5_000);
  await t.gateway.refundQueries[0]?.answer({ kind: 'succeeded', succeededAtMs: 7 });
  expect(t.say({ ...asked, requestId: 'again-02' })).toEqual({ ok: true });
});
