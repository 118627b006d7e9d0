/** How a column is written: words, an identifier whose digits must stay text, whole fen, a count, or a moment. */
export type ColumnKind = 'text' | 'name' | 'fen' | 'count' | 'moment';

export type TableColumn = { readonly head: string; readonly kind: ColumnKind };

/** Numbers are fen, counts or milliseconds since 1970, by the column; null is an empty cell. */
export type Cell = string | number | null;
export type Row = readonly Cell[];

/** A file of rows, as a spreadsheet shows it. */
export type Table = { readonly name: string; readonly columns: readonly TableColumn[]; readonly rows: readonly Row[] };
