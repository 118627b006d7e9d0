import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { silent } from '../log/log.ts';
import type { Currency } from '../money/currency.ts';
import { addFen, type Fen, fen } from '../money/fen.ts';
import { createShiftDesk, type ShiftDesk } from '../office/shift-desk.ts';
import { parseRefundId, parseRefundNo, type RefundId, type RefundNo } from '../payment/refund.ts';
import type { KeptRefundState } from '../payment/refund-state.ts';
import { isFinal, type KeptState } from '../payment/state.ts';
import { changed, chargeId, created, intent, orderNo, PAID } from '../store/entries.ts';
import { type MemoryJournal, memoryJournal } from '../store/memory-journal.ts';
import { cashEntry } from './cash-entry.ts';
import { createOpenShift, type OpenShift } from './open-shift.ts';
import { readTotals } from './read-shift.ts';
import type { CashEntry, ShiftTotals } from './shift.ts';

const CHARGED = { amount: fc.integer({ min: 1, max: 99_999 }), currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'GBP', 'HKD') } as const;

/** What can happen on a day at the counter. Numbers choose among what is there. */
const STEP = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('charge' as const), ...CHARGED }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      which: fc.nat(),
      how: fc.constantFrom('paid', 'paid', 'paid', 'declined', 'reversed', 'canceled', 'unresolved'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('refund' as const), which: fc.nat(), part: fc.integer({ min: 1, max: 100 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('refund_ends' as const),
      which: fc.nat(),
      how: fc.constantFrom('succeeded', 'succeeded', 'failed'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('cash' as const),
      what: fc.constantFrom('sale', 'sale', 'refund', 'pay_in', 'pay_out'),
      tender: fc.constantFrom(null, null, '会员卡'),
      amount: fc.integer({ min: 1, max: 99_999 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('open' as const), float: fc.integer({ min: 0, max: 50_000 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('close' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('midnight' as const) }) },
);
type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;

const STATES: Readonly<Record<string, KeptState>> = {
  paid: PAID,
  declined: { status: 'declined', code: 'insufficient_funds', acquirerCode: null, message: null },
  reversed: { status: 'reversed', cause: 'canceled', acquirerCode: null },
  canceled: { status: 'canceled' },
  unresolved: { status: 'unresolved', armedOnly: false, undo: null, known: true, reversalsOpen: false, reversalRefused: null },
};
const REFUND_STATES: Readonly<Record<string, KeptRefundState>> = {
  succeeded: { status: 'succeeded', from: 'unsettled', succeededAtMs: null },
  failed: { status: 'failed', from: 'unsettled', code: 'refused', acquirerCode: null, message: null },
};

/** The same money, written down a second time in the plainest way. */
type Known = { readonly amount: Fen; readonly currency: Currency; readonly shiftId: string | null; state: string };

type World = {
  readonly clock: HandClock;
  readonly journal: MemoryJournal;
  readonly openShift: OpenShift;
  readonly desk: ShiftDesk;
  readonly charges: Known[];
  readonly refunds: (Known & { readonly of: number })[];
  readonly cash: CashEntry[];
  readonly zs: ShiftTotals[];
};

function world(): World {
  const clock = new HandClock();
  const journal = memoryJournal();
  const openShift = createOpenShift(journal);
  let bytes = 0;
  const random = { bytes: (length: number) => Uint8Array.from({ length }, () => (bytes++ * 7) % 251) };
  const reconciler = { ask: async () => {}, slips: () => [], compare: async () => {} };
  const told = { written: () => {}, changed: () => {} };
  const desk = createShiftDesk({ journal, openShift, reconciler, currency: 'CNY', clock, random, log: silent, ...told });
  return { clock, journal, openShift, desk, charges: [], refunds: [], cash: [], zs: [] };
}

async function live(w: World, step: Step): Promise<void> {
  const { clock, journal, openShift, desk, charges, refunds } = w;
  const shiftId = openShift.id();
  switch (step.kind) {
    case 'charge':
      journal.append([
        created(charges.length, { amountFen: fen(step.amount), currency: step.currency, shiftId, createdAtMs: clock.wallMs() }),
      ]);
      charges.push({ amount: fen(step.amount), currency: step.currency, shiftId, state: 'awaiting_code' });
      return;
    case 'settle': {
      const open = charges.flatMap((charge, n) => (isFinal(charge.state as KeptState['status']) ? [] : [n]));
      const n = open[step.which % open.length];
      const state = STATES[step.how];
      const charge = n === undefined ? undefined : charges[n];
      if (n === undefined || !charge || !state) return;
      journal.append([changed(n, state)]);
      charge.state = step.how;
      return;
    }
    case 'refund': {
      const paid = charges.flatMap(({ state }, n) => (state === 'paid' ? [n] : []));
      const of = paid[step.which % paid.length];
      if (of === undefined) return;
      const n = refunds.length;
      const { amount = fen(0), currency = 'CNY' } = charges[of] ?? {};
      const part = fen(Math.ceil((amount * step.part) / 100));
      const names = { id: parseRefundId(`refund-${n}`) as RefundId, refundNo: parseRefundNo(`refund-no-${n}`) as RefundNo };
      const asked = {
        ...names,
        chargeId: chargeId(of),
        orderNo: orderNo(of),
        chargeFen: intent(of, { amountFen: amount }).amountFen,
      } as const;
      const rest = { currency, origin: 'till', reason: null, idempotencyKey: null, fingerprint: null, createdAtMs: 0 } as const;
      journal.append([
        {
          kind: 'refund_created',
          intent: { ...asked, ...rest, amountFen: part, shiftId },
          state: { status: 'pending', from: 'unsettled' },
          atMs: 0,
        },
      ]);
      refunds.push({ amount: part, currency, shiftId, state: 'pending', of });
      return;
    }
    case 'refund_ends': {
      const open = refunds.flatMap(({ state }, n) => (state === 'pending' || state === 'failed' ? [n] : [])); // a failed one may be sent again
      const n = open[step.which % open.length];
      const state = REFUND_STATES[step.how];
      const refund = n === undefined ? undefined : refunds[n];
      if (n === undefined || !refund || !state) return;
      journal.append([{ kind: 'refund_changed', refundId: parseRefundId(`refund-${n}`) as RefundId, state, atMs: 0 }]);
      refund.state = step.how;
      return;
    }
    case 'cash': {
      const what = step.tender === null ? step.what : step.what === 'refund' ? 'refund' : 'sale';
      const hand = { id: `cash-${w.cash.length}`, shiftId, by: { kind: 'counter' }, atMs: clock.wallMs() } as const;
      const entry = cashEntry(hand, { what, amountFen: fen(step.amount), tender: step.tender });
      journal.append([{ kind: 'slip_written', slip: entry, atMs: 0 }]);
      w.cash.push(entry);
      return;
    }
    case 'open':
      desk.open({ cashier: '林', personId: null, openingFloatFen: fen(step.float), by: { kind: 'counter' }, idempotencyKey: null });
      return;
    case 'close': {
      const shift = openShift.current();
      if (shift) await close(w, shift.id);
      return;
    }
    case 'midnight':
      clock.advance(24 * 3_600_000);
  }
}

async function close({ desk, zs }: World, id: string): Promise<void> {
  const closed = await desk.close(id, null, { kind: 'counter' });
  if (!closed.ok || !closed.value.closing) throw new Error('not closed');
  zs.push(closed.value.closing.totals);
}

const total = (amounts: readonly (readonly { readonly amount: Fen }[])[]) => addFen(...amounts.flat().map(({ amount }) => amount));
const sums = (zs: readonly ShiftTotals[], of: (z: ShiftTotals) => readonly Fen[]) => addFen(...zs.flatMap(of));

it('over all Z readings each payment, each refund and each line of the drawer counts once, whenever it was settled and however days turned', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 10, maxLength: 120 }), async (steps) => {
      const w = world();
      for (const step of steps) await live(w, step);
      const last = w.openShift.current();
      if (last) await close(w, last.id);
      // A shift that stands alone at the end takes up what settled after the one before.
      await live(w, { kind: 'open', float: 0 });
      const end = w.openShift.current();
      if (end) await close(w, end.id);

      const inShifts = <T extends { readonly shiftId: string | null }>(all: readonly T[]) => all.filter(({ shiftId }) => shiftId !== null);
      const paid = inShifts(w.charges).filter(({ state }) => state === 'paid');
      const back = inShifts(w.refunds).filter(({ state }) => state === 'succeeded');
      const of = (currency: Currency, all: readonly Known[]) => all.filter((one) => one.currency === currency);
      expect(sums(w.zs, (z) => [...z.wallet.map((sum) => sum.fen), z.settledLater.fen])).toBe(total([of('CNY', paid)]));
      expect(sums(w.zs, (z) => [z.walletRefunds.fen, z.refundsSettledLater.fen])).toBe(total([of('CNY', back)]));
      for (const currency of ['GBP', 'HKD'] as const) {
        const told = w.zs.flatMap((z) => z.otherCurrencies ?? []).filter((one) => one.currency === currency);
        expect(told.reduce((count, one) => count + one.count, 0)).toBe(of(currency, paid).length);
        expect(addFen(...told.map((one) => one.fen))).toBe(total([of(currency, paid)]));
        expect(addFen(...told.map((one) => one.refundedFen))).toBe(total([of(currency, back)]));
      }
      const cash = (what: string, isCash: boolean) =>
        total([
          inShifts(w.cash)
            .filter((entry) => entry.what === what && (entry.tender === null) === isCash)
            .map(({ amountFen: amount }) => ({ amount })),
        ]);
      expect(sums(w.zs, (z) => [z.cash.sales.fen])).toBe(cash('sale', true));
      expect(sums(w.zs, (z) => [z.cash.refunds.fen])).toBe(cash('refund', true));
      expect(sums(w.zs, (z) => [z.cash.payIns.fen])).toBe(cash('pay_in', true));
      expect(sums(w.zs, (z) => [z.cash.payOuts.fen])).toBe(cash('pay_out', true));
      expect(sums(w.zs, (z) => z.others.map((sum) => sum.fen))).toBe(cash('sale', false));
      expect(sums(w.zs, (z) => [z.otherRefunds.fen])).toBe(cash('refund', false));
      for (const z of w.zs) {
        expect(z.grossFen).toBe(addFen(...z.wallet.map((sum) => sum.fen), z.cash.sales.fen, ...z.others.map((sum) => sum.fen)));
        expect(z.netFen).toBe(z.grossFen - z.walletRefunds.fen - z.cash.refunds.fen - z.otherRefunds.fen);
        const { floatFen, sales, refunds, payIns, payOuts, expectedFen } = z.cash;
        expect(expectedFen).toBe(floatFen + sales.fen - refunds.fen + payIns.fen - payOuts.fen);
      }
    }),
    { numRuns: 200 },
  );
});

it('an X reading changes nothing, and is what a Z reading at that moment would say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 10, maxLength: 60 }), async (steps) => {
      const w = world();
      for (const step of [{ kind: 'open', float: 7 } as const, ...steps]) await live(w, step);
      const shift = w.openShift.current();
      if (!shift) return;
      const before = w.journal.image();
      const x = readTotals(w.journal, shift, 'CNY', w.journal.lastSeq());
      expect(w.journal.image()).toEqual(before);
      await close(w, shift.id);
      expect(w.zs.at(-1)).toEqual(x);
    }),
    { numRuns: 50 },
  );
});

it('cash of before the store’s currency was changed is in no sum of the drawer, and told apart', async () => {
  const w = world();
  await live(w, { kind: 'open', float: 100 });
  const shift = w.openShift.current();
  if (!shift) throw new Error('no shift');
  const hand = { id: 'c1', shiftId: shift.id, by: { kind: 'counter' }, atMs: 0 } as const;
  const entries = [
    cashEntry({ ...hand, currency: 'GBP' }, { what: 'sale', amountFen: fen(900) }),
    cashEntry({ ...hand, id: 'c2', currency: 'GBP' }, { what: 'refund', amountFen: fen(200) }),
    cashEntry({ ...hand, id: 'c3' }, { what: 'sale', amountFen: fen(7) }),
  ];
  w.journal.append(entries.map((slip) => ({ kind: 'slip_written', slip, atMs: 0 })));
  const totals = readTotals(w.journal, shift, 'CNY', w.journal.lastSeq());
  expect(totals).toMatchObject({ currency: 'CNY', paidCount: 1, grossFen: 7, refundedFen: 0, cash: { expectedFen: 107 } });
  expect(totals.otherCurrencies).toEqual([{ currency: 'GBP', count: 1, fen: 900, refundedFen: 200 }]);
});

it('Z readings are numbered one by one, also after a restart', async () => {
  const w = world();
  const numbers: (number | undefined)[] = [];
  for (const _ of [1, 2, 3]) {
    await live(w, { kind: 'open', float: 0 });
    const shift = w.openShift.current();
    if (shift) await close(w, shift.id);
    numbers.push(w.journal.slips('shift', null, 1).items[0]?.slip.closing?.number);
  }
  expect(numbers).toEqual([1, 2, 3]);
  const again = memoryJournal(w.journal.image());
  expect(createOpenShift(again).current()).toBeNull();
  expect(again.slips('shift', null, 50).items.map(({ slip }) => slip.closing?.number)).toEqual([3, 2, 1]);
});
