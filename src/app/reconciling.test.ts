import { expect, onTestFinished, test } from 'vitest';
import type { Charge } from '../contract/charge.ts';
import type { DiscrepancyPage } from '../contract/reconciliation.ts';
import { fen } from '../money/fen.ts';
import type { OrderNo } from '../payment/charge.ts';
import type { RefundNo } from '../payment/refund.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { type TestShop, TODAY, testShop } from './test-shop.ts';

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

/** Closes, with every question behind it answered. */
async function closed(shop: TestShop, id: string): Promise<void> {
  await shop.close(id);
  await shop.until(() => shop.now().journal.slip('reconciliation', id)?.slip.askedAtMs);
}

let requests = 0;
const remedy = (shop: TestShop, discrepancyId: string, name: 'query_again' | 'adopt' | 'refund' | 'write_off', reason?: string) =>
  shop.send({ kind: 'remedy', requestId: `request-${++requests}`, discrepancyId, remedy: name, ...(reason !== undefined && { reason }) });

const SETTLED = { ok: true, value: { status: 'settled' } };
const OPEN = { ok: true, value: { status: 'open' } };

/** What is open, as a manager reads it. */
const open = async (shop: TestShop) => (await shop.read<DiscrepancyPage>('discrepancies', { status: 'open' })).items;
const found = (shop: TestShop, id: string) => shop.now().journal.slip('discrepancy', id)?.slip;
const acts = (shop: TestShop) =>
  shop
    .now()
    .journal.slips('act', null, 50)
    .items.map(({ slip: { deed, reason } }) => `${deed} ${reason}`);

/** A charge that the journal has as declined, and that the acquirer was paid for. */
async function declinedYetPaid(shop: TestShop): Promise<Charge> {
  await shop.strike({ call: 'micropay', kind: 'error_code_after', errCode: 'NOTENOUGH' });
  await shop.strike({ call: 'orderquery', kind: 'not_exist' });
  const charge = await shop.pay(5_000);
  expect(charge.status).toBe('declined');
  await shop.calm();
  return charge;
}

test('what the closing finds paid is taken over: it is in the ledger, in the bill, and in the reading of the next shift', async () => {
  const { shop, shift } = await shopOpen();
  await shop.pay(1_000);
  const { id, orderNo } = await declinedYetPaid(shop);
  await closed(shop, shift.id);
  expect(shop.shift(shift.id).reconciliation).toMatchObject({
    matched: 1,
    discrepancies: [{ kind: 'status_differs', cause: 'paid_after_all', chargeId: id, orderNo, ledgerAmount: 5_000, acquirerAmount: 5_000 }],
  });
  const next = shop.open();
  const [difference] = await open(shop);
  expect(difference).toMatchObject({ source: 'closing', remedies: ['adopt', 'refund', 'query_again'], ours: { status: 'declined' } });
  expect(await remedy(shop, difference?.id ?? '', 'adopt')).toEqual(SETTLED);
  expect(shop.chargeOf(id)).toMatchObject({ status: 'paid', transactionId: expect.stringMatching(/^42/) });
  expect(acts(shop)).toEqual(['settle_discrepancy adopt']);
  expect(await remedy(shop, difference?.id ?? '', 'adopt')).toEqual({ ok: false, code: 'already_settled' });
  expect((await shop.reconcile(shift.id)).reconciliation).toMatchObject({ matched: 2, discrepancies: [], acquirerBill: 'matched' });
  expect((await shop.close(next.id)).totals.settledLater).toEqual({ count: 1, amount: 5_000 });
}, 60_000);

test('or it is given back, after it was taken over', async () => {
  const { shop, shift } = await shopOpen();
  const { id } = await declinedYetPaid(shop);
  await closed(shop, shift.id);
  const [difference] = await open(shop);
  expect(await remedy(shop, difference?.id ?? '', 'refund')).toEqual(OPEN);
  await shop.until(() => found(shop, difference?.id ?? '')?.status === 'settled');
  expect(found(shop, difference?.id ?? '')).toMatchObject({ settledBy: 'remedy', remedy: 'refund' });
  expect(shop.chargeOf(id)).toMatchObject({ status: 'paid', refundedAmount: 5_000 });
  expect(acts(shop).sort()).toEqual(['refund null', 'settle_discrepancy refund']);
  expect((await shop.reconcile(shift.id)).reconciliation).toMatchObject({ matched: 1, acquirerBill: 'matched' });
}, 60_000);

/** A payment that this terminal knows nothing of, although it carries its number. */
async function stranger(shop: TestShop, orderNo: string): Promise<void> {
  const { clock } = shop.now();
  const other = shop.gatewayOf('T01', clock);
  onTestFinished(() => other.close());
  const order = { orderNo: orderNo as OrderNo, amountFen: fen(880), currency: 'CNY', description: '早餐' } as const;
  await other.prepare(order).submit(new AuthCode(shop.sandbox.issueCode().authCode));
}

test('a payment that no charge explains is given back under a number of its own, over a power cut and a lost answer', async () => {
  const { shop, shift } = await shopOpen();
  await shop.pay(1_000);
  await stranger(shop, 'STRANGER-1');
  await closed(shop, shift.id);
  expect((await shop.reconcile(shift.id)).reconciliation?.discrepancies).toMatchObject([{ kind: 'missing_in_ledger', cause: 'not_ours' }]);
  const [difference] = await open(shop);
  await shop.strike({ call: 'refund', kind: 'drop_after', times: 2 });
  await shop.strike({ call: 'refundquery', kind: 'error_code', times: 1_000 });
  expect(await remedy(shop, difference?.id ?? '', 'refund')).toEqual(OPEN);
  expect(await remedy(shop, difference?.id ?? '', 'refund')).toEqual(OPEN); // it is on its way
  const refundNo = found(shop, difference?.id ?? '')?.back?.refundNo;
  await shop.restart();
  await shop.calm();
  await shop.until(() => found(shop, difference?.id ?? '')?.status === 'settled');
  expect(shop.sandbox.acquirer.refunds().map((refund) => refund.refundNo)).toEqual([refundNo]);
  expect(found(shop, difference?.id ?? '')).toMatchObject({ remedy: 'refund', back: { status: 'succeeded' } });
}, 60_000);

test('what was given back at the acquirer`s console is taken over, and counts where it is taken over', async () => {
  const { shop, shift } = await shopOpen();
  const charge = await shop.pay(3_000);
  await closed(shop, shift.id);
  const { gateway } = shop.now();
  const console = {
    refundNo: 'CONSOLE-0001' as RefundNo,
    orderNo: charge.orderNo as OrderNo,
    chargeFen: fen(3_000),
    amountFen: fen(1_200),
  };
  await gateway.refund({ ...console, currency: 'CNY', reason: null, from: 'unsettled' });
  await shop.until(() => shop.sandbox.acquirer.refunds().some(({ state }) => state === 'SUCCESS'));
  expect((await shop.reconcile(shift.id)).reconciliation?.discrepancies).toMatchObject([{ kind: 'refund_differs', acquirerAmount: 1_200 }]);
  const next = shop.open();
  const [difference] = await open(shop);
  expect(await remedy(shop, difference?.id ?? '', 'adopt')).toEqual(SETTLED);
  expect(shop.chargeOf(charge.id).refundedAmount).toBe(1_200);
  expect((await shop.reconcile(shift.id)).reconciliation).toMatchObject({ discrepancies: [], acquirerBill: 'matched' });
  expect((await shop.close(next.id)).totals.walletRefunds).toEqual({ count: 1, amount: 1_200 });
}, 60_000);

test('asking again, writing off with a reason, giving to somebody', async () => {
  const { shop, shift } = await shopOpen();
  const [one, two] = [await shop.pay(1_000), await shop.pay(2_000)];
  await shop.pay(3_000);
  await closed(shop, shift.id);
  await shop.plant({ kind: 'line_missing', orderNo: one.orderNo });
  await shop.plant({ kind: 'line_missing', orderNo: two.orderNo });
  expect((await shop.reconcile(shift.id)).reconciliation?.acquirerBill).toBe('differs');
  const differences = await open(shop);
  const [first, second] = [one, two].map(({ orderNo }) => differences.find((difference) => difference.orderNo === orderNo)?.id ?? '');
  await shop.line('down');
  expect(await remedy(shop, first ?? '', 'query_again')).toEqual({ ok: false, code: 'no_answer' });
  await shop.line('up');
  await shop.until(() => shop.now().gateway.line() === 'online');
  expect(await remedy(shop, first ?? '', 'query_again')).toEqual(SETTLED);
  expect(found(shop, first ?? '')).toMatchObject({ settledBy: 'vanished', remedy: 'query_again' });
  expect(await remedy(shop, second ?? '', 'adopt')).toEqual({ ok: false, code: 'not_offered' });
  expect(await remedy(shop, second ?? '', 'write_off')).toEqual({ ok: false, code: 'reason_needed' });
  expect(await shop.send({ kind: 'assign', discrepancyId: second ?? '', personId: 'nobody' })).toEqual({ ok: false, code: 'not_found' });
  expect(await remedy(shop, second ?? '', 'write_off', '微信账单少一行')).toEqual(SETTLED);
  expect(shop.view().openDiscrepancies).toBe(0);
  // Written off is not put right: the records still differ, and the till is told so.
  expect(shop.shift(shift.id).reconciliation).toMatchObject({
    acquirerBill: 'differs',
    discrepancies: [{ id: second, status: 'settled' }],
  });
  expect(await shop.read('discrepancy', { id: second ?? '' })).toMatchObject({ status: 'settled', reason: '微信账单少一行' });
  await shop.reconcile(shift.id); // the bill lacks both as before
  expect(found(shop, second ?? '')).toMatchObject({ status: 'settled', remedy: 'write_off' });
  expect(found(shop, first ?? '')).toMatchObject({ status: 'open', settledBy: null });
}, 60_000);

test('a bill that is not what it says of itself is not believed', async () => {
  const { shop, shift } = await shopOpen();
  const charge = await shop.pay(1_000);
  await closed(shop, shift.id);
  await shop.plant({ kind: 'line_missing', orderNo: charge.orderNo });
  await shop.plant({ kind: 'sums_wrong', of: 'amount' });
  await shop.plant({ kind: 'payment_there', orderNo: 'STRANGER-1', amountFen: 1, atMs: Date.now() - 1, deviceInfo: 'T01' });
  expect((await shop.reconcile(shift.id)).reconciliation).toMatchObject({ discrepancies: [], acquirerBill: 'pending' });
  expect(await shop.read('reconciliation')).toMatchObject({ days: [{ date: TODAY, state: 'malformed', problem: expect.any(String) }] });
  await shop.honest();
  expect((await shop.reconcile(shift.id)).reconciliation).toMatchObject({ matched: 1, acquirerBill: 'matched' });
}, 60_000);

test('the power goes in the middle of the questions, and in the middle of a bill', async () => {
  const { shop, shift } = await shopOpen();
  for (let n = 1; n <= 12; n++) await shop.pay(1_000 + n);
  await shop.strike({ call: 'orderquery', kind: 'delay_before', delayMs: 60_000, skip: 5, times: 1_000 });
  const closing = shop.close(shift.id);
  await shop.until(() => (shop.sandbox.faults.view().faults[0]?.left ?? 1_000) < 998);
  expect(shop.view().reconciling?.done).toBeLessThan(12);
  await shop.line('down'); // then the closing waits for nobody
  expect((await closing).status).toBe('closed');
  await shop.restart();
  await shop.calm();
  await shop.line('up');
  await shop.until(() => shop.now().journal.slip('reconciliation', shift.id)?.slip.askedAtMs);
  expect(shop.shift(shift.id).reconciliation).toMatchObject({ matched: 12, discrepancies: [] });

  await shop.strike({ call: 'downloadbill', kind: 'delay_after', delayMs: 60_000 });
  void shop.reconcile(shift.id);
  await shop.until(() => shop.view().reconciling?.billDate === TODAY);
  await shop.restart();
  await shop.calm();
  expect((await shop.reconcile(shift.id)).reconciliation).toMatchObject({ matched: 12, acquirerBill: 'matched' });
}, 60_000);

test('without a line a shift closes at once, and is asked about when the line is back', async () => {
  const { shop, shift } = await shopOpen();
  await shop.pay(1_000);
  await shop.line('down');
  await shop.until(() => shop.now().gateway.line() === 'offline');
  const beganMs = performance.now();
  expect((await shop.close(shift.id)).reconciliation).toMatchObject({ matched: 0, acquirerBill: 'pending' });
  expect(performance.now() - beganMs).toBeLessThan(2_000);
  await shop.line('up');
  await shop.until(() => shop.now().journal.slip('reconciliation', shift.id)?.slip.askedAtMs);
  expect(shop.shift(shift.id).reconciliation).toMatchObject({ matched: 1, discrepancies: [] });
}, 60_000);
