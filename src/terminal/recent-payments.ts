import type { Cancel, Clock } from '../basics/clock.ts';
import type { ChargeId, SaleId } from '../payment/charge.ts';
import type { PaidCharge } from '../sale/paid-twice.ts';
import type { ChargeRecord, Journal } from '../store/journal.ts';

/** So many payments are remembered: some hours of a busy counter, where five minutes decide. */
const MOST_REMEMBERED = 1_000;
/** Of so many alike the neighbours in time are among the last. */
const MOST_ALIKE = 20;
/** Charges read from the journal at a time: two milliseconds or so. */
const PIECE = 200;
/** The journal is looked through when the start is over, but before the first payment in any case. */
const AFTER_START_MS = 2_000;
/** Sales settled in cash are few: they were parked before. */
const CASH_REMEMBERED = 200;

const NONE: readonly PaidCharge[] = [];

/** The last payments, held in memory: whether a payment has another like it must not cost a look at the disk. */
export type RecentPayments = {
  /** Those of the same sale, and those of the same payer and amount. */
  like(paid: PaidCharge): readonly PaidCharge[];
  add(paid: PaidCharge): void;
  wasCash(saleId: SaleId): boolean;
  addCash(saleId: SaleId): void;
  stop(): void;
};

/** @param failed told when the journal could not be read: what was before the start is then not known */
export function createRecentPayments(journal: Journal, clock: Clock, failed: (cause: unknown) => void): RecentPayments {
  const payments = new Map<ChargeId, PaidCharge>(); // oldest first
  const byTrait = new Map<string, readonly PaidCharge[]>();
  const cash = new Set<SaleId>(); // oldest first
  const found: PaidCharge[] = []; // in the journal so far, newest first
  let before: number | null = null;
  let isWhole = false;
  let stopReading: Cancel = clock.after(AFTER_START_MS, readOn);

  function readOn(): void {
    readPiece();
    if (!isWhole) stopReading = clock.after(0, readOn);
  }

  function readPiece(): void {
    if (isWhole) return;
    try {
      const page = journal.charges({}, before, PIECE);
      found.push(...page.items.flatMap((record) => paidCharge(record) ?? []));
      before = page.nextBefore;
    } catch (cause) {
      before = null;
      failed(cause);
    }
    if (before === null || found.length >= MOST_REMEMBERED) begin();
  }

  function begin(): void {
    isWhole = true;
    for (const paid of found.splice(0, MOST_REMEMBERED).reverse()) remember(paid);
    found.length = 0;
    try {
      for (const { slip } of journal.slips('parked_sale', null, CASH_REMEMBERED).items.toReversed()) {
        if (slip.status === 'collected' && slip.tender === 'cash') rememberCash(slip.id);
      }
    } catch (cause) {
      failed(cause);
    }
  }

  function remember(paid: PaidCharge): void {
    payments.set(paid.chargeId, paid);
    for (const trait of traitsOf(paid)) {
      const alike = byTrait.get(trait);
      byTrait.set(trait, alike ? [...alike.slice(1 - MOST_ALIKE), paid] : [paid]);
    }
    const oldest = payments.size > MOST_REMEMBERED ? payments.values().next().value : undefined;
    if (oldest) forget(oldest);
  }

  function forget(paid: PaidCharge): void {
    payments.delete(paid.chargeId);
    for (const trait of traitsOf(paid)) {
      const left = (byTrait.get(trait) ?? NONE).filter(({ chargeId }) => chargeId !== paid.chargeId);
      if (left.length > 0) byTrait.set(trait, left);
      else byTrait.delete(trait);
    }
  }

  function rememberCash(saleId: SaleId): void {
    cash.add(saleId);
    const [oldest] = cash;
    if (oldest !== undefined && cash.size > CASH_REMEMBERED) cash.delete(oldest);
  }

  function makeWhole(): void {
    if (isWhole) return;
    stopReading();
    while (!isWhole) readPiece();
  }

  return {
    like(paid) {
      makeWhole();
      const found = traitsOf(paid).flatMap((trait) => byTrait.get(trait) ?? NONE);
      return found.length === 0 ? NONE : [...new Set(found)];
    },
    add(paid) {
      makeWhole();
      if (!payments.has(paid.chargeId)) remember(paid);
    },
    wasCash(saleId) {
      makeWhole();
      return cash.has(saleId);
    },
    addCash(saleId) {
      makeWhole();
      rememberCash(saleId);
    },
    stop: () => stopReading(),
  };
}

/** What two payments must have in common to be looked at. */
function traitsOf({ saleId, payer, amountFen, currency }: PaidCharge): readonly string[] {
  const ofSale = `sale ${saleId}`;
  return payer === null ? [ofSale] : [ofSale, `payer ${payer} ${amountFen} ${currency}`];
}

/** What of a charge counts, if it is paid. */
export function paidCharge({ intent, state }: Pick<ChargeRecord, 'intent' | 'state'>): PaidCharge | null {
  if (state.status !== 'paid') return null;
  const { id: chargeId, saleId, amountFen, currency } = intent;
  return { chargeId, saleId, amountFen, currency, payer: state.payer, paidAtMs: state.paidAtMs };
}
