import { expect, onTestFinished, test } from 'vitest';
import type { Charge } from '../contract/charge.ts';
import { type TestShop, testShop } from './test-shop.ts';

// The whole terminal with its office, over the real wire, before the real sandbox and its bills.

const shopOpen = async () => {
  const shop = await testShop(onTestFinished);
  return { shop, shift: shop.open() };
};

/** A morning's trade: 24 paid, of them 3 given back in part and one whole, 3 declined, 2 reversed, one that nobody knows the end of. */
async function trade(shop: TestShop) {
  const paid: Charge[] = [];
  for (let n = 1; n <= 24; n++) paid.push(await shop.pay(1_000 + n));
  const [one, two, three, four] = paid as [Charge, Charge, Charge, Charge];
  for (const { id } of [one, two, three]) expect((await shop.refund(id, 100)).status).toBe('succeeded');
  expect((await shop.refund(four.id, four.amount)).status).toBe('succeeded');
  for (let n = 0; n < 3; n++) {
    await shop.strike({ call: 'micropay', kind: 'error_code', errCode: 'NOTENOUGH' });
    expect((await shop.pay(500)).status).toBe('declined');
  }
  await shop.phone({ kind: 'password_above', fen: 0 });
  for (let n = 0; n < 2; n++) {
    const { id } = shop.begin(700);
    await shop.until(() => shop.chargeOf(id).status === 'awaiting_customer');
    shop.now().terminal.cancel(id);
    expect((await shop.settled(id)).status).toBe('reversed');
  }
  await shop.phone({ kind: 'password_above', fen: 100_000 });
  return { paid };
}

test('thirty charges, closed with one that nobody knows; the bill differs in what was planted, and in nothing else', async () => {
  const { shop, shift } = await shopOpen();
  const { paid } = await trade(shop);
  await shop.strike({ call: 'micropay', kind: 'drop_after', times: 2 });
  await shop.strike({ call: 'orderquery', kind: 'error_code', times: 1_000 });
  const unknown = shop.begin(900);
  await shop.until(() => shop.chargeOf(unknown.id).status === 'unresolved');
  const closing = shop.close(shift.id);
  await shop.until(() => shop.view().reconciling?.of === 34);
  await shop.calm();
  const z = await closing;
  expect(z).toMatchObject({ status: 'closed', zNumber: 1 });
  await shop.until(() => shop.now().journal.slip('reconciliation', shift.id)?.slip.askedAtMs);
  await shop.settled(unknown.id);
  const asked = shop.shift(shift.id).reconciliation;
  expect(asked).toMatchObject({ matched: expect.any(Number), discrepancies: [], unsettled: [], acquirerBill: 'pending' });
  const [dropped, changed] = paid.slice(10) as [Charge, Charge];
  await shop.plant({ kind: 'line_missing', orderNo: dropped.orderNo });
  await shop.plant({ kind: 'amount', orderNo: changed.orderNo, amountFen: changed.amount + 1 });
  await shop.plant({ kind: 'payment_there', orderNo: 'STRANGER-1', amountFen: 4_321, atMs: Date.now() - 1_000, deviceInfo: 'T01' });
  await shop.plant({ kind: 'payment_there', orderNo: 'STRANGER-2', amountFen: 4_322, atMs: Date.now() - 1_000, deviceInfo: 'T09' });
  const compared = (await shop.reconcile(shift.id)).reconciliation;
  expect(compared?.acquirerBill).toBe('differs');
  expect(compared?.discrepancies.map(({ id, detail, ...told }) => told)).toEqual(
    [
      { kind: 'missing_at_acquirer', cause: 'never_arrived', chargeId: dropped.id, orderNo: dropped.orderNo, ledgerAmount: 1_011 },
      {
        ...{ kind: 'amount_differs', cause: 'order_amount', chargeId: changed.id, orderNo: changed.orderNo },
        ...{ ledgerAmount: 1_012, acquirerAmount: 1_013 },
      },
      { kind: 'missing_in_ledger', cause: 'not_ours', orderNo: 'STRANGER-1', acquirerAmount: 4_321 },
    ]
      .map((told) => ({ ...told, status: 'open' }))
      .sort((a, b) => (a.orderNo < b.orderNo ? -1 : 1)),
  );
  expect(shop.view().openDiscrepancies).toBe(3);
  expect((await shop.reconcile(shift.id)).reconciliation).toEqual(compared); // found once
  await shop.honest();
  expect((await shop.reconcile(shift.id)).reconciliation).toMatchObject({ discrepancies: [], acquirerBill: 'matched' });
  expect(shop.view().openDiscrepancies).toBe(0);
}, 60_000);
