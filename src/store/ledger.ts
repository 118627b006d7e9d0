import type { Database } from 'better-sqlite3';
import { NEWEST_SEQ } from './charge-queries.ts';
import { CHARGE_COLUMNS, readChargeRow } from './charge-row.ts';
import type { ChargeRecord, LedgerItems, LedgerPart, LedgerSlice, RefundRecord, Span } from './journal.ts';
import type { RefundPlace, RefundQueries } from './refund-queries.ts';
import type { SlipQueries } from './slip-queries.ts';
import { isWithin } from './span.ts';
import { createLastBefore } from './takings.ts';

/** Items of one slice: about two milliseconds. */
const SLICE = 100;
/** Of refunds: each is read together with its charge. */
const REFUND_SLICE = 40;
/** Entries passed over in one slice when few of them are of the span: about two milliseconds. */
const WINDOW = 5_000;

const LATEST_AT = 'SELECT latest_ms FROM entries WHERE seq = ?';

// No end is looked for by the time: a clock that was wrong for an hour and put right again would hide what came after.
const CHARGES = `SELECT ${CHARGE_COLUMNS}, c.status = 'awaiting_customer' OR EXISTS (
    SELECT 1 FROM entries p WHERE p.charge = c.seq AND p.charge <> p.seq AND p.status = 'awaiting_customer') AS asked
  FROM entries c CROSS JOIN entries e ON e.seq = ${NEWEST_SEQ}
  WHERE c.seq > +? AND c.seq <= +? AND c.charge = c.seq AND c.created_at_ms >= +? AND c.created_at_ms < +? ORDER BY c.seq LIMIT ${SLICE}`;

export type LedgerParts = {
  readonly lastSeq: () => number;
  readonly refunds: RefundQueries;
  readonly slips: SlipQueries;
  readonly chargeAt: (place: number) => ChargeRecord | null;
  readonly refundAt: (place: RefundPlace) => RefundRecord | null;
};

type Read = { readonly [Part in LedgerPart]: (span: Span, after: number) => LedgerSlice<Part> };

/** Reads charges, refunds and cash in slices, by the time they were begun. Prepared when it is first asked. */
export function createLedger(db: Database, { lastSeq, refunds, slips, chargeAt, refundAt }: LedgerParts) {
  let read: Read | null = null;
  let lastBefore: ((fromMs: number) => number) | null = null;

  function prepare(): Read {
    const charges = db.prepare<[number, number, number, number]>(CHARGES);
    return {
      charge({ fromMs, toMs }, after) {
        const until = after + WINDOW;
        const rows = charges.all(after, until, fromMs, toMs);
        const found = rows.map((row) => ({ placed: readChargeRow(row), askedCustomer: (row as { asked: number }).asked === 1 }));
        const last = found.length === SLICE ? (found.at(-1)?.placed.place ?? until) : until;
        return {
          items: found.map(({ placed, askedCustomer }) => ({ ...placed.record, askedCustomer })),
          nextAfter: last < lastSeq() ? last : null,
        };
      },
      refund(span, after) {
        const places = refunds.since(after, REFUND_SLICE);
        const items = places.flatMap((place): LedgerItems['refund'][] => {
          const [charge, refund] = [chargeAt(place.charge), refundAt(place)];
          return charge && refund && isWithin(span, refund.intent.createdAtMs) ? [{ ...refund, method: charge.intent.method }] : [];
        });
        return { items, nextAfter: places.length === REFUND_SLICE ? (places.at(-1)?.seq ?? null) : null };
      },
      cash_entry(span, after) {
        const found = slips.since('cash_entry', after, SLICE);
        const items = found.flatMap(({ record }) => (isWithin(span, record.slip.atMs) ? [record] : []));
        return { items, nextAfter: found.length === SLICE ? (found.at(-1)?.place ?? null) : null };
      },
    };
  }

  /** The last entry before anything of the span. What is no charge may stand between the last charge before the span and the first in it. */
  function start(fromMs: number): number {
    lastBefore ??= createLastBefore(db, lastSeq);
    const latest = db.prepare<[number], number>(LATEST_AT).pluck().get(lastBefore(fromMs));
    return latest === undefined ? 0 : lastBefore(latest);
  }

  return <Part extends LedgerPart>(part: Part, span: Span, after: number | null): LedgerSlice<Part> => {
    read ??= prepare();
    return read[part](span, after ?? start(span.fromMs));
  };
}
