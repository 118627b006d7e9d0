import type { Cancel, Clock } from './clock.ts';

type Planned = { readonly dueMs: number; readonly callback: () => void };

/** A clock that stands still until it is cranked. Callbacks run in the order of their time, equal times in the order of planning. */
export class HandClock implements Clock {
  #monotonicMs = 0;
  #wallMs: number;
  /** Latest first, so that the next one is taken from the end. */
  readonly #planned: Planned[] = [];

  constructor(wallMs = Date.UTC(2026, 10, 22, 2, 0, 0)) {
    this.#wallMs = wallMs;
  }

  wallMs(): number {
    return this.#wallMs;
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  after(delayMs: number, callback: () => void): Cancel {
    const planned = { dueMs: this.#monotonicMs + Math.max(0, delayMs), callback };
    this.#planned.splice(this.#placeFor(planned.dueMs), 0, planned);
    return () => {
      const at = this.#planned.indexOf(planned);
      if (at >= 0) this.#planned.splice(at, 1);
    };
  }

  /** The time of the next planned callback on the monotonic clock, or null when nothing is planned. */
  nextDueMs(): number | null {
    return this.#planned.at(-1)?.dueMs ?? null;
  }

  /** Moves the wall clock alone, as a wrong battery or a time server does. */
  stepWall(byMs: number): void {
    this.#wallMs += byMs;
  }

  /** Stands still for a while, as a process does that waits for its disk: time passes, and what falls due meanwhile comes late. */
  stall(byMs: number): void {
    this.#moveTo(this.#monotonicMs + byMs);
  }

  /** Runs the next planned callback at its time, or late. @returns whether there was one */
  crank(): boolean {
    const next = this.#planned.pop();
    if (!next) return false;
    this.#moveTo(Math.max(next.dueMs, this.#monotonicMs));
    next.callback();
    return true;
  }

  /** Lets time pass, running every callback that falls due. */
  advance(byMs: number): void {
    const endMs = this.#monotonicMs + byMs;
    for (let dueMs = this.nextDueMs(); dueMs !== null && dueMs <= endMs; dueMs = this.nextDueMs()) this.crank();
    this.#moveTo(Math.max(endMs, this.#monotonicMs));
  }

  #moveTo(monotonicMs: number): void {
    this.#wallMs += monotonicMs - this.#monotonicMs;
    this.#monotonicMs = monotonicMs;
  }

  /** Where a callback of this time belongs: before all that are due at the same time or sooner. */
  #placeFor(dueMs: number): number {
    let low = 0;
    let high = this.#planned.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#planned[middle]?.dueMs ?? 0) > dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
