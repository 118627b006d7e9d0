// DuckDB over one bill: node duckdb.ts BILL LEDGER (.csv or .parquet)
import { DuckDBInstance } from '@duckdb/node-api';
import { TERMINAL } from './day.ts';
import { readLedgerCsv } from './parquet.ts';
import { tell } from './tell.ts';

const [bill = '', ledger = ''] = process.argv.slice(2);

/** The columns of a bill, by their place; the ones that count have names. */
const NAMED: Readonly<Record<number, string>> = {
  4: 'device',
  5: 'transaction_id',
  6: 'order_no',
  9: 'state',
  15: 'refund_no',
  19: 'refund_status',
  24: 'amount',
  25: 'refund',
};
const COLUMNS = Array.from({ length: 27 }, (_, at) => `'${NAMED[at] ?? `c${at}`}': 'VARCHAR'`).join(', ');

/** Our ledger as one would hand it over: as text, or in DuckDB's own favourite form. */
const LEDGER = ledger.endsWith('.parquet') ? `read_parquet('${ledger}')` : readLedgerCsv(ledger);

/** Comma and back-quote together separate, nothing is quoted or escaped; the two lines of sums have fewer columns and no state. */
const QUERY = `
  WITH told AS (
    SELECT state, order_no, transaction_id, CASE state WHEN 'REFUND' THEN refund_no ELSE '' END AS refund_no, refund_status,
      CAST(amount AS DECIMAL(14, 2)) AS amount, CAST(refund AS DECIMAL(14, 2)) AS refund
    FROM read_csv('${bill}', delim = ',\`', quote = '', escape = '', header = false, skip = 1, auto_detect = false, null_padding = true,
      strict_mode = false, new_line = '\\r\\n', columns = {${COLUMNS}})
    WHERE state IN ('SUCCESS', 'REFUND', 'REVOKED') AND (device IS NULL OR device = '${TERMINAL}')
  ),
  ours AS (SELECT * FROM ${LEDGER}),
  undone AS (SELECT DISTINCT order_no FROM told WHERE state = 'REVOKED'),
  payments AS (
    SELECT coalesce(o.order_no, t.order_no) AS order_no, '' AS refund_no, o.status, t.state, o.transaction_id = t.transaction_id AS same_transaction,
      o.amount_fen = t.amount * 100 AS same_amount
    FROM (SELECT * FROM ours WHERE kind = 'payment') o FULL OUTER JOIN (SELECT * FROM told WHERE state = 'SUCCESS') t USING (order_no)
  ),
  judged AS (
    SELECT p.order_no, p.refund_no, CASE
      WHEN status IS NULL THEN if(u.order_no IS NULL, 'missing_in_ledger', NULL)
      WHEN status = 'paid' AND u.order_no IS NOT NULL THEN 'status_differs'
      WHEN status = 'paid' AND state IS NULL THEN 'missing_at_acquirer'
      WHEN status = 'paid' AND NOT same_amount THEN 'amount_differs'
      WHEN status = 'paid' AND NOT same_transaction THEN 'status_differs'
      WHEN status <> 'paid' AND state IS NOT NULL AND u.order_no IS NULL THEN 'status_differs'
    END AS difference
    FROM payments p LEFT JOIN undone u ON p.order_no = u.order_no
    UNION ALL
    SELECT coalesce(o.order_no, t.order_no), coalesce(o.refund_no, t.refund_no), CASE
      WHEN o.status IS NULL THEN 'refund_differs'
      WHEN t.state IS NULL THEN if(o.status = 'succeeded', 'refund_differs', NULL)
      WHEN o.refund_fen <> t.refund * 100 THEN 'refund_differs'
      WHEN (o.status = 'succeeded') <> (t.refund_status = 'SUCCESS') THEN 'refund_differs'
    END
    FROM (SELECT * FROM ours WHERE kind = 'refund') o FULL OUTER JOIN (SELECT * FROM told WHERE state = 'REFUND') t USING (order_no, refund_no)
  )
  SELECT difference || ' ' || order_no || ' ' || refund_no FROM judged WHERE difference IS NOT NULL`;

const begunMs = performance.now();
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rows = await (await connection.runAndReadAll(QUERY)).getRows();
tell(
  performance.now() - begunMs,
  rows.map(([text]) => String(text)),
);
