import { readFileSync } from 'node:fs';

/** What a contender says in one line: how long it took, how much memory it held at most, what it found. */
export type Told = { readonly tookMs: number; readonly residentMb: number; readonly found: readonly string[] };

/** Says it. @param found each as `kind order refund` */
export function tell(tookMs: number, found: readonly string[]): void {
  const told: Told = { tookMs, residentMb: mostResidentMb(), found: [...found].sort() };
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

/** As the kernel counts it for this program alone: `getrusage` begins with what the parent had when it forked. */
function mostResidentMb(): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}
