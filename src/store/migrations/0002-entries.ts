import type { Database } from 'better-sqlite3';
import { assert } from '../../basics/assert.ts';
import { type Cell, chained, GENESIS } from '../chain.ts';

/**
 * One table for what was asked and what became of it, each line chained to the one before by a hash. A charge begins with one
 * row and two index entries where the first journal wrote seven pages. What is open and what a day took is found from the marks
 * that each line carries (`open_from`, `latest_ms`): nothing derived is kept beside the history, so nothing can disagree with it.
 */
const TABLES = `
CREATE TABLE entries (
  seq INTEGER PRIMARY KEY,            -- number of the entry: 1, 2, 3, …
  charge INTEGER NOT NULL,            -- the entry that created the charge; this one's own number if it does
  at_ms INTEGER NOT NULL CHECK (at_ms >= 0), -- wall clock, milliseconds since 1970, UTC
  status TEXT NOT NULL CHECK (status IN ('awaiting_code', 'queued', 'submitting', 'awaiting_customer', 'reversing',
    'unresolved', 'paid', 'declined', 'reversed', 'canceled')),
  state TEXT NOT NULL CHECK (json_valid(state)), -- the rest of the kept state as JSON; what is null or false is left out
  code_hint TEXT CHECK (code_hint GLOB '*•••*' AND code_hint NOT GLOB '*[0-9][0-9][0-9][0-9][0-9]*'),
                                      -- all that is kept of a payment code, 1345••••••••••7712; a whole code does not fit
  open_from INTEGER NOT NULL CHECK (open_from BETWEEN 1 AND seq + 1), -- no charge created before this entry is open after this one
  latest_ms INTEGER NOT NULL,         -- the latest created_at_ms up to this entry: grows only, also when the clock jumps back

  -- What was asked for; of a charge's first entry alone, null in later ones.
  id TEXT UNIQUE,                     -- our own name of the charge
  order_no TEXT UNIQUE,               -- merchant order number, the acquirer's out_trade_no; digits are text
  origin TEXT CHECK (origin IN ('cashier', 'till')),
  method TEXT CHECK (method IN ('payment_code', 'merchant_qr', 'link')),
  amount_fen INTEGER CHECK (amount_fen BETWEEN 1 AND 9999999999), -- whole fen, 1/100 yuan
  currency TEXT CHECK (currency = 'CNY'),
  description TEXT,                   -- what the customer's wallet shows
  till_reference TEXT,                -- the till's own name of the sale
  idempotency_key TEXT,               -- of the till's request; a repeat of it finds this charge
  fingerprint TEXT,                   -- of the body behind that key; holds no secret
  shift_id TEXT,                      -- the shift that was open; null when none was
  created_at_ms INTEGER CHECK (created_at_ms >= 0), -- wall clock, milliseconds since 1970, UTC

  chain BLOB NOT NULL CHECK (length(chain) = 32), -- SHA-256 of the chain of the entry before and every cell above; src/store/chain.ts
  CHECK (charge <> seq OR (id IS NOT NULL AND order_no IS NOT NULL AND origin IS NOT NULL AND method IS NOT NULL
    AND amount_fen IS NOT NULL AND currency IS NOT NULL AND description IS NOT NULL AND created_at_ms IS NOT NULL)),
  CHECK (charge = seq OR coalesce(id, order_no, origin, method, amount_fen, currency, description, till_reference,
    idempotency_key, fingerprint, shift_id, created_at_ms) IS NULL)
) STRICT;

CREATE UNIQUE INDEX entries_by_idempotency_key ON entries (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX entries_by_till_reference ON entries (till_reference) WHERE till_reference IS NOT NULL;
CREATE INDEX entries_by_shift ON entries (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX entries_later ON entries (charge) WHERE charge <> seq; -- the newest of these is where its charge stands
CREATE INDEX entries_gone_wrong ON entries (charge, status) WHERE status IN ('declined', 'reversed', 'canceled'); -- few among the paid
`;

const GUARDS = `
CREATE TRIGGER entries_keep BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- REPLACE deletes without asking the triggers above, so a number is never taken twice.
CREATE TRIGGER entries_grow BEFORE INSERT ON entries WHEN NEW.seq <= (SELECT max(seq) FROM entries)
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- A foreign key on the same table would look through all of it at each insert, because of the trigger above.
CREATE TRIGGER entries_belong BEFORE INSERT ON entries
  WHEN NEW.charge <> NEW.seq AND NOT EXISTS (SELECT 1 FROM entries WHERE seq = NEW.charge AND charge = seq)
  BEGIN SELECT RAISE(ABORT, 'an entry needs its charge'); END;
`;

/** Entries that are carried over at once: the memory of a till is small. */
const BATCH = 1_000;

const OLD = `SELECT e.seq, e.charge, e.at_ms, e.status, e.state, e.code_hint, c.id, c.order_no, c.origin, c.method, c.amount_fen,
  c.currency, c.description, c.till_reference, c.idempotency_key, c.fingerprint, c.shift_id, c.created_at_ms
  FROM charge_events e CROSS JOIN charges c ON c.seq = e.charge WHERE e.seq > ? ORDER BY e.seq LIMIT ${BATCH}`;

const NEW = `INSERT INTO entries VALUES (${Array(21).fill('?').join(', ')})`;

/** Frozen as it was when this migration shipped. */
const FINAL: ReadonlySet<Cell> = new Set(['paid', 'declined', 'reversed', 'canceled']);

export function run(db: Database): void {
  db.exec(TABLES);
  carryOver(db);
  db.exec(`DROP TABLE charge_state; DROP TABLE charge_events; DROP TABLE charges; ${GUARDS}`);
}

/** Writes every old entry into the new table, in its order and under its number, and chains it. */
function carryOver(db: Database): void {
  const older = db.prepare<[number], Cell[]>(OLD).raw();
  const insert = db.prepare(NEW);
  const open = new Set<Cell>(); // in the order of their creation
  let chain = GENESIS;
  let latestMs = 0;
  let last = 0;
  for (let batch = older.all(last); batch.length > 0; batch = older.all(last)) {
    for (const [seq, charge, atMs, status, state, hint, ...asked] of batch) {
      assert(seq === last + 1, `the journal is damaged: entry ${last + 1} is missing`);
      last = seq;
      if (FINAL.has(status ?? null)) open.delete(charge ?? null);
      else open.add(charge ?? null);
      const isFirst = seq === charge;
      if (isFirst) latestMs = Math.max(latestMs, Number(asked.at(-1)));
      const openFrom = Math.min(seq + 1, ...[...open].slice(0, 1).map(Number));
      const cells = [seq, charge, atMs, status, state, hint, openFrom, latestMs, ...asked.map((cell) => (isFirst ? cell : null))] as Cell[];
      chain = chained(chain, cells);
      insert.run(...cells, Buffer.from(chain, 'hex'));
    }
  }
  const count = db.prepare('SELECT count(*) FROM charge_events').pluck().get();
  assert(count === last, 'the journal is damaged: an entry belongs to no charge');
}
