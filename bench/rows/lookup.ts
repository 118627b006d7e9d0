import { spawnSync } from 'node:child_process';
import { copyFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { systemClock as clock } from '../../src/app/system.ts';
import { silent } from '../../src/log/log.ts';
import { type DiskJournal, openJournal } from '../../src/store/sqlite-journal.ts';
import { interleaved, median, quantile } from '../parts/figures.ts';
import { chargeEntries, orderNoOf } from '../parts/orders.ts';
import type { Table } from '../parts/report.ts';
import type { Room } from '../parts/row.ts';

const LOOKUPS = 1_000;
const PAGES = 20;
const PAGE = 50;
/** Charges of one cashier's stint. */
const SHIFT = 400;
/** As much as a crash may leave in the log beside the journal. */
const UNSETTLED = 5_000;

/** What a journal of a million charges takes, to open, to ask and to look through. */
export async function lookup({ dir, isQuick }: Room): Promise<readonly Table[]> {
  const orders = isQuick ? 50_000 : 1_000_000;
  const file = path.join(dir, 'large.db');
  fill(file, 1, orders);
  const bytes = statSync(file).size / orders;
  const crashed = afterACrash(file, dir, orders);
  const opens = await interleaved(
    {
      closed: () => timed(() => open(file).close()),
      crashed: () => {
        const left = crashed();
        return timed(() => open(left).close());
      },
    },
    5,
  );
  const large = open(file);
  const shiftOf = () => `sh_${Math.floor((Math.random() * orders) / SHIFT)}`;
  const somewhere = () => 1 + Math.floor(Math.random() * orders * 2);
  const questions = {
    'by order number': () => each(LOOKUPS, () => found(large.chargeByOrderNo(orderNoOf(1 + Math.floor(Math.random() * orders))))),
    'a page of a shift': () => each(PAGES, () => found(large.charges({ shiftId: shiftOf() }, null, PAGE).items[0])),
    'the newest page': () => each(PAGES, () => found(large.charges({}, null, PAGE).items[0])),
    'a page somewhere': () => each(PAGES, () => large.charges({}, somewhere(), PAGE)),
    'a page of what went wrong': () => each(PAGES, () => large.charges({ statuses: ['declined', 'reversed', 'canceled'] }, null, PAGE)),
  };
  await interleaved(questions, 5);
  const took = await interleaved(questions, 30);
  large.close();
  const verified = verify(file);
  const line = (name: string, us: readonly number[]) => ({ name, figures: [median(us) / 1_000, quantile(us, 0.99) / 1_000] });
  return [
    {
      title: `${orders.toLocaleString('en')} charges of two entries each: questions`,
      columns: ['ms', 'worst round'],
      lines: [
        ...Object.entries(took).map(([name, us]) => line(name, us)),
        line('opened after an orderly end', opens.closed),
        line(`opened after a crash, ${UNSETTLED.toLocaleString('en')} charges in the log`, opens.crashed),
      ],
      goals: [
        { what: 'by order number', reached: median(took['by order number']), wanted: { atMost: 10 }, unit: ' µs' },
        { what: 'a page of a shift', reached: median(took['a page of a shift']) / 1_000, wanted: { atMost: 20 }, unit: ' ms' },
        { what: 'opened after a crash', reached: Math.max(...opens.crashed) / 1_000, wanted: { atMost: 1_000 }, unit: ' ms' },
        { what: 'a charge on the disk', reached: bytes, wanted: { atMost: 650 }, unit: ' bytes' },
      ],
    },
    {
      title: 'npm run verify over all of it',
      columns: ['seconds', 'MB at most'],
      lines: [{ name: 'every entry, index and page', figures: [verified.seconds, verified.mb] }],
      goals: [{ what: 'memory', reached: verified.mb, wanted: { atMost: 256 }, unit: ' MB' }],
    },
  ];
}

function open(file: string): DiskJournal {
  const opened = openJournal(file, { clock, log: silent });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Writes charges `from` to `to`, 1,000 at a time; each in a shift, one in fifty declined. */
function fill(file: string, from: number, to: number): void {
  const journal = open(file);
  for (let n = from; n <= to; n += 1_000) {
    const numbers = Array.from({ length: Math.min(1_000, to - n + 1) }, (_, index) => n + index);
    journal.append(
      numbers.flatMap((number) => chargeEntries(number, { shiftId: `sh_${Math.floor(number / SHIFT)}`, isDeclined: number % 50 === 0 })),
    );
  }
  journal.close();
}

/** Copies of the journal as a crash leaves it, with a log beside it; each opening needs a fresh one. */
function afterACrash(file: string, dir: string, orders: number): () => string {
  const [busy, left] = [path.join(dir, 'busy.db'), path.join(dir, 'crashed.db')];
  for (const suffix of ['', '-head']) copyFileSync(file + suffix, busy + suffix);
  const journal = open(busy);
  for (let n = orders + 1; n <= orders + UNSETTLED; n += 500) {
    journal.append(Array.from({ length: 500 }, (_, index) => chargeEntries(n + index)).flat());
  }
  const kept = path.join(dir, 'kept.db');
  for (const suffix of ['', '-wal', '-head']) copyFileSync(busy + suffix, kept + suffix);
  journal.close();
  return () => {
    for (const suffix of ['', '-wal', '-head']) copyFileSync(kept + suffix, left + suffix);
    return left;
  };
}

/** In a process of its own, whose memory is its own. */
function verify(file: string): { readonly seconds: number; readonly mb: number } {
  const module = new URL('../../src/store/verify.ts', import.meta.url).href;
  const program = `import { verifyFile } from ${JSON.stringify(module)};
    const begun = performance.now();
    const { damage } = verifyFile(process.argv[1]);
    if (damage) throw new Error(damage.message);
    console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, mb: process.resourceUsage().maxRSS / 1024 }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program, file], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as { seconds: number; mb: number };
}

/** @returns microseconds */
function timed(deed: () => void): number {
  const begunMs = performance.now();
  deed();
  return (performance.now() - begunMs) * 1_000;
}

function each(times: number, deed: () => unknown): number {
  return (
    timed(() => {
      for (let done = 0; done < times; done++) deed();
    }) / times
  );
}

function found(what: unknown): void {
  if (!what) throw new Error('a charge is lost');
}
