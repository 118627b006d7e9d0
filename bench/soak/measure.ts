import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The process at a moment when nothing happens and everything that is dead was collected. */
export type Reading = {
  readonly hour: number;
  readonly sales: number;
  readonly residentMb: number;
  readonly ownMb: number; // of the resident: what is not files mapped into memory; 0 where the system does not tell
  readonly committedMb: number; // V8's heap as the system sees it
  readonly heapMb: number; // of it alive
  readonly outsideMb: number; // buffers and what native code holds for them
  readonly handles: number; // sockets, timers, requests
  readonly files: number; // open file descriptors; 0 where the system does not tell
  readonly journalBytes: number;
};

const MB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export function measure(hour: number, sales: number, journal: string): Reading {
  collect();
  collect(); // finalizers of the first may have let go of more
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  return {
    ...{ hour, sales, residentMb: rss / MB, ownMb: ownMb(), committedMb: heapTotal / MB, heapMb: heapUsed / MB, outsideMb: external / MB },
    handles: process.getActiveResourcesInfo().length,
    files: existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0,
    journalBytes: bytesOf(journal) + bytesOf(`${journal}-wal`),
  };
}

function bytesOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

function ownMb(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}
