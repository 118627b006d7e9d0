import type { Database } from 'better-sqlite3';
import { assert } from '../basics/assert.ts';
import { type ChargeId, type Intent, usualSaleOf } from '../payment/charge.ts';
import { type Cell, chained, GENESIS, INSERT_ENTRY } from './chain.ts';
import type { Entry } from './journal.ts';
import { writeKeptState } from './kept-state-row.ts';
import type { OpenCharges } from './open-charges.ts';
import type { RefundEntries, RefundEntry } from './refund-entries.ts';
import type { SlipQueries } from './slip-queries.ts';
import { onlySlip } from './slip-row.ts';

/** What a later entry says of what was asked for: nothing, its first entry has it. */
const NOTHING_ASKED: readonly Cell[] = Array(13).fill(null);

type SlipEntry = Extract<Entry, { kind: 'slip_written' }>;
type ChargeEntry = Exclude<Entry, RefundEntry | SlipEntry>;

/** The end of the journal: number and chain of its newest entry. */
export type Tip = { readonly seq: number; readonly chain: string; readonly latestMs: number };

type Row = { readonly row: readonly (Cell | Buffer)[]; readonly tip: Tip };

export type Appender = {
  /** When this returns the entries are on the disk; when it throws, none is. */
  append(entries: readonly Entry[]): void;
  tip(): Tip;
  /** Counts entries that came to charges which had ended: sums made before are no longer right. */
  reopenings(): number;
};

/** Writes entries, each chained to the one before. Nobody else writes the file, so where it ends is known without asking. */
export function createAppender(
  db: Database,
  open: OpenCharges,
  placeOf: (id: ChargeId) => number | null,
  refunds: RefundEntries,
  slips: Pick<SlipQueries, 'note'>,
): Appender {
  const insert = db.prepare(INSERT_ENTRY);
  let tip = readTip(db);
  let reopenings = 0;

  /** The row of one entry after `before`. */
  function rowOf(entry: ChargeEntry, before: Tip, undo: (() => void)[]): Row {
    const seq = before.seq + 1;
    const { status, json } = writeKeptState(entry.state);
    const isFirst = entry.kind === 'charge_created';
    const id = isFirst ? entry.intent.id : entry.chargeId;
    const place = isFirst ? seq : placeOf(id);
    assert(place !== null, `no charge ${id} to change`);
    if (!isFirst && !open.all().has(id)) {
      assert(!refunds.has(id), `charge ${id} stays paid: it has refunds`);
      reopenings += 1;
    }
    undo.push(open.note(id, { place, status: entry.state.status }));
    const latestMs = isFirst ? Math.max(before.latestMs, entry.intent.createdAtMs) : before.latestMs;
    const marks = [open.oldest() ?? seq + 1, latestMs];
    const cells = [seq, place, entry.atMs, status, json, entry.codeHint, ...marks, ...(isFirst ? asked(entry.intent) : NOTHING_ASKED)];
    return rowWith(cells, before, { seq, latestMs });
  }

  /** The row of one entry about a refund: its charge, paid as before, with the refund in its state. */
  function refundRowOf(entry: RefundEntry, before: Tip): Row {
    const seq = before.seq + 1;
    const { place, status, json, codeHint } = refunds.take(entry, seq);
    reopenings += 1;
    const marks = [open.oldest() ?? seq + 1, before.latestMs];
    return rowWith([seq, place, entry.atMs, status, json, codeHint, ...marks, ...NOTHING_ASKED], before, {
      seq,
      latestMs: before.latestMs,
    });
  }

  /** The row of one slip: no charge's, all of it in its state. */
  function slipRowOf({ slip, atMs }: SlipEntry, before: Tip): Row {
    const seq = before.seq + 1;
    const marks = [open.oldest() ?? seq + 1, before.latestMs];
    return rowWith([seq, 0, atMs, 'slip', JSON.stringify(onlySlip(slip)), null, ...marks, ...NOTHING_ASKED], before, {
      seq,
      latestMs: before.latestMs,
    });
  }

  /** Writes one entry after `before`. @returns where the journal ends then */
  function writeOne(entry: Entry, before: Tip, undo: (() => void)[]): Tip {
    switch (entry.kind) {
      case 'charge_created':
      case 'charge_changed': {
        const { row, tip: end } = rowOf(entry, before, undo);
        insert.run(row);
        return end;
      }
      case 'refund_created':
      case 'refund_changed': {
        const { row, tip: end } = refundRowOf(entry, before);
        insert.run(row);
        refunds.note(entry, end.seq);
        return end;
      }
      case 'slip_written': {
        const { row, tip: end } = slipRowOf(entry, before);
        insert.run(row);
        slips.note(entry.slip, end.seq);
        return end;
      }
    }
  }

  function write(entries: readonly Entry[], undo: (() => void)[]): Tip {
    let end = tip;
    for (const entry of entries) end = writeOne(entry, end, undo);
    return end;
  }

  const transaction = db.transaction(write);

  return {
    append(entries) {
      const undo: (() => void)[] = [];
      try {
        // A single statement is a transaction by itself, and two fewer are run. Refunds and slips take more than one.
        const isOneStatement = entries.length === 1 && entries[0]?.kind.startsWith('charge_') === true;
        tip = isOneStatement ? write(entries, undo) : transaction.immediate(entries, undo);
      } catch (cause) {
        for (const takeBack of undo.reverse()) takeBack();
        throw cause;
      }
    },
    tip: () => tip,
    reopenings: () => reopenings,
  };
}

function rowWith(cells: readonly Cell[], before: Tip, { seq, latestMs }: Pick<Tip, 'seq' | 'latestMs'>): Row {
  const chain = chained(before.chain, cells);
  return { row: [...cells, Buffer.from(chain, 'hex')], tip: { seq, chain, latestMs } };
}

function readTip(db: Database): Tip {
  const newest = db
    .prepare<[], Tip>('SELECT seq, lower(hex(chain)) AS chain, latest_ms AS latestMs FROM entries ORDER BY seq DESC LIMIT 1')
    .get();
  return newest ?? { seq: 0, chain: GENESIS, latestMs: 0 };
}

/** What the first entry of a charge says of what was asked for, in the order of the columns. */
function asked(intent: Intent): readonly Cell[] {
  return [
    intent.id,
    intent.orderNo,
    intent.origin,
    intent.method,
    intent.amountFen,
    intent.currency,
    intent.description,
    intent.tillReference,
    intent.idempotencyKey,
    intent.fingerprint,
    intent.shiftId,
    intent.createdAtMs,
    intent.saleId === usualSaleOf(intent) ? null : intent.saleId,
  ];
}
