import type { Database } from 'better-sqlite3';
import type { Currency } from '../money/currency.ts';
import { fen } from '../money/fen.ts';
import type { Method } from '../payment/charge.ts';
import type { Status } from '../payment/state.ts';
import { type ChargeQueries, NEWEST_SEQ } from './charge-queries.ts';
import { readChargeRow } from './charge-row.ts';
import type { ChargeRecord, ChargeSum, RefundRecord } from './journal.ts';
import type { RefundQueries } from './refund-queries.ts';

/** Charges that are read at once while a shift is walked through. */
const PIECE = 200;

/** Summed where they lie: to read each charge takes ten times as long, and a shift is summed while payments wait. */
const SUMS = `SELECT c.method, c.currency, e.status, count(*) AS count, sum(c.amount_fen) AS amount
  FROM entries c CROSS JOIN entries e ON e.seq = ${NEWEST_SEQ} WHERE c.shift_id = +? GROUP BY c.method, c.currency, e.status`;

const PAID = `SELECT e.charge FROM entries e CROSS JOIN entries c ON c.seq = e.charge
  WHERE e.seq > +? AND e.seq <= +? AND e.charge <= +? AND e.status = 'paid' AND (c.seq = e.seq OR c.status <> 'paid')
    AND NOT EXISTS (SELECT 1 FROM entries p WHERE p.charge = e.charge AND p.charge <> p.seq AND p.seq < e.seq AND p.status = 'paid')
  ORDER BY e.charge`;

const REFUNDED = `SELECT DISTINCT charge FROM entries
  WHERE seq > +? AND seq <= +? AND charge <> seq AND status = 'paid' AND instr(state, '"refund":') > 0`;

/** What a stretch of entries did, for the sums of a shift. */
export type StretchQueries = {
  chargeSums(shiftId: string): readonly ChargeSum[];
  chargesOfShift(shiftId: string): Iterable<ChargeRecord>;
  paidBetween(afterSeq: number, toSeq: number, createdUpTo: number): readonly ChargeRecord[];
  refundsBetween(afterSeq: number, toSeq: number): readonly RefundRecord[];
};

type Parts = {
  readonly queries: Pick<ChargeQueries, 'ofShift'>;
  readonly refunds: Pick<RefundQueries, 'ofCharge' | 'ofChargeUpTo'>;
  readonly recordAt: (place: number) => ChargeRecord | null;
};

export function stretchQueries(db: Database, { queries, refunds, recordAt }: Parts): StretchQueries {
  const places = (sql: string, ...bound: readonly number[]) =>
    db
      .prepare<number[], number>(sql)
      .pluck()
      .all(...bound);

  /** Refunds of one charge that the stretch tells of, each with its place. */
  function toldOf({ intent }: ChargeRecord, afterSeq: number, toSeq: number): readonly (readonly [number, RefundRecord])[] {
    const told = [...refunds.ofChargeUpTo(intent, toSeq)].filter(([, { seq }]) => seq > afterSeq).map(([place]) => place);
    const standing = refunds.ofCharge(intent);
    return told.flatMap((place) => {
      const refund = standing.get(place);
      return refund ? [[place, refund] as const] : [];
    });
  }

  const sums = () => db.prepare<[string], { method: Method; currency: Currency; status: Status; count: number; amount: number }>(SUMS);

  return {
    chargeSums: (shiftId) =>
      sums()
        .all(shiftId)
        .map(({ amount, ...sum }) => ({ ...sum, fen: fen(amount) })),
    *chargesOfShift(shiftId) {
      for (let last = 0; ; ) {
        const piece = queries.ofShift.all(shiftId, last, PIECE).map(readChargeRow);
        for (const { record } of piece) yield record;
        if (piece.length < PIECE) return;
        last = piece.at(-1)?.place ?? last;
      }
    },
    paidBetween: (afterSeq, toSeq, createdUpTo) => places(PAID, afterSeq, toSeq, createdUpTo).flatMap((place) => recordAt(place) ?? []),
    refundsBetween: (afterSeq, toSeq) =>
      places(REFUNDED, afterSeq, toSeq)
        .flatMap((place) => recordAt(place) ?? [])
        .flatMap((charge) => toldOf(charge, afterSeq, toSeq))
        .sort(([a], [b]) => a - b)
        .map(([, refund]) => refund),
  };
}
