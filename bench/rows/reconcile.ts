import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { bundle } from '../parts/bundle.ts';
import { median, ratio } from '../parts/figures.ts';
import type { Table } from '../parts/report.ts';
import type { Room } from '../parts/row.ts';
import { type Day, makeDay } from '../reconcile/make-day.ts';
import { ledgerAsParquet } from '../reconcile/parquet.ts';
import type { Told } from '../reconcile/tell.ts';

/** As `npm start` has it: package.json. */
const PRODUCT_FLAGS = ['--max-semi-space-size=4'];
const MOST_FOUND_BYTES = 16 * 1024 * 1024;

const PRODUCTS = ['product', 'product, shuffled bill', 'product, bill packed, by the gateway'];

/** A contender: its program, what it is given, and in how many rounds it runs. */
type Contender = { readonly args: readonly string[]; readonly rounds: number };

/**
 * A bill of a million lines against a ledger of as many, each contender in a process of its own. Found must be what was planted, no
 * more, no less. DuckDB gets our ledger as text, as it gets the bill, and once more in its own favourite form.
 */
export async function reconcile({ dir, isQuick }: Room): Promise<readonly Table[]> {
  const lines = isQuick ? 100_000 : 1_000_000;
  const rounds = 3;
  const day = makeDay(dir, lines);
  const parquet = path.join(dir, 'ledger.parquet');
  await ledgerAsParquet(day.ledgerCsv, parquet);
  const packed = path.join(dir, 'bill.csv.gz');
  await pipeline(createReadStream(day.sorted), createGzip({ level: 1 }), createWriteStream(packed));
  const product = await bundle(path.join(import.meta.dirname, '../reconcile/product.ts'));
  const program = (name: string) => path.join(import.meta.dirname, `../reconcile/${name}.ts`);
  const contenders: Readonly<Record<string, Contender>> = {
    product: { args: [...PRODUCT_FLAGS, product, day.sorted, day.ledger], rounds },
    'product, bill packed, by the gateway': { args: [...PRODUCT_FLAGS, program('packed'), packed, day.ledger], rounds },
    'product, shuffled bill': { args: [...PRODUCT_FLAGS, product, day.shuffled, day.ledger], rounds },
    DuckDB: { args: [program('duckdb'), day.sorted, day.ledgerCsv], rounds },
    'DuckDB, ledger as Parquet': { args: [program('duckdb'), day.sorted, parquet], rounds },
    'csv-parse and a Map': { args: [program('map'), day.sorted, day.ledger], rounds: 1 },
  };
  const empty = emptyNode(dir);
  const told = Object.fromEntries(Object.keys(contenders).map((name): [string, Told[]] => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, { args, rounds }] of Object.entries(contenders)) if (round < rounds) told[name]?.push(run(args));
  }
  const times = (name: string) => (told[name] ?? []).map(({ tookMs }) => tookMs);
  const growth = (name: string) => Math.max(...(told[name] ?? []).map(({ residentMb }) => residentMb)) - empty;
  const wrong = (name: string) => Math.max(...(told[name] ?? []).map(({ found }) => countWrong(day, found)));
  return [
    {
      title: `a bill of ${day.lines.toLocaleString('en')} lines against our ledger, ${day.planted.length} differences planted`,
      columns: ['ms', '× DuckDB', 'MB', 'wrong'],
      lines: Object.keys(contenders).map((name) => ({
        name,
        figures: [median(times(name)), ratio(times(name), times('DuckDB')), growth(name), wrong(name)],
      })),
      goals: [
        { what: 'missed or invented', reached: Math.max(...PRODUCTS.map(wrong)), wanted: { atMost: 0 }, unit: '' },
        { what: '× DuckDB', reached: ratio(times('product'), times('DuckDB')), wanted: { atMost: 0.6 }, unit: '' },
        {
          what: 'shuffled, × sorted',
          reached: ratio(times('product, shuffled bill'), times('product')),
          wanted: { atMost: 1.15 },
          unit: '',
        },
        { what: 'memory', reached: Math.max(...PRODUCTS.map(growth)), wanted: { atMost: 100 }, unit: ' MB' },
      ],
      notes: [
        `MB: the most that was resident, less an empty Node (${Math.round(empty)} MB); wrong: missed and invented`,
        `× DuckDB with its ledger as Parquet: ${ratio(times('product'), times('DuckDB, ledger as Parquet')).toFixed(2)}; csv-parse ran once`,
      ],
    },
  ];
}

function run(args: readonly string[]): Told {
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: MOST_FOUND_BYTES })) as Told;
}

/** MB that Node takes for nothing. */
function emptyNode(dir: string): number {
  const file = path.join(dir, 'empty.mjs');
  const tell = path.join(import.meta.dirname, '../reconcile/tell.ts');
  writeFileSync(file, `import { tell } from ${JSON.stringify(tell)};\ntell(0, []);\n`);
  return run([...PRODUCT_FLAGS, file]).residentMb;
}

function countWrong({ planted }: Day, found: readonly string[]): number {
  const [wanted, told] = [new Set(planted), new Set(found)];
  const missed = planted.filter((one) => !told.has(one)).length;
  return missed + found.filter((one) => !wanted.has(one)).length + (found.length - told.size);
}
