import type { Database } from 'better-sqlite3';

/**
 * Entries may be slips: about a parked sale or a finding instead of a charge. And a charge says which sale it is of, where that
 * is not told by its other names. SQLite cannot change a check, so the table is written anew, every entry and its chain as they were.
 */
const COLUMNS = `seq, charge, at_ms, status, state, code_hint, open_from, latest_ms, id, order_no, origin, method, amount_fen,
  currency, description, till_reference, idempotency_key, fingerprint, shift_id, created_at_ms`;

const TABLE = `
CREATE TABLE entries_2 (
  seq INTEGER PRIMARY KEY,            -- number of the entry: 1, 2, 3, …
  charge INTEGER NOT NULL,            -- the entry that created the charge; this one's own number if it does; 0 for a slip
  at_ms INTEGER NOT NULL CHECK (at_ms >= 0), -- wall clock, milliseconds since 1970, UTC
  status TEXT NOT NULL CHECK (status IN ('awaiting_code', 'queued', 'submitting', 'awaiting_customer', 'reversing',
    'unresolved', 'paid', 'declined', 'reversed', 'canceled', 'slip')),
  state TEXT NOT NULL CHECK (json_valid(state)), -- the rest of the kept state as JSON, what is null or false left out; of a slip all of it
  code_hint TEXT CHECK (code_hint GLOB '*•••*' AND code_hint NOT GLOB '*[0-9][0-9][0-9][0-9][0-9]*'),
                                      -- all that is kept of a payment code, 1345••••••••••7712; a whole code does not fit
  open_from INTEGER NOT NULL CHECK (open_from BETWEEN 1 AND seq + 1), -- no charge created before this entry is open after this one
  latest_ms INTEGER NOT NULL,         -- the latest created_at_ms up to this entry: grows only, also when the clock jumps back

  -- What was asked for; of a charge's first entry alone, null in later ones and in slips.
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
  sale_id TEXT,                       -- the sale it is of; null: the till's of that reference, else one of its own

  chain BLOB NOT NULL CHECK (length(chain) = 32), -- SHA-256 of the chain of the entry before and every cell above; src/store/chain.ts
  CHECK ((charge = 0) = (status = 'slip')),
  CHECK (charge <> seq OR (id IS NOT NULL AND order_no IS NOT NULL AND origin IS NOT NULL AND method IS NOT NULL
    AND amount_fen IS NOT NULL AND currency IS NOT NULL AND description IS NOT NULL AND created_at_ms IS NOT NULL)),
  CHECK (charge = seq OR coalesce(id, order_no, origin, method, amount_fen, currency, description, till_reference,
    idempotency_key, fingerprint, shift_id, created_at_ms, sale_id) IS NULL)
) STRICT;
`;

const INDEXES = `
CREATE UNIQUE INDEX entries_by_idempotency_key ON entries (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX entries_by_till_reference ON entries (till_reference) WHERE till_reference IS NOT NULL;
CREATE INDEX entries_by_shift ON entries (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX entries_later ON entries (charge) WHERE charge <> seq; -- the newest of these is where its charge stands
CREATE INDEX entries_gone_wrong ON entries (charge, status) WHERE status IN ('declined', 'reversed', 'canceled'); -- few among the paid

CREATE TRIGGER entries_keep BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- REPLACE deletes without asking the triggers above, so a number is never taken twice.
CREATE TRIGGER entries_grow BEFORE INSERT ON entries WHEN NEW.seq <= (SELECT max(seq) FROM entries)
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- A foreign key on the same table would look through all of it at each insert, because of the trigger above.
CREATE TRIGGER entries_belong BEFORE INSERT ON entries
  WHEN NEW.charge <> NEW.seq AND NEW.charge <> 0 AND NOT EXISTS (SELECT 1 FROM entries WHERE seq = NEW.charge AND charge = seq)
  BEGIN SELECT RAISE(ABORT, 'an entry needs its charge'); END;
`;

/** As 0003 made it: its rows refer to the entries, so it goes with their table and comes back with it. */
const REFUNDS = `
CREATE TABLE refunds (
  seq INTEGER PRIMARY KEY REFERENCES entries (seq), -- the entry that created it
  charge INTEGER NOT NULL REFERENCES entries (seq), -- the entry that created its charge
  id TEXT NOT NULL UNIQUE,            -- our own name of the refund
  refund_no TEXT NOT NULL UNIQUE,     -- merchant refund number, the acquirer's out_refund_no
  idempotency_key TEXT,               -- of the request behind it; a repeat of it finds this refund
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)) -- whether its newest entry is not final
) STRICT;

CREATE UNIQUE INDEX refunds_by_idempotency_key ON refunds (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX refunds_open ON refunds (seq) WHERE is_open = 1;
`;

const SLIPS = `
CREATE TABLE slips (                  -- names alone, made from the entries and to be made anew from them at any time
  seq INTEGER PRIMARY KEY REFERENCES entries (seq), -- its first entry
  newest INTEGER NOT NULL REFERENCES entries (seq), -- its newest: where it stands
  kind TEXT NOT NULL,
  id TEXT NOT NULL,                   -- its name among its kind
  idempotency_key TEXT,               -- of the request behind it; a repeat of it finds this slip
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)) -- whether somebody still has to do something about it
) STRICT;

CREATE UNIQUE INDEX slips_by_name ON slips (kind, id);
CREATE UNIQUE INDEX slips_by_idempotency_key ON slips (kind, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX slips_by_time ON slips (kind, seq);
CREATE INDEX slips_open ON slips (kind, seq) WHERE is_open = 1;
`;

export function run(db: Database): void {
  db.exec(`${TABLE}
    INSERT INTO entries_2 (${COLUMNS}, chain) SELECT ${COLUMNS}, chain FROM entries ORDER BY seq;
    CREATE TEMP TABLE refunds_before AS SELECT * FROM refunds;
    DROP TABLE refunds;
    DROP TABLE entries;
    ALTER TABLE entries_2 RENAME TO entries;
    ${INDEXES}
    ${REFUNDS}
    INSERT INTO refunds SELECT * FROM refunds_before ORDER BY seq;
    DROP TABLE refunds_before;
    ${SLIPS}`);
}
