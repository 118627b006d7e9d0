import { DuckDBInstance } from '@duckdb/node-api';

/** DuckDB's words for reading our ledger's CSV. */
export function readLedgerCsv(file: string): string {
  return `read_csv('${file}', header = true, auto_detect = false, delim = ',', quote = '', nullstr = 'none', columns = {'kind': 'VARCHAR',
    'order_no': 'VARCHAR', 'refund_no': 'VARCHAR', 'transaction_id': 'VARCHAR', 'amount_fen': 'BIGINT', 'refund_fen': 'BIGINT', 'status': 'VARCHAR'})`;
}

/** Writes our ledger's CSV in the form that DuckDB reads fastest. */
export async function ledgerAsParquet(csv: string, file: string): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (SELECT * FROM ${readLedgerCsv(csv)}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
}
