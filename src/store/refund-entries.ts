import { assert } from '../basics/assert.ts';
import { addFen, type Fen } from '../money/fen.ts';
import type { ChargeId } from '../payment/charge.ts';
import { isRefundFinal } from '../payment/refund-state.ts';
import type { ChargeRecord, Entry, RefundRecord } from './journal.ts';
import { writeKeptState } from './kept-state-row.ts';
import type { RefundQueries } from './refund-queries.ts';
import { withRefund } from './refund-row.ts';

/** An entry about a refund. */
export type RefundEntry = Extract<Entry, { kind: 'refund_created' | 'refund_changed' }>;

/** What an entry about a refund becomes: one of its charge, as that stands, with the refund in its state. */
export type RefundEntryCells = { readonly place: number; readonly status: string; readonly json: string; readonly codeHint: string | null };

/** Writes of refunds; within the transaction of their entry. */
export type RefundEntries = {
  /** Throws when there is no such paid charge, or no such refund. @param seq number that the entry will have */
  take(entry: RefundEntry, seq: number): RefundEntryCells;
  /** Makes it findable, when its entry is written. */
  note(entry: RefundEntry, seq: number): void;
  /** Whether money of this charge has gone back, or may yet. */
  has(id: ChargeId): boolean;
};

type Standing = Pick<RefundRecord, 'intent' | 'state'>;

type Charges = {
  readonly chargeOf: (id: ChargeId) => ChargeRecord | null;
  readonly placeOf: (id: ChargeId) => number | null;
  readonly chargeAt: (place: number) => ChargeRecord | null;
};

export function createRefundEntries(queries: RefundQueries, { chargeOf, placeOf, chargeAt }: Charges): RefundEntries {
  function take(entry: RefundEntry, seq: number): RefundEntryCells {
    const known = entry.kind === 'refund_changed' ? queries.placeBy('id', entry.refundId) : null;
    const charge = entry.kind === 'refund_created' ? chargeOf(entry.intent.chargeId) : known && chargeAt(known.charge);
    assert(charge !== null, 'no charge or refund to write about');
    assert(charge.state.status === 'paid', 'only a paid charge is refunded');
    const place = placeOf(charge.intent.id);
    assert(place !== null, 'a charge has a place');
    const others = queries.ofCharge(charge.intent);
    const intent = entry.kind === 'refund_created' ? entry.intent : others.get(known?.seq ?? 0)?.intent;
    assert(intent !== undefined, 'a refund that is known was asked for');
    const { status, json } = writeKeptState(charge.state);
    const all = new Map<number, Standing>([...others, [known?.seq ?? seq, { intent, state: entry.state }]]);
    return {
      place,
      status,
      json: withRefund(json, { intent, state: entry.state }, known?.seq ?? null, refundedFen([...all.values()])),
      codeHint: charge.codeHint,
    };
  }

  function note(entry: RefundEntry, seq: number): void {
    if (entry.kind === 'refund_created') {
      const place = placeOf(entry.intent.chargeId);
      assert(place !== null, 'a charge has a place');
      queries.insert({ seq, charge: place }, entry.intent);
    }
    const at = entry.kind === 'refund_created' ? seq : queries.placeBy('id', entry.refundId)?.seq;
    if (at !== undefined) queries.mark(at, !isRefundFinal(entry.state.status));
  }

  function has(id: ChargeId): boolean {
    const charge = chargeOf(id);
    return charge !== null && queries.ofCharge(charge.intent).size > 0;
  }

  return { take, note, has };
}

/** What has gone back of a charge. */
export function refundedFen(refunds: readonly Standing[]): Fen {
  return addFen(...refunds.filter(({ state }) => state.status === 'succeeded').map(({ intent }) => intent.amountFen));
}
