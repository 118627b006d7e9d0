import { expect, test } from 'vitest';
import { fen } from '../money/fen.ts';
import { PAYMENT } from '../payment/story.ts';
import { cashEntry } from '../shift/cash-entry.ts';
import { parseShiftId } from '../shift/shift.ts';
import { CODE } from '../terminal/test-terminal.ts';
import { COUNTER } from './office.ts';
import { MANAGER_PIN, staff, type TestOffice, testOffice } from './test-office.ts';

type Answer = Awaited<ReturnType<TestOffice['send']>>;

function made(answer: Answer): Record<string, unknown> {
  if (!answer.ok) throw new Error(answer.code);
  return answer.value as Record<string, unknown>;
}

function codeOf(answer: Answer): string {
  return answer.ok ? 'ok' : answer.code;
}

let requests = 0;
const requestId = () => `request-${++requests}`;

async function open(t: TestOffice, openingFloat = 10_000): Promise<void> {
  await t.send({ kind: 'open_shift', requestId: requestId(), openingFloat });
}

async function inDrawer(t: TestOffice): Promise<number> {
  const counted = await t.office.shifts.current();
  return (counted.ok && counted.value.totals.cash.expected) || 0;
}

function lines(t: TestOffice) {
  return t.journal.slips('cash_entry', null, 200).items.map(({ slip }) => slip);
}

test('a sale in cash is written down, tells the change and opens the drawer, once for two presses', async () => {
  const t = testOffice();
  await open(t);
  const sale = { kind: 'cash_sale', requestId: requestId(), amount: 3_580, received: 5_000 } as const;
  const sold = made(await t.send(sale));
  expect(sold.change).toBe(1_420);
  expect(made(await t.send(sale))).toEqual(sold);
  expect(codeOf(await t.send({ ...sale, amount: 1 }))).toBe('request_reused');
  expect(lines(t)).toMatchObject([{ what: 'sale', tender: null, amountFen: 3_580, receivedFen: 5_000, by: { kind: 'counter' } }]);
  expect(t.kicks).toHaveLength(1);
  expect(await inDrawer(t)).toBe(13_580);
});

test('too little is no sale, and what another tender was handed is not counted', async () => {
  const t = testOffice();
  await open(t);
  expect(codeOf(await t.send({ kind: 'cash_sale', requestId: requestId(), amount: 100, received: 99 }))).toBe('received_too_little');
  expect(codeOf(await t.send({ kind: 'cash_sale', requestId: requestId(), amount: 100, received: 100, tender: '会员卡' }))).toBe(
    'invalid_request',
  );
  expect(t.journal.slips('cash_entry', null, 1).items).toEqual([]);
  expect(t.kicks).toHaveLength(0);
});

test('another tender is summed under its name and leaves the drawer shut', async () => {
  const t = testOffice();
  await open(t);
  await t.send({ kind: 'cash_sale', requestId: requestId(), amount: 700, tender: '会员卡' });
  expect(t.kicks).toHaveLength(0);
  expect(await inDrawer(t)).toBe(10_000);
  const shift = await t.office.shifts.current();
  expect(shift.ok && shift.value.totals).toMatchObject({ gross: 700, others: [{ name: '会员卡', count: 1, amount: 700 }] });
});

test('a cash sale goes back in parts, never more than it was, with its own tender', async () => {
  const t = testOffice();
  await open(t);
  const { entryId } = made(await t.send({ kind: 'cash_sale', requestId: requestId(), amount: 5_000 }));
  const back = (amount?: number) =>
    t.send({ kind: 'cash_refund', requestId: requestId(), entryId: String(entryId), ...(amount === undefined ? {} : { amount }) });
  expect(made(await back(2_000)).amount).toBe(2_000);
  expect(codeOf(await back(3_001))).toBe('refund_exceeds_sale');
  const page = await t.office.read(COUNTER, 'cash', {});
  expect('ok' in page && page.ok && page.value).toMatchObject({
    items: [
      { what: 'refund', amount: 2_000, leftAmount: null },
      { what: 'sale', amount: 5_000, leftAmount: 3_000 },
    ],
  });
  expect(made(await back()).amount).toBe(3_000);
  expect(codeOf(await back())).toBe('refund_exceeds_sale');
  expect(codeOf(await t.send({ kind: 'cash_refund', requestId: requestId(), entryId: 'ce_none' }))).toBe('not_found');
  expect(await inDrawer(t)).toBe(10_000);
  expect(t.acts().map(({ deed, amountFen }) => [deed, amountFen])).toEqual([
    ['refund', 3_000],
    ['refund', 2_000],
  ]);
});

test('above the limit of the sale a refund needs a manager, also in small parts', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  await open(t);
  const { entryId } = made(await t.send({ kind: 'cash_sale', requestId: requestId(), amount: 15_000 }));
  const part = { kind: 'cash_refund', requestId: requestId(), entryId: String(entryId), amount: 9_000 } as const;
  expect(codeOf(await t.send(part))).toBe('ok');
  const rest = { ...part, requestId: requestId(), amount: 2_000 };
  expect(await t.send(rest)).toEqual({ ok: false, code: 'approval_needed', deed: 'refund_above_limit' });
  expect(codeOf(await t.send({ ...rest, approval: { personId: manager, pin: MANAGER_PIN } }))).toBe('ok');
  expect(codeOf(await t.send(rest))).toBe('ok'); // comes again, and does nothing
  expect(t.acts()).toHaveLength(3 + 1); // two refunds beside the two people that were set up
});

test('cash in and out beside sales: out of the drawer with a manager’s word, and neither without a shift', async () => {
  const t = testOffice();
  const { manager } = await staff(t);
  const payIn = { kind: 'pay_in', requestId: requestId(), amount: 5_000 } as const;
  expect(codeOf(await t.send(payIn))).toBe('no_shift');
  await open(t);
  expect(codeOf(await t.send(payIn))).toBe('ok');
  const out = { kind: 'pay_out', requestId: requestId(), amount: 8_000, note: '买零钱' } as const;
  expect(await t.send(out)).toEqual({ ok: false, code: 'approval_needed', deed: 'pay_out' });
  expect(codeOf(await t.send({ ...out, approval: { personId: manager, pin: MANAGER_PIN } }))).toBe('ok');
  expect(t.acts()[0]).toEqual({ deed: 'pay_out', by: '收银员 A', approvedBy: '店长', amountFen: 8_000, reason: '买零钱' });
  expect(await inDrawer(t)).toBe(7_000);
});

test('a disk that takes nothing keeps the drawer shut', async () => {
  const t = testOffice();
  await open(t);
  t.journal.failNext(1);
  expect(codeOf(await t.send({ kind: 'cash_sale', requestId: requestId(), amount: 100 }))).toBe('journal_failed');
  t.journal.failNext(1);
  expect(codeOf(await t.send({ kind: 'pay_out', requestId: requestId(), amount: 100 }))).toBe('journal_failed');
  t.journal.spoil({ entry: 1, message: 'bad' });
  expect(codeOf(await t.send({ kind: 'cash_sale', requestId: requestId(), amount: 100 }))).toBe('journal_damaged');
  expect([lines(t), t.acts(), t.kicks]).toEqual([[], [], []]);
});

async function parked(t: TestOffice, amount = 8_900): Promise<string> {
  t.till.terminal.command({ kind: 'park', requestId: requestId(), amount });
  return t.till.terminal.parkedSales().at(-1)?.id ?? '';
}

test('a parked sale is collected in cash with its line of the drawer in one append, or not at all', async () => {
  const t = testOffice();
  await open(t);
  const parkedId = await parked(t);
  const sale = { kind: 'cash_sale', requestId: requestId(), amount: 8_900, received: 10_000, parkedId } as const;
  expect(codeOf(await t.send({ ...sale, amount: 8_901, requestId: requestId() }))).toBe('amount_differs');
  t.journal.failNext(1);
  expect(codeOf(await t.send(sale))).toBe('journal_failed');
  expect([t.till.terminal.parkedSales().length, lines(t)]).toEqual([1, []]);
  expect(made(await t.send(sale)).change).toBe(1_100);
  expect(t.till.terminal.findParked(parkedId)).toMatchObject({ status: 'collected', tender: 'cash' });
  expect(lines(t)).toMatchObject([{ what: 'sale', saleId: parkedId, amountFen: 8_900, receivedFen: 10_000 }]);
  expect(codeOf(await t.send(sale))).toBe('ok'); // pressed twice
  expect(codeOf(await t.send({ ...sale, requestId: requestId() }))).toBe('not_parked');
  expect(lines(t)).toHaveLength(1);
});

test('a sale whose charge took nothing is settled in cash; one that may take money is not', async () => {
  const t = testOffice();
  await open(t);
  t.till.terminal.command({ kind: 'charge', requestId: requestId(), amount: 4_200 });
  const { stage } = t.till.terminal.view();
  const chargeId = stage.kind === 'charge' ? stage.charge.id : '';
  const sale = { kind: 'cash_sale', requestId: requestId(), amount: 4_200, received: 5_000, chargeId } as const;
  expect(codeOf(await t.send({ ...sale, amount: 4_201, requestId: requestId() }))).toBe('amount_differs');
  expect(codeOf(await t.send({ ...sale, chargeId: 'ch_none', requestId: requestId() }))).toBe('not_found');
  expect(made(await t.send(sale)).change).toBe(800);
  expect(codeOf(await t.send(sale))).toBe('ok'); // pressed twice
  expect(t.till.terminal.find(chargeId)?.status).toBe('canceled');
  expect(t.till.terminal.parkedSales()).toEqual([]);
  expect(lines(t)).toMatchObject([{ what: 'sale', amountFen: 4_200, receivedFen: 5_000 }]);

  t.till.terminal.command({ kind: 'charge', requestId: requestId(), amount: 4_200 });
  const next = t.till.terminal.view().stage;
  const sentId = next.kind === 'charge' ? next.charge.id : '';
  t.till.scan('130000000000000001');
  expect(codeOf(await t.send({ ...sale, requestId: requestId(), chargeId: sentId }))).toBe('not_now');
  expect(lines(t)).toHaveLength(1);
});

test('collected in cash from the list without the office it has its line too, once', async () => {
  const t = testOffice();
  await open(t);
  const parkedId = await parked(t);
  const collect = { kind: 'collect', requestId: requestId(), parkedId, tender: 'cash' } as const;
  expect(t.till.terminal.command(collect)).toEqual({ ok: true });
  expect(t.till.terminal.command(collect)).toEqual({ ok: true });
  expect(lines(t)).toMatchObject([{ what: 'sale', saleId: parkedId, shiftId: t.office.view(COUNTER).shift?.id, by: { kind: 'counter' } }]);
  expect(await inDrawer(t)).toBe(18_900);
});

test('collected in cash from the list while no shift is open it has its line of no shift, or on a full disk neither', async () => {
  const t = testOffice();
  await staff(t);
  const parkedId = await parked(t);
  const collect = { kind: 'collect', requestId: requestId(), parkedId, tender: 'cash' } as const;
  t.journal.failNext(1);
  expect(t.till.terminal.command(collect)).toEqual({ ok: false, code: 'journal_failed' });
  expect([t.till.terminal.findParked(parkedId)?.status, lines(t)]).toEqual(['parked', []]);
  expect(t.till.terminal.command(collect)).toEqual({ ok: true });
  expect(lines(t)).toMatchObject([{ what: 'sale', saleId: parkedId, amountFen: 8_900, shiftId: null, by: { kind: 'counter' } }]);
});

test('a wallet that pays what was settled in cash is one payment too many, as before', async () => {
  const t = testOffice();
  await open(t);
  const parkedId = await parked(t);
  t.till.terminal.command({ kind: 'collect', requestId: requestId(), parkedId, tender: 'wallet' });
  t.till.scan(CODE);
  await t.till.gateway.charges[0]?.answer({
    kind: 'declined',
    decline: { code: 'payment_error', acquirerCode: null, message: null },
    askFirst: false,
  });
  expect(codeOf(await t.send({ kind: 'cash_sale', requestId: requestId(), amount: 8_900, parkedId }))).toBe('ok');
  const saleId = t.journal.charges({}, null, 1).items[0]?.intent.saleId;
  expect(saleId).toBe(parkedId);
  const again = t.till.terminal.charge({
    ...{ origin: 'till', amountFen: 8_900 as never, description: null, tillReference: null, saleId: saleId ?? null, authCode: null },
    ...{ idempotencyKey: null, fingerprint: null },
  });
  expect(again.ok).toBe(true);
  t.till.scan('130000000000000001');
  await t.till.gateway.charges[1]?.answer({ kind: 'paid', payment: PAYMENT });
  expect(t.till.terminal.view().findings).toMatchObject([{ evidence: 'cash_and_wallet', earlier: null }]);
});

test('the drawer opens for change, where there is one', async () => {
  const t = testOffice();
  expect(codeOf(await t.send({ kind: 'open_drawer' }))).toBe('ok');
  expect(t.kicks).toHaveLength(1);
  expect(t.office.view(COUNTER).drawer).toEqual({ canOpen: true });
});

test('what was sold in another currency, before the store’s was changed, goes back in it and moves no sum of the drawer', async () => {
  const t = testOffice();
  await open(t);
  const shiftId = parseShiftId(t.office.view(COUNTER).shift?.id ?? '');
  const hand = { id: 'ce_pounds', shiftId, by: { kind: 'counter' }, atMs: 0, currency: 'GBP' } as const;
  t.journal.append([{ kind: 'slip_written', slip: cashEntry(hand, { what: 'sale', amountFen: fen(900) }), atMs: 0 }]);
  await t.send({ kind: 'cash_refund', requestId: requestId(), entryId: 'ce_pounds', amount: 200 });
  expect(lines(t)[0]).toMatchObject({ what: 'refund', amountFen: 200, currency: 'GBP', refundOf: 'ce_pounds' });
  expect(await inDrawer(t)).toBe(10_000);
  const shift = await t.office.shifts.current();
  expect(shift.ok && shift.value.totals.otherCurrencies).toEqual([{ currency: 'GBP', count: 1, amount: 900, refunded: 200 }]);
});
