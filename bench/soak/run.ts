// `npm run soak`: 24 hours of trade on the real terminal, as fast as the machine can; ends with 1 when it grew, leaked or lost something.
//   --hours N   (24)
//   --from N    the first of them, counted from the shop's opening (10: the evening's rush, so that the first hour is a full one)
import { parseArgs } from 'node:util';
import { live } from './live.ts';
import type { Reading } from './measure.ts';

/** After the first hour. */
const MAX_GROWTH = 0.05;
/** Connections come and go; what leaks adds up over the hours. */
const MAX_MORE_HANDLES = 24;

const { values } = parseArgs({ options: { hours: { type: 'string', default: '24' }, from: { type: 'string', default: '10' } } });

const begunMs = performance.now();
console.log('hour   sales  resident MB  own MB  committed MB  heap MB  outside MB  handles  files  journal KB');
const { readings, tally, openAtEnd, ledgerFen, acquirerFen, backups } = await live({
  hours: Number(values.hours),
  from: Number(values.from),
  told: (reading) => console.log(line(reading)),
});
const [first, last] = [readings[0], readings.at(-1)];
if (!first || !last) throw new Error('not one hour was lived');

const seconds = ((performance.now() - begunMs) / 1000).toFixed(0);
const most = Math.max(...readings.map(({ residentMb }) => residentMb));
const perSale = (last.journalBytes - first.journalBytes) / Math.max(1, last.sales - first.sales);
console.log(
  `${tally.sales} sales, ${tally.refunds} refunds, ${tally.events} events, ${tally.windows} windows, ${backups} backups in ${seconds} s; ${Math.round(perSale)} bytes of journal a sale`,
);
const checks: readonly (readonly [string, boolean])[] = [
  [
    `resident memory grows ${percent(most / first.residentMb - 1)} at most after the first hour (goal < ${percent(MAX_GROWTH)})`,
    most <= first.residentMb * (1 + MAX_GROWTH),
  ],
  [
    `${last.handles - first.handles} more handles, ${last.files - first.files} more files (goal ≤ ${MAX_MORE_HANDLES})`,
    last.handles - first.handles <= MAX_MORE_HANDLES && last.files - first.files <= MAX_MORE_HANDLES,
  ],
  [`${openAtEnd} charges or refunds without an end (goal 0)`, openAtEnd === 0],
  [`ledger ${ledgerFen} fen, acquirer ${acquirerFen} fen (goal equal)`, ledgerFen === acquirerFen],
  [`${tally.errors.length} errors (goal 0) ${tally.errors.slice(0, 3).join('; ')}`, tally.errors.length === 0],
];
for (const [what, isReached] of checks) console.log(`${isReached ? 'yes' : 'NO '}  ${what}`);
process.exit(checks.every(([, isReached]) => isReached) ? 0 : 1);

function line({ hour, sales, residentMb, ownMb, committedMb, heapMb, outsideMb, handles, files, journalBytes }: Reading): string {
  const cells: [string, number][] = [
    [String(hour), 4],
    [String(sales), 8],
    [residentMb.toFixed(1), 13],
    [ownMb.toFixed(1), 8],
    [committedMb.toFixed(1), 14],
    [heapMb.toFixed(1), 9],
    [outsideMb.toFixed(1), 12],
    [String(handles), 9],
    [String(files), 7],
    [(journalBytes / 1024).toFixed(0), 12],
  ];
  return cells.map(([text, width]) => text.padStart(width)).join('');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
