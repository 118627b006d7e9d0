import type { Clock } from '../basics/clock.ts';
import type { Fault, FaultLogLine, FaultsView } from '../contract/sandbox.ts';

/** What every planted fault says: which exchanges it strikes. */
type Strike = Pick<Fault, 'times' | 'skip'> & { readonly call: string };

type Planted<Struck> = Struck & { readonly id: number; readonly left: number };

/** How many exchanges the log shows, as the contract promises. */
const MAX_LOG = 100;

/** More planted faults than this are a mistake of a script. */
const MAX_PLANTED = 1000;

/**
 * Decides the next exchange of a call: the oldest fault planted for it lets `skip` exchanges pass, then strikes `times`.
 *
 * @returns the fault that strikes, or null, and what is left of the plan
 */
export function takeFault<Struck extends Strike>(
  planted: readonly Planted<Struck>[],
  call: string,
): { readonly fault: Struck | null; readonly left: readonly Planted<Struck>[] } {
  const index = planted.findIndex((fault) => fault.call === call);
  const first = planted[index];
  if (!first) return { fault: null, left: planted };
  if (first.skip > 0) return { fault: null, left: planted.with(index, { ...first, skip: first.skip - 1 }) };
  if (first.left > 1) return { fault: first, left: planted.with(index, { ...first, left: first.left - 1 }) };
  return { fault: first, left: planted.toSpliced(index, 1) };
}

/** The planted faults, the state of the line, and what became of the newest exchanges. */
export class FaultPlan<Struck extends Strike = Fault> {
  readonly #clock: Clock;
  #planted: readonly Planted<Struck>[] = [];
  #line: FaultsView['line'] = 'up';
  #nextId = 1;
  #log: FaultLogLine[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns the fault's number, or null when there are too many already */
  plant(fault: Struck): number | null {
    if (this.#planted.length >= MAX_PLANTED) return null;
    const id = this.#nextId++;
    this.#planted = [...this.#planted, { ...fault, id, left: fault.times }];
    return id;
  }

  clear(): void {
    this.#planted = [];
  }

  /** Takes what strikes this exchange off the plan. */
  take(call: string): Struck | null {
    const { fault, left } = takeFault(this.#planted, call);
    this.#planted = left;
    return fault;
  }

  line(): FaultsView['line'] {
    return this.#line;
  }

  setLine(line: FaultsView['line']): void {
    this.#line = line;
  }

  note(exchange: Omit<FaultLogLine, 'atMs'>): void {
    this.#log.push({ atMs: this.#clock.wallMs(), ...exchange });
    if (this.#log.length > MAX_LOG) this.#log.shift();
  }

  view(): Pick<FaultsView, 'line' | 'log'> & { readonly faults: readonly Planted<Struck>[] } {
    return { line: this.#line, faults: this.#planted, log: this.#log.toReversed() };
  }
}
