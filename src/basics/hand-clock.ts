import type { Cancel, Clock } from './clock.ts';

type Planned = { readonly dueMs: number; readonly order: number; readonly callback: () => void };

/** A clock that stands still until it is cranked. Callbacks run in the order of their time. */
export class HandClock implements Clock {
  #monotonicMs = 0;
  #wallMs: number;
  #order = 0;
  #planned: Planned[] = [];

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
    const planned = { dueMs: this.#monotonicMs + Math.max(0, delayMs), order: this.#order++, callback };
    this.#planned.push(planned);
    return () => {
      this.#planned = this.#planned.filter((other) => other !== planned);
    };
  }

  /** The time of the next planned callback on the monotonic clock, or null when nothing is planned. */
  nextDueMs(): number | null {
    return this.#next()?.dueMs ?? null;
  }

  /** Moves the wall clock alone, as a wrong battery or a time server does. */
  stepWall(byMs: number): void {
    this.#wallMs += byMs;
  }

  /** Runs the next planned callback at its time. @returns whether there was one */
  crank(): boolean {
    const next = this.#next();
    if (!next) return false;
    this.#moveTo(next.dueMs);
    this.#planned = this.#planned.filter((other) => other !== next);
    next.callback();
    return true;
  }

  /** Lets time pass, running every callback that falls due. */
  advance(byMs: number): void {
    const endMs = this.#monotonicMs + byMs;
    for (let next = this.#next(); next && next.dueMs <= endMs; next = this.#next()) this.crank();
    this.#moveTo(endMs);
  }

  #moveTo(monotonicMs: number): void {
    this.#wallMs += monotonicMs - this.#monotonicMs;
    this.#monotonicMs = monotonicMs;
  }

  #next(): Planned | undefined {
    return this.#planned.reduce<Planned | undefined>(
      (best, planned) =>
        !best || planned.dueMs < best.dueMs || (planned.dueMs === best.dueMs && planned.order < best.order) ? planned : best,
      undefined,
    );
  }
}
