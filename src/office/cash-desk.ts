import type { Clock, Random } from '../basics/clock.ts';
import { type CashPage, CashQuery, type CashRow, type CashView } from '../contract/cash.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand } from '../contract/office-view.ts';
import type { Log } from '../log/log.ts';
import type { Currency } from '../money/currency.ts';
import { addFen, type Fen, fen } from '../money/fen.ts';
import { refundDeed } from '../people/may-do.ts';
import type { Deed } from '../people/person.ts';
import { type CashMove, cashEntry, changeOf } from '../shift/cash-entry.ts';
import type { OpenShift } from '../shift/open-shift.ts';
import { type CashEntry, parseShiftId, type ShiftId } from '../shift/shift.ts';
import type { Journal } from '../store/journal.ts';
import type { Slip } from '../store/slip.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { actSlip, newId } from './act-slip.ts';
import { type Handlers, type Needs, type Readings, reading } from './desk.ts';
import type { Doer } from './office.ts';
import { writeSlips } from './write-slips.ts';

export type CashCommandKind = 'cash_sale' | 'cash_refund' | 'pay_in' | 'pay_out' | 'open_drawer';

/** A cash drawer that can be asked to open. Asking returns at once and fails silently: the money is written down before. */
export type Drawer = { canOpen(): boolean; kick(): void };

/** No drawer that the terminal could open. */
export const NO_DRAWER: Drawer = { canOpen: () => false, kick: () => {} };

/** Where cash and other tenders are written down. */
export type CashDesk = {
  readonly handlers: Handlers<CashCommandKind>;
  readonly needs: Needs<CashCommandKind>;
  readonly readings: Readings;
  view(): CashView;
  /** Every line of a shift's drawer, newest first. */
  entriesOf(shiftId: ShiftId): readonly CashEntry[];
};

type Parts = {
  readonly journal: Journal;
  readonly currency: Currency; // of the store, and of its drawer
  readonly terminal: Pick<Terminal, 'collectInCash' | 'find' | 'findParked' | 'setAside'>;
  readonly openShift: OpenShift;
  readonly drawer: Drawer;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly refundLimitFen: number; // what a cashier may give back of one sale alone
};

/** More lines nobody reads on a screen; the report has all. */
const MOST_LISTED = 200;

type Command<Kind extends CashCommandKind> = Extract<OfficeCommand, { kind: Kind }>;

export function createCashDesk(parts: Parts): CashDesk {
  const { journal, terminal, openShift, currency, drawer, clock, random, log, refundLimitFen } = parts;

  /** What the same request had written before. `request_reused`: it came with something else. */
  function writtenBefore(requestId: string, asked: Partial<CashEntry>): { entry: CashEntry | null; refusal: OfficeAnswer | null } {
    const entry = journal.slipByKey('cash_entry', keyOf(requestId))?.slip ?? null;
    const isSame = entry !== null && Object.entries(asked).every(([field, value]) => entry[field as keyof CashEntry] === value);
    return { entry, refusal: entry && !isSame ? no('request_reused') : null };
  }

  function entryBy({ actor, approvedBy }: Doer, requestId: string, move: CashMove): CashEntry {
    const hand = { id: newId(random, 'ce_'), shiftId: openShift.id(), currency, by: actor, approvedBy, atMs: clock.wallMs() };
    return cashEntry({ ...hand, idempotencyKey: keyOf(requestId) }, move);
  }

  /** @returns null when it is durable, and then the drawer is open */
  function keep(entry: CashEntry, beside: readonly Slip[] = []): OfficeAnswer | null {
    if (journal.damage()) return no('journal_damaged');
    if (!writeSlips(parts, [entry, ...beside])) return no('journal_failed');
    told(entry);
    return null;
  }

  function told({ what, amountFen, tender }: CashEntry): void {
    log.write('cash_written', { kind: what, amount: amountFen });
    if (tender === null) drawer.kick();
  }

  function sale({ requestId, amount, received, tender, parkedId, chargeId, note }: Command<'cash_sale'>, doer: Doer): OfficeAnswer {
    const amountFen = fen(amount);
    const receivedFen = received === undefined ? null : fen(received);
    const move = { what: 'sale', amountFen, receivedFen, tender: tender ?? null, note: note ?? null } as const;
    const before = writtenBefore(requestId, move);
    if (before.refusal) return before.refusal;
    if (before.entry) return sold(before.entry);
    if (receivedFen !== null && receivedFen < amountFen) return no('received_too_little');
    if (tender !== undefined && receivedFen !== null) return no('invalid_request');
    if (chargeId !== undefined && parkedId !== undefined) return no('invalid_request');
    if (chargeId !== undefined) return chargesSale(chargeId, amountFen, (saleId) => entryBy(doer, requestId, { ...move, saleId }));
    if (parkedId !== undefined) return parkedSale(entryBy(doer, requestId, { ...move, saleId: parkedId }), parkedId);
    const entry = entryBy(doer, requestId, { ...move, saleId: newId(random, 'cs_') });
    return keep(entry) ?? sold(entry);
  }

  /** The sale is set aside first, so that cash and a late payment of it are seen together, and neither is taken while the other may be. */
  function chargesSale(chargeId: string, amountFen: Fen, entryOf: (saleId: string) => CashEntry): OfficeAnswer {
    const charge = terminal.find(chargeId);
    if (charge?.amount !== amountFen) return no(charge ? 'amount_differs' : 'not_found');
    const aside = terminal.setAside(chargeId, null);
    return aside.ok ? parkedSale(entryOf(aside.value.id), aside.value.id) : no(aside.error);
  }

  function parkedSale(entry: CashEntry, parkedId: string): OfficeAnswer {
    const parked = terminal.findParked(parkedId);
    if (!parked) return no('not_found');
    if (parked.amount !== entry.amountFen) return no('amount_differs');
    if (parked.status === 'collected') return no('not_parked'); // by somebody else: this cash was not written down
    const collected = terminal.collectInCash(parkedId, entry);
    if (!collected.ok) return no(collected.error);
    told(entry);
    return sold(entry);
  }

  /** What went back of a cash sale. Looks through what was written since. */
  function backFen(entryId: string, seq: number): Fen {
    const since = journal.slipsBetween('cash_entry', seq, journal.lastSeq());
    return addFen(...since.filter(({ slip }) => slip.refundOf === entryId).map(({ slip }) => slip.amountFen));
  }

  function refund({ requestId, entryId, amount, note }: Command<'cash_refund'>, doer: Doer): OfficeAnswer {
    const said = note ?? null;
    const before = writtenBefore(requestId, { what: 'refund', refundOf: entryId });
    if (before.refusal) return before.refusal;
    if (before.entry) return { ok: true, value: { entryId: before.entry.id, amount: before.entry.amountFen } };
    const found = journal.slip('cash_entry', entryId);
    if (found?.slip.what !== 'sale') return no('not_found');
    const { slip: sold, seq } = found;
    const left = sold.amountFen - backFen(entryId, seq);
    const amountFen = fen(amount ?? left);
    if (amountFen === 0 || amountFen > left) return no('refund_exceeds_sale');
    const deed = refundDeed(sold.amountFen - left + amountFen, refundLimitFen);
    const act = actSlip(parts, doer, { deed, subject: entryId, amountFen, reason: said });
    const { tender, saleId, currency: inCurrency = 'CNY' } = sold;
    const back = entryBy(doer, requestId, { what: 'refund', amountFen, tender, saleId, refundOf: entryId, note: said });
    const entry: CashEntry = { ...back, currency: inCurrency };
    return keep(entry, [act]) ?? { ok: true, value: { entryId: entry.id, amount: amountFen } };
  }

  /** Which deed giving back is. What cannot be found is refused by its handler; until then it counts as the larger deed. */
  function refundNeed({ requestId, entryId, amount }: Command<'cash_refund'>): Deed {
    const before = journal.slipByKey('cash_entry', keyOf(requestId));
    if (before) return 'refund'; // comes again, and does nothing
    const found = journal.slip('cash_entry', entryId);
    if (!found) return 'refund_above_limit';
    const back = backFen(entryId, found.seq);
    return refundDeed(amount === undefined ? found.slip.amountFen : back + amount, refundLimitFen);
  }

  function moved(what: 'pay_in' | 'pay_out', { requestId, amount, note: said }: Command<'pay_in' | 'pay_out'>, doer: Doer): OfficeAnswer {
    const amountFen = fen(amount);
    const note = said ?? null;
    const before = writtenBefore(requestId, { what, amountFen });
    if (before.refusal) return before.refusal;
    if (before.entry) return { ok: true, value: { entryId: before.entry.id } };
    if (!openShift.current()) return no('no_shift');
    const entry = entryBy(doer, requestId, { what, amountFen, note });
    const acts = what === 'pay_out' ? [actSlip(parts, doer, { deed: 'pay_out', subject: entry.id, amountFen, reason: note })] : [];
    return keep(entry, acts) ?? { ok: true, value: { entryId: entry.id } };
  }

  function entriesOf(shiftId: ShiftId): readonly CashEntry[] {
    const shift = journal.slip('shift', shiftId)?.slip;
    if (!shift) return [];
    return journal
      .slipsBetween('cash_entry', shift.openedAfterSeq, shift.closing?.afterSeq ?? journal.lastSeq())
      .map(({ slip }) => slip)
      .filter((entry) => entry.shiftId === shiftId)
      .reverse();
  }

  /** @param back what went back of each sale */
  function row(entry: CashEntry, back: ReadonlyMap<string, number>): CashRow {
    const { id, what, tender, amountFen, receivedFen, note, by, atMs } = entry;
    return {
      ...{ id, what, tender, amount: amountFen, received: receivedFen, note },
      leftAmount: what === 'sale' ? amountFen - (back.get(id) ?? 0) : null,
      by: 'name' in by ? by.name : null,
      at: new Date(atMs).toISOString(),
    };
  }

  function pageOf(shiftId: ShiftId): CashPage {
    const since = journal.slip('shift', shiftId)?.slip.openedAfterSeq ?? journal.lastSeq();
    const back = new Map<string, number>();
    for (const { slip } of journal.slipsBetween('cash_entry', since, journal.lastSeq())) {
      if (slip.refundOf !== null) back.set(slip.refundOf, (back.get(slip.refundOf) ?? 0) + slip.amountFen);
    }
    const entries = entriesOf(shiftId).slice(0, MOST_LISTED);
    return { items: entries.map((entry) => row(entry, back)) };
  }

  return {
    handlers: {
      cash_sale: sale,
      cash_refund: refund,
      pay_in: (command, doer) => moved('pay_in', command, doer),
      pay_out: (command, doer) => moved('pay_out', command, doer),
      open_drawer() {
        if (!drawer.canOpen()) return no('no_drawer');
        drawer.kick();
        log.write('drawer_opened', { reason: 'asked' });
        return { ok: true };
      },
    },
    needs: { cash_sale: 'person', cash_refund: refundNeed, pay_in: 'person', pay_out: 'pay_out', open_drawer: 'person' },
    readings: {
      cash: reading('person', CashQuery, ({ shiftId }) => {
        const id = shiftId === undefined ? openShift.id() : parseShiftId(shiftId);
        if (id === null) return no('no_shift');
        return { ok: true, value: pageOf(id) };
      }),
    },
    view: () => ({ drawer: { canOpen: drawer.canOpen() } }),
    entriesOf,
  };
}

/** What the cashier needs to know of a sale that was written down. */
function sold({ id, amountFen, receivedFen }: CashEntry): OfficeAnswer {
  return { ok: true, value: { entryId: id, change: changeOf(amountFen, receivedFen) } };
}

/** Tills and screens choose keys for themselves: neither may answer the other's. */
function keyOf(requestId: string): string {
  return `cashier:${requestId}`;
}

function no(code: string): Extract<OfficeAnswer, { ok: false }> {
  return { ok: false, code };
}
