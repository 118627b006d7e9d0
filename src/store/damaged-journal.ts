import Database from 'better-sqlite3';
import { fen } from '../money/fen.ts';
import { type ChargeQueries, prepareQueries } from './charge-queries.ts';
import { type PlacedCharge, readChargeRow } from './charge-row.ts';
import { AppendFailure, type ChargeRecord, type Journal, type JournalDamage } from './journal.ts';

type Reading = { readonly db: Database.Database; readonly queries: ChargeQueries };

/**
 * What can still be read of a damaged journal. It is opened for reading alone, so that nothing more is lost, and takes no entry.
 * Rows that are broken are passed over: a charge that is shown is one that could be read whole, though perhaps not as its last
 * entry left it. No charge is followed up: what became of it could not be written down.
 */
export function damagedJournal(file: string, damage: JournalDamage): Journal {
  const reading = openForReading(file);

  function rows(ask: (queries: ChargeQueries) => Iterable<unknown>): readonly unknown[] {
    const read: unknown[] = [];
    try {
      if (reading) for (const row of ask(reading.queries)) read.push(row);
    } catch {
      // What came before the broken page is what there is.
    }
    return read;
  }

  const records = (ask: (queries: ChargeQueries) => Iterable<unknown>) => rows(ask).flatMap((row) => readable(row)?.record ?? []);
  const first = (ask: (queries: ChargeQueries) => Iterable<unknown>): ChargeRecord | null => records(ask)[0] ?? null;

  return {
    append() {
      throw new AppendFailure('damaged', damage.message);
    },
    charge: (id) => first(({ byId }) => byId.iterate(id)),
    chargeByOrderNo: (orderNo) => first(({ byOrderNo }) => byOrderNo.iterate(orderNo)),
    chargeByIdempotencyKey: (key) => first(({ byIdempotencyKey }) => byIdempotencyKey.iterate(key)),
    charges(filter, before, limit) {
      const found = rows(({ page }) => {
        const { statement, bound } = page(filter, before ?? Number.MAX_SAFE_INTEGER, limit + 1);
        return statement.iterate(...bound);
      });
      const page = found.slice(0, limit);
      const last = page.at(-1) as { place?: unknown } | undefined;
      const nextBefore = found.length > limit && typeof last?.place === 'number' ? last.place : null;
      return { items: page.flatMap((row) => readable(row)?.record ?? []), nextBefore };
    },
    makeSearchReadier: () => true,
    countCharges: () => 0,
    chargesFurther: () => null, // a list that cannot be read whole does not jump
    chargeSums: () => [], // what cannot be read whole is not summed
    chargesOfShift: () => [], // what cannot be read whole is not summed
    paidBetween: () => [],
    openCharges: () => [],
    refund: () => null, // a refund that cannot be followed up is not shown: nobody may think that it stands as it was written
    refundByNo: () => null,
    refundByIdempotencyKey: () => null,
    refundsOf: () => [],
    refunds: () => ({ items: [], nextBefore: null }),
    refundsBetween: () => [],
    openRefunds: () => [],
    slip: () => null, // nor is anything else that could not be settled any more
    slipByKey: () => null,
    openSlips: () => [],
    slips: () => ({ items: [], nextBefore: null }),
    slipsBetween: () => [],
    ledger: () => ({ items: [], nextAfter: null }),
    changesAfter: (seq, limit) =>
      records(({ entriesAfter }) => entriesAfter.iterate(seq, limit)).map((record) => ({
        kind: 'charge' as const,
        ...record,
        refund: null,
      })),
    lastSeq: () => 0,
    takingsSince: () => ({ paidCount: 0, paidFen: fen(0) }),
    damage: () => damage,
    close: () => void reading?.db.close(),
  };
}

function openForReading(file: string): Reading | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    return { db, queries: prepareQueries(db) };
  } catch {
    db?.close();
    return null; // not even its tables are known: nothing can be shown
  }
}

function readable(row: unknown): PlacedCharge | null {
  try {
    return readChargeRow(row);
  } catch {
    return null;
  }
}
