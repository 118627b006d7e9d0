import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HandClock } from '../../src/basics/hand-clock.ts';
import type { Log } from '../../src/log/log.ts';
import { SoakAcquirer } from './acquirer.ts';
import { createCaller } from './caller.ts';
import { measure, type Reading } from './measure.ts';
import { createPeople, type Tally } from './people.ts';
import { Quiet } from './quiet.ts';
import { openShop } from './shop.ts';

const MINUTE_MS = 60_000;
/** A charge whose line was cut needs this to be settled. */
const LAST_MINUTES = 15;

/** Sales an hour, from eight in the morning on: a supermarket's one till. */
const SALES_AN_HOUR = [60, 110, 130, 180, 240, 200, 120, 110, 130, 190, 260, 220, 150, 80, 30, 10, 4, 2, 2, 2, 2, 4, 10, 30];
/** When the line is cut, in minutes of an hour, and for how many. */
const CUTS: Readonly<Record<number, number>> = { 17: 1, 41: 3 };
/** A till's event stream breaks off so often; a window is looked at so long. */
const STREAM_MS = 7 * MINUTE_MS;
const WINDOW_MS = 20 * MINUTE_MS;

export type Soaked = {
  readonly readings: readonly Reading[];
  readonly tally: Tally;
  readonly openAtEnd: number; // charges and refunds that are not final
  readonly ledgerFen: number; // paid less refunded, by the journal
  readonly acquirerFen: number; // the same, by the acquirer's books
  readonly backups: number;
};

export type Lived = {
  readonly hours: number;
  readonly from?: number; // the first of them, of a day that begins when the shop opens
  readonly told?: (reading: Reading) => void; // hears each hour's reading
};

/** Lives so many hours of trade as fast as the machine can, on the real terminal. */
export async function live({ hours, from = 0, told = () => {} }: Lived): Promise<Soaked> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'saoma-soak-'));
  const clock = new HandClock();
  const quiet = new Quiet();
  let backups = 0;
  const errors: string[] = [];
  const log: Log = {
    write(event) {
      if (event === 'journal_backup_made') backups += 1;
      if (event === 'host_failed' || event === 'journal_damaged' || event === 'journal_backup_failed') errors.push(event);
    },
  };
  const acquirer = new SoakAcquirer(clock);
  await acquirer.open();
  const shop = await openShop({ dir, origin: acquirer.origin, clock, quiet, log });
  const caller = createCaller(shop.host.url);
  const people = createPeople({ shop, caller, clock, quiet });
  const readings: Reading[] = [];

  async function pass(ms: number): Promise<void> {
    const endMs = clock.monotonicMs() + ms;
    for (;;) {
      await quiet.settle();
      const dueMs = clock.nextDueMs();
      if (dueMs === null || dueMs > endMs) break;
      clock.crank();
    }
    clock.advance(endMs - clock.monotonicMs());
    await quiet.settle();
  }

  async function liveMinute(hour: number, minute: number): Promise<void> {
    const cutFor = CUTS[minute];
    if (cutFor !== undefined) {
      await acquirer.cut();
      clock.after(cutFor * MINUTE_MS, () => void quiet.while(acquirer.open()));
    }
    if (minute % 10 === 5) people.lookFor(WINDOW_MS);
    if (minute % 7 === 0) people.listenFor(STREAM_MS);
    const rate = SALES_AN_HOUR[hour % SALES_AN_HOUR.length] ?? 0;
    const sales = Math.floor(((minute + 1) * rate) / 60) - Math.floor((minute * rate) / 60);
    for (let sale = 0; sale < sales; sale += 1) clock.after((sale * MINUTE_MS) / sales, () => people.sell());
    await pass(MINUTE_MS);
  }

  try {
    for (let hour = 0; hour < hours; hour += 1) {
      for (let minute = 0; minute < 60; minute += 1) await liveMinute(from + hour, minute);
      const reading = measure(hour + 1, people.tally.sales, shop.file);
      readings.push(reading);
      told(reading);
    }
    await pass(LAST_MINUTES * MINUTE_MS);
    const { paidFen } = shop.journal.takingsSince(0, 'CNY');
    const { capturedFen, returnedFen, refundedFen } = acquirer.books;
    const openAtEnd = shop.journal.openCharges().length + shop.journal.openRefunds().length;
    const tally = { ...people.tally, errors: [...people.tally.errors, ...errors] };
    return { readings, tally, openAtEnd, ledgerFen: paidFen - refundedFen, acquirerFen: capturedFen - returnedFen - refundedFen, backups };
  } finally {
    caller.close();
    await shop.close();
    await acquirer.cut();
    rmSync(dir, { recursive: true, force: true });
  }
}
