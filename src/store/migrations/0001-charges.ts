/** The first journal: what was asked for, what became of it, and where each charge stands now. */
export const sql = `
PRAGMA application_id = 0x53616f6d; -- 'Saom': tells our journal from any other SQLite file

CREATE TABLE charges (
  seq INTEGER PRIMARY KEY,            -- number of the entry that created it
  id TEXT NOT NULL UNIQUE,            -- our own name of the charge
  order_no TEXT NOT NULL UNIQUE,      -- merchant order number, the acquirer's out_trade_no; digits are text
  origin TEXT NOT NULL CHECK (origin IN ('cashier', 'till')),
  method TEXT NOT NULL CHECK (method IN ('payment_code', 'merchant_qr', 'link')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen BETWEEN 1 AND 9999999999), -- whole fen, 1/100 yuan
  currency TEXT NOT NULL CHECK (currency = 'CNY'),
  description TEXT NOT NULL,          -- what the customer's wallet shows
  till_reference TEXT,                -- the till's own name of the sale
  idempotency_key TEXT,               -- of the till's request; a repeat of it finds this charge
  fingerprint TEXT,                   -- of the body behind that key; holds no secret
  shift_id TEXT,                      -- the shift that was open; null when none was
  created_at_ms INTEGER NOT NULL CHECK (created_at_ms >= 0) -- wall clock, milliseconds since 1970, UTC
) STRICT;

CREATE UNIQUE INDEX charges_by_idempotency_key ON charges (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX charges_by_till_reference ON charges (till_reference) WHERE till_reference IS NOT NULL;
CREATE INDEX charges_by_shift ON charges (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX charges_by_time ON charges (created_at_ms);

CREATE TABLE charge_events (
  seq INTEGER PRIMARY KEY,            -- number of the entry; grows by one, never used again
  charge INTEGER NOT NULL REFERENCES charges (seq),
  at_ms INTEGER NOT NULL CHECK (at_ms >= 0), -- wall clock, milliseconds since 1970, UTC
  status TEXT NOT NULL CHECK (status IN ('awaiting_code', 'queued', 'submitting', 'awaiting_customer', 'reversing',
    'unresolved', 'paid', 'declined', 'reversed', 'canceled')),
  state TEXT NOT NULL CHECK (json_valid(state)), -- the rest of the kept state as JSON; what is null or false is left out
  code_hint TEXT CHECK (code_hint GLOB '*•••*' AND code_hint NOT GLOB '*[0-9][0-9][0-9][0-9][0-9]*')
                                      -- all that is kept of a payment code, 1345••••••••••7712; a whole code does not fit
) STRICT;

CREATE TABLE charge_state (           -- derived from charge_events by the trigger below; may be rebuilt from it at any time
  charge INTEGER PRIMARY KEY,         -- charges.seq
  seq INTEGER NOT NULL,               -- its newest entry
  status TEXT NOT NULL                -- of that entry
) STRICT;

-- Nearly every charge ends paid, so this index holds the few that are open or went wrong.
CREATE INDEX charge_state_not_paid ON charge_state (status) WHERE status <> 'paid';

CREATE TRIGGER charge_events_move_the_charge AFTER INSERT ON charge_events BEGIN
  INSERT INTO charge_state (charge, seq, status) VALUES (NEW.charge, NEW.seq, NEW.status)
    ON CONFLICT (charge) DO UPDATE SET seq = excluded.seq, status = excluded.status;
END;

CREATE TRIGGER charges_keep BEFORE UPDATE ON charges BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER charges_stay BEFORE DELETE ON charges BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER charge_events_keep BEFORE UPDATE ON charge_events BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER charge_events_stay BEFORE DELETE ON charge_events BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- REPLACE deletes without asking the triggers above, so a number is never taken twice.
CREATE TRIGGER charges_grow BEFORE INSERT ON charges WHEN NEW.seq <= (SELECT max(seq) FROM charges)
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER charge_events_grow BEFORE INSERT ON charge_events WHEN NEW.seq <= (SELECT max(seq) FROM charge_events)
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
`;
