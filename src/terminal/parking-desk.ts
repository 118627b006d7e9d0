import type { Clock } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { ParkedSale as ParkedSaleView } from '../contract/parked-sale.ts';
import type { Log } from '../log/log.ts';
import type { Currency } from '../money/currency.ts';
import { type Intent, parseChargeId, parseSaleId, type SaleId, usualSaleOf } from '../payment/charge.ts';
import { isFinal, type KeptState, type PaymentState } from '../payment/state.ts';
import { collected, dropped, isForgotten, isUnsent, MOST_PARKED, mayPark, parkedFrom } from '../sale/parking.ts';
import type { ParkedSale } from '../sale/slip.ts';
import { cashEntry } from '../shift/cash-entry.ts';
import type { CashEntry, ShiftId } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import { attachedTo } from './attached-payment.ts';
import { isGivenUp } from './live-charge.ts';
import type { Names } from './names.ts';
import { type ParkedParts, parkedView } from './parked-view.ts';
import type { Runner } from './runner.ts';
import { openChargeOf, tellsOfSale } from './same-sale.ts';
import type { ParkRequest, Refusal } from './terminal.ts';

/**
 * Where sales are set aside and come back, whoever asks: the till or a screen. A sale is collected in the very append that makes its
 * charge paid; until then each of its charges that is not final keeps it from being collected a second time, or given up.
 */
export type ParkingDesk = {
  park(request: ParkRequest): Result<{ readonly sale: ParkedSaleView; readonly created: boolean }, Refusal>;
  /** Sets the sale of a charge aside: first it is durable, then an unsent charge is canceled. */
  parkCharge(chargeId: string, note: string | null): Result<ParkedSaleView, Refusal | 'not_now'>;
  /** The sale with what a charge of it needs to be asked for, when it can be collected now. */
  toCollect(parkedId: string): Result<ParkedSale, Refusal>;
  /** Settles it in cash, in one append with its line of the drawer. @param entry null: as whoever stands at the counter */
  collectCash(parkedId: string, entry: CashEntry | null): Result<ParkedSaleView, Refusal>;
  drop(parkedId: string): Result<ParkedSaleView, Refusal>;
  find(parkedId: string): ParkedSaleView | null;
  /** Every open one, oldest first. */
  open(): readonly ParkedSaleView[];
  /** The slips that become true with a state of a charge. */
  slipsWith(intent: Intent, state: KeptState): readonly ParkedSale[];
  /** What a step of a charge did to its sale, to be told; null: nothing. */
  chargeChanged(intent: Intent, state: PaymentState, isNew: boolean): ParkedSaleView | null;
  /** The slips that become true when a payment that a customer showed settles a sale; `settled` tells when they are written. */
  slipsSettling(saleId: SaleId): readonly ParkedSale[];
  settled(saleId: SaleId): void;
  /** Takes nothing from now on. */
  close(): void;
};

type Parts = {
  readonly runner: Runner;
  readonly journal: Journal;
  readonly names: Names;
  readonly clock: Clock;
  readonly log: Log;
  readonly stageId: () => string | null;
  readonly currency: Currency; // of the store: of what is parked anew, and of its cash
  readonly shiftId: () => ShiftId | null; // of the shift that is open now
  /** Told after each change that no charge's step brings. */
  readonly changed: (sale: ParkedSaleView) => void;
};

export function createParkingDesk(parts: Parts): ParkingDesk {
  const { runner, journal, names, currency, clock, log, stageId, shiftId, changed } = parts;
  const parked = new Map<SaleId, ParkedParts>(); // the open ones, oldest first
  let isClosed = false;

  for (const record of journal.openSlips('parked_sale')) parked.set(record.slip.id, record);

  function viewOf(parts: ParkedParts): ParkedSaleView {
    return parkedView(parts, openChargeOf(runner, parts.slip.id)?.intent.id ?? null);
  }

  /** Looks up what the journal has of a sale now. */
  function refresh(id: SaleId): ParkedParts | null {
    const record = journal.slip('parked_sale', id);
    if (record?.slip.status === 'parked') parked.set(id, record);
    else parked.delete(id);
    return record;
  }

  function mayWrite(): Result<null, Refusal> {
    if (isClosed) return err('stopping');
    return journal.damage() ? err('journal_damaged') : ok(null);
  }

  function write(slip: ParkedSale, beside: readonly CashEntry[] = []): Result<ParkedSaleView, Refusal> {
    const atMs = clock.wallMs();
    try {
      journal.append([slip, ...beside].map((written) => ({ kind: 'slip_written', slip: written, atMs })));
    } catch (error) {
      log.write('journal_failed', { message: String(error) });
      return err('journal_failed');
    }
    tellLog(slip);
    const sale = viewOf(refresh(slip.id) ?? { slip, updatedAtMs: clock.wallMs() });
    changed(sale);
    return ok(sale);
  }

  function tellLog({ status, amountFen: amount, by, tender }: ParkedSale): void {
    if (status === 'parked') log.write('sale_parked', { amount, origin: by });
    else log.write('sale_settled', { status, cause: tender, amount });
  }

  function park(request: ParkRequest): Result<{ readonly sale: ParkedSaleView; readonly created: boolean }, Refusal> {
    if (isClosed) return err('stopping');
    const { origin, amountFen, description, tillReference, note, fingerprint } = request;
    // Tills and screens choose keys for themselves: neither may answer the other's.
    const idempotencyKey = `${origin}:${request.idempotencyKey}`;
    const known = journal.slipByKey('parked_sale', idempotencyKey);
    if (known) return known.slip.fingerprint === fingerprint ? ok({ sale: viewOf(known), created: false }) : err('idempotency_key_reused');
    const free = mayWrite();
    if (!free.ok) return free;
    const id = tillReference === null ? names.saleId() : usualSaleOf({ id: names.chargeId(), tillReference });
    if (parked.has(id)) return err('already_parked');
    if (parked.size >= MOST_PARKED) return err('parked_full');
    const asked = { id, amountFen, currency, description, tillReference, note, idempotencyKey, fingerprint } as const;
    const aside = { kind: 'parked_sale', by: origin, parkedAtMs: clock.wallMs(), status: 'parked', tender: null, chargeId: null } as const;
    const sale = write({ ...aside, ...asked });
    return sale.ok ? ok({ sale: sale.value, created: true }) : sale;
  }

  function parkCharge(chargeId: string, note: string | null): Result<ParkedSaleView, Refusal | 'not_now'> {
    const free = mayWrite();
    if (!free.ok) return free;
    const id = parseChargeId(chargeId);
    const live = id && runner.live(id);
    const charge = live || (id && journal.charge(id));
    if (!charge) return err('not_found');
    const { intent, state } = charge;
    // What the till asked for is the till's to park: it would not know what became of its charge.
    const standsOpen = live ? !live.revived && !isGivenUp(live) : tellsOfSale(journal, charge) && !openChargeOf(runner, intent.saleId);
    const isSettled = attachedTo(intent.saleId, journal) !== null;
    if (intent.origin === 'till' || !mayPark(state.status) || !standsOpen || isSettled) return err('not_now');
    const known = parked.get(intent.saleId);
    if (!known && journal.slip('parked_sale', intent.saleId)) return err('not_parked'); // settled, or given up
    if (!known && parked.size >= MOST_PARKED) return err('parked_full');
    const slip = known
      ? { ...known.slip, note: note ?? known.slip.note }
      : parkedFrom(intent, { by: 'cashier', note, parkedAtMs: clock.wallMs() });
    const sale = write(slip);
    if (sale.ok && live && isUnsent(state.status)) runner.dispatch(intent.id, { kind: 'cancel' });
    return sale.ok ? ok(viewOf(parked.get(intent.saleId) ?? { slip, updatedAtMs: clock.wallMs() })) : sale;
  }

  function toCollect(parkedId: string): Result<ParkedSale, Refusal> {
    const sale = openSale(parkedId);
    if (!sale.ok) return sale;
    return openChargeOf(runner, sale.value.slip.id) ? err('sale_unsettled') : ok(sale.value.slip);
  }

  function openSale(parkedId: string): Result<ParkedParts, Refusal> {
    const id = parseSaleId(parkedId);
    const sale = id && parked.get(id);
    if (sale) return ok(sale);
    return err(id && journal.slip('parked_sale', id) ? 'not_parked' : 'not_found');
  }

  /** Ends a sale by a person's word; once more is no error. */
  function settle(
    parkedId: string,
    end: (sale: ParkedSale) => ParkedSale,
    beside: (sale: ParkedSale) => readonly CashEntry[] = () => [],
  ): Result<ParkedSaleView, Refusal> {
    const free = mayWrite();
    if (!free.ok) return free;
    const id = parseSaleId(parkedId);
    const ended = id && !parked.has(id) ? journal.slip('parked_sale', id) : null;
    if (ended) {
      const same = end(ended.slip);
      return same.status === ended.slip.status && same.tender === ended.slip.tender ? ok(viewOf(ended)) : err('not_parked');
    }
    const sale = toCollect(parkedId);
    return sale.ok ? write(end(sale.value), beside(sale.value)) : sale;
  }

  /** Cash for a parked sale, taken by whoever stands at the counter. */
  function counted({ id: saleId, amountFen }: ParkedSale): CashEntry {
    const hand = { id: names.cashEntryId(), shiftId: shiftId(), currency, by: { kind: 'counter' }, atMs: clock.wallMs() } as const;
    return cashEntry(hand, { what: 'sale', amountFen, saleId });
  }

  function slipsWith(intent: Intent, state: KeptState): readonly ParkedSale[] {
    const sale = parked.get(intent.saleId);
    if (sale) return state.status === 'paid' && covers(intent, sale.slip) ? [collected(sale.slip, 'wallet', intent.id)] : [];
    if (!isForgotten(intent, state, stageId() === intent.id)) return [];
    if (parked.size >= MOST_PARKED || journal.slip('parked_sale', intent.saleId)) return [];
    return [parkedFrom(intent, { by: 'expired_code', note: null, parkedAtMs: clock.wallMs() })];
  }

  return {
    park,
    parkCharge,
    toCollect,
    collectCash(parkedId, entry) {
      const id = parseSaleId(parkedId);
      const sale = id && parked.get(id)?.slip;
      if (sale && (sale.currency ?? 'CNY') !== currency) return err('unsupported_currency'); // the store's was another when it was parked
      return settle(
        parkedId,
        (ours) => collected(ours, 'cash', null),
        (ours) => [entry ?? counted(ours)],
      );
    },
    drop: (parkedId) => settle(parkedId, dropped),
    find(parkedId) {
      const id = parseSaleId(parkedId);
      const found = id && (parked.get(id) ?? journal.slip('parked_sale', id));
      return found ? viewOf(found) : null;
    },
    open: () => [...parked.values()].map(viewOf),
    slipsWith,
    chargeChanged(intent, state, isNew) {
      const was = parked.get(intent.saleId);
      // A charge that never was of a parked sale asks the journal of nothing, but where its own end may have set it aside.
      if (!was && !(state.status === 'declined' && state.code === 'code_expired')) return null;
      if (!isNew && !isFinal(state.status)) return null;
      const now = isFinal(state.status) ? refresh(intent.saleId) : was;
      if (now && now.slip.status !== was?.slip.status) tellLog(now.slip);
      return now && (was || now.slip.status === 'parked') ? viewOf(now) : null;
    },
    slipsSettling(saleId) {
      const sale = parked.get(saleId);
      return sale ? [collected(sale.slip, 'wallet', null)] : [];
    },
    settled(saleId) {
      const sale = parked.has(saleId) && refresh(saleId);
      if (sale) changed(viewOf(sale));
    },
    close() {
      isClosed = true;
    },
  };
}

/** A till may ring up a sale's reference with another amount: less than was set aside is a part of it, and leaves it open. */
function covers(intent: Intent, sale: ParkedSale): boolean {
  return intent.amountFen >= sale.amountFen && (intent.currency ?? 'CNY') === (sale.currency ?? 'CNY');
}
