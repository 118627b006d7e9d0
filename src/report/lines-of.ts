import type { Shift } from '../shift/shift.ts';
import type { LedgerItems } from '../store/journal.ts';
import type { ChargeLine, RefundLine, TenderLine } from './line.ts';

/** Whose an entry of the journal is: who stood at the counter in its shift, and which terminal this is. */
export type Whose = { readonly terminal: string; cashier(shiftId: string | null, atMs: number): string | null };

/** Who had a shift at a moment, as its hand-overs tell. */
export function cashierAt({ cashier, handOvers }: Pick<Shift, 'cashier' | 'handOvers'>, atMs: number): string {
  const before = handOvers.findLast((handOver) => handOver.atMs <= atMs);
  return before?.to ?? handOvers[0]?.from ?? cashier;
}

export function chargeLine({ intent, state, askedCustomer }: LedgerItems['charge'], whose: Whose): ChargeLine {
  const { id, saleId, createdAtMs: atMs, amountFen, currency, method, shiftId } = intent;
  return {
    kind: 'charge',
    id,
    saleId,
    atMs,
    amountFen,
    currency,
    method,
    cashier: whose.cashier(shiftId, atMs),
    terminal: whose.terminal,
    status: state.status,
    reason: state.status === 'declined' ? state.code : state.status === 'reversed' ? state.cause : null,
    askedCustomer,
    tookMs: (state.status === 'paid' && state.tookMs) || null,
  };
}

export function refundLine({ intent, state, method }: LedgerItems['refund'], whose: Whose): RefundLine {
  const { createdAtMs: atMs, amountFen, currency, shiftId } = intent;
  const of = { atMs, amountFen, currency, cashier: whose.cashier(shiftId, atMs), terminal: whose.terminal };
  return { kind: 'refund', method, status: state.status, ...of };
}

/** @returns null for cash that is no sale's: paid in or out of the drawer */
export function tenderLine({ slip }: LedgerItems['cash_entry'], whose: Whose): TenderLine | null {
  const { what, tender, currency = 'CNY', saleId, atMs, amountFen, shiftId } = slip;
  if (what !== 'sale' && what !== 'refund') return null;
  const of = { atMs, amountFen, currency, cashier: whose.cashier(shiftId, atMs), terminal: whose.terminal };
  return { kind: 'tender', what, tender, saleId, ...of };
}
