// npm run bench [-- --quick] [-- --only wire,idle,journal,lookup,start,memory,reconcile]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isReached, show, type Table } from './parts/report.ts';
import type { Row } from './parts/row.ts';

/** Loaded when it is their turn, so that no row carries what another one needs. */
const ROWS: Readonly<Record<string, () => Promise<Row>>> = {
  wire: async () => (await import('./rows/wire.ts')).wire,
  idle: async () => (await import('./rows/idle.ts')).idle,
  journal: async () => (await import('./rows/journal.ts')).journal,
  lookup: async () => (await import('./rows/lookup.ts')).lookup,
  start: async () => (await import('./rows/start.ts')).start,
  memory: async () => (await import('./rows/memory.ts')).memory,
  reconcile: async () => (await import('./rows/reconcile.ts')).reconcile,
};

/** Out of the way of git and of the linter. */
const RESULTS = path.join(import.meta.dirname, '../out/bench');

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
const wanted = flags.only?.split(',') ?? Object.keys(ROWS);
const unknown = wanted.filter((name) => !(name in ROWS));
if (unknown.length > 0) {
  process.stderr.write(`no such row: ${unknown.join(', ')}; there are ${Object.keys(ROWS).join(', ')}\n`);
  process.exit(2);
}

process.stdout.write(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'CPU'}, load ${load()}\n\n`);
mkdirSync(RESULTS, { recursive: true });
const tables: Table[] = [];
for (const name of wanted) {
  // Beside the results, because the folder for temporary files may be memory, which is durable for free.
  const dir = mkdtempSync(path.join(RESULTS, `${name}-`));
  try {
    const row = await ROWS[name]?.();
    for (const table of (await row?.({ dir, isQuick: flags.quick })) ?? []) {
      tables.push(table);
      process.stdout.write(`${show(table)}\n`);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
const goals = tables.flatMap((table) => table.goals);
process.stdout.write(`${goals.filter(isReached).length} of ${goals.length} goals reached; load now ${load()}\n`);
const result = { at: new Date().toISOString(), node: process.version, isQuick: flags.quick, load: loadavg(), tables };
writeFileSync(path.join(RESULTS, `${result.at.replaceAll(':', '-')}.json`), `${JSON.stringify(result, null, 2)}\n`);
process.exit(0); // peers keep their connections

function load(): string {
  return loadavg()
    .map((average) => average.toFixed(1))
    .join(' ');
}
