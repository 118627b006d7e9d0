/**
 * Where refunds are found. What was asked for and what became of it stands in `entries`, chained like everything else: an entry
 * about a refund is one of its charge, which stays paid, with the refund in its state. This table holds names alone and may be
 * made anew from the entries at any time.
 */
export const sql = `
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
