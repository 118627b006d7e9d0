import path from 'node:path';
import { systemClock as clock } from '../../src/app/system.ts';
import { silent } from '../../src/log/log.ts';
import type { Journal } from '../../src/store/journal.ts';
import { openJournal } from '../../src/store/sqlite-journal.ts';
import { countSyncs } from '../parts/count-syncs.ts';
import { interleaved, median, ratio } from '../parts/figures.ts';
import { chargeEntries } from '../parts/orders.ts';
import { ownTables, plainNodeSqlite, plainOrder, plainSqlite } from '../parts/plain-sqlite.ts';
import type { Goal, Table } from '../parts/report.ts';
import type { Room } from '../parts/row.ts';

/** Commits measured in one piece: enough to be longer than a clock's tick, few enough to take turns often. */
const PIECE = 100;
/** Until each log has been written over once: one that still grows waits longer for the disk. */
const WARM_ROUNDS = 15;

export async function journal(room: Room): Promise<readonly Table[]> {
  return [await commits(room), await syncs()];
}

function open(dir: string, name: string): Journal {
  const opened = openJournal(path.join(dir, name), { clock, log: silent });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Durable commits of an order with its first event. */
async function commits({ dir, isQuick }: Room): Promise<Table> {
  const ours = open(dir, 'journal.db');
  const plain = plainSqlite(path.join(dir, 'plain.db'));
  const own = ownTables(path.join(dir, 'own.db'));
  const node = plainNodeSqlite(path.join(dir, 'node.db'));
  let count = 0;
  /** What is committed is there before the clock runs: making it is no store's work. */
  const perCommit = <Made>(make: (n: number) => Made, commit: (made: Made) => void) => {
    return () => {
      const orders = Array.from({ length: PIECE }, () => make(++count));
      const begunMs = performance.now();
      for (const order of orders) commit(order);
      return ((performance.now() - begunMs) * 1_000) / PIECE;
    };
  };
  const begun = (n: number) => chargeEntries(n).slice(0, 1);
  const contenders = {
    'terminal journal': perCommit(begun, (entries) => ours.append(entries)),
    'bare better-sqlite3, two plain tables': perCommit(plainOrder, plain.commit),
    'bare better-sqlite3, the journal’s tables': perCommit(plainOrder, own.commit),
    'node:sqlite, two plain tables': perCommit(plainOrder, node.commit),
  };
  await interleaved(contenders, WARM_ROUNDS);
  const took = await interleaved(contenders, isQuick ? 10 : 60);
  for (const each of [ours, plain, own, node]) each.close();
  const bare = took['bare better-sqlite3, two plain tables'];
  return {
    title: `durable commit, order + event (${bare.length} × ${PIECE} commits each)`,
    columns: ['per second', '× bare'],
    lines: Object.entries(took).map(([name, values]) => ({ name, figures: [1e6 / median(values), ratio(bare, values)] })),
    goals: [
      goal('two plain tables', ratio(bare, took['terminal journal'])),
      goal('the journal’s tables', ratio(took['bare better-sqlite3, the journal’s tables'], took['terminal journal'])),
    ],
  };
}

function goal(tables: string, reached: number): Goal {
  return { what: `terminal journal, × bare better-sqlite3, ${tables}`, reached, wanted: { atLeast: 0.95 }, unit: '' };
}

/** How often a charge waits for the disk, from its beginning to paid. */
async function syncs(): Promise<Table> {
  const [armed, withCode] = [await countSyncs('armed'), await countSyncs('with_code')];
  return {
    title: `fdatasync in a charge's life (${armed.how})`,
    columns: ['per charge'],
    lines: [
      { name: 'armed before the scan', figures: [armed.perCharge] },
      { name: 'commit after the scan', figures: [withCode.perCharge] },
    ],
    goals: [{ what: 'the most', reached: Math.max(armed.perCharge, withCode.perCharge), wanted: { atMost: 3 }, unit: '' }],
  };
}
