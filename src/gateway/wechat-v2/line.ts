import type { Cancel, Clock } from '../../basics/clock.ts';
import type { LineStatus } from '../gateway.ts';

/** Between probes while online. With the probe's own time-out a loss shows within three seconds, and an idle connection stays younger than the 5 s after which servers close it. */
export const WATCH_EVERY_MS = 1_500;
/** One probe while online, on a connection that stands: short enough for the three seconds. */
export const PROBE_TIMEOUT_MS = 1_200;
/** One probe while offline: long enough for a new TLS connection over a poor line. */
export const PATIENT_PROBE_TIMEOUT_MS = 3_000;
/** Between probes while offline. */
export const RETRY_EVERY_MS = 1_000;

/** Knows whether the acquirer can be reached, from what exchanges tell and from probes of its own. */
export class Line {
  readonly #clock: Clock;
  readonly #probe: (timeoutMs: number) => Promise<boolean>;
  readonly #listeners = new Set<(status: LineStatus) => void>();
  #status: LineStatus = 'unknown';
  #watching = false;
  #round = 0; // a probe that began before the last loss says nothing about the line after it
  #planned: Cancel = () => {};

  constructor(clock: Clock, probe: (timeoutMs: number) => Promise<boolean>) {
    this.#clock = clock;
    this.#probe = probe;
  }

  status(): LineStatus {
    return this.#status;
  }

  onChange(listener: (status: LineStatus) => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  open(): void {
    if (this.#watching) return;
    this.#watching = true;
    this.#ask();
  }

  close(): void {
    this.#watching = false;
    this.#planned();
  }

  /** An exchange got through. */
  heard(): void {
    this.#become('online');
  }

  /** An exchange could not connect, or was never answered: offline until a probe that begins later gets through. */
  lost(): void {
    this.#plan(RETRY_EVERY_MS);
    this.#become('offline');
  }

  #plan(delayMs: number): void {
    this.#planned();
    this.#round++;
    if (this.#watching) this.#planned = this.#clock.after(delayMs, () => this.#ask());
  }

  async #ask(): Promise<void> {
    const round = ++this.#round;
    const reached = await this.#probe(this.#status === 'online' ? PROBE_TIMEOUT_MS : PATIENT_PROBE_TIMEOUT_MS);
    if (!this.#watching || round !== this.#round) return;
    this.#plan(reached ? WATCH_EVERY_MS : RETRY_EVERY_MS);
    this.#become(reached ? 'online' : 'offline');
  }

  #become(status: LineStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const listener of [...this.#listeners]) listener(status);
  }
}
