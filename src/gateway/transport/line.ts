import type { Cancel, Clock } from '../../basics/clock.ts';
import type { LineStatus } from '../gateway.ts';

/** Between probes while online. With the probe's own time-out a loss shows within three seconds, and an idle connection stays younger than the 5 s after which servers close it. */
export const WATCH_EVERY_MS = 1_500;
/** One probe while online, on a connection that stands: short enough for the three seconds. */
export const PROBE_TIMEOUT_MS = 1_200;
/** One probe while offline: long enough for a new TLS connection over a poor line. */
export const PATIENT_PROBE_TIMEOUT_MS = 3_000;
/** Between beginnings of probes while offline: the next one begins although the last may hang, so that a line which comes back is seen within three seconds. */
export const RETRY_EVERY_MS = 1_000;
/** Probes at once while offline: as many as begin before the first gives up. */
export const MOST_PROBES = 3;

/** Knows whether the acquirer can be reached, from what exchanges tell and from probes of its own. */
export class Line {
  readonly #clock: Clock;
  readonly #probe: (timeoutMs: number) => Promise<boolean>;
  readonly #listeners = new Set<(status: LineStatus) => void>();
  #status: LineStatus = 'unknown';
  #watching = false;
  #round = 0; // a probe that began before the last change says nothing about the line after it
  #probing = 0;
  #turnedMs = Number.NEGATIVE_INFINITY; // when the status became what it is, monotonic
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
    if (this.#status === 'online') return;
    this.#turn('online');
  }

  /**
   * An exchange could not connect, or was never answered: offline until a probe that begins later gets through.
   *
   * @param sentMsAgo when it left; what left before the line came back says nothing about it now
   */
  lost(sentMsAgo = 0): void {
    if (this.#status === 'offline') return;
    const isOldNews = this.#status === 'online' && this.#clock.monotonicMs() - sentMsAgo < this.#turnedMs;
    if (!isOldNews) this.#turn('offline');
  }

  /** What was asked before is no longer listened to; asked again after the wait of this status. */
  #turn(status: LineStatus): void {
    if (status !== this.#status) this.#turnedMs = this.#clock.monotonicMs();
    this.#round++;
    this.#plan(status === 'online' ? WATCH_EVERY_MS : RETRY_EVERY_MS);
    this.#become(status);
  }

  #plan(delayMs: number): void {
    this.#planned();
    if (this.#watching) this.#planned = this.#clock.after(delayMs, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    const round = this.#round;
    const isOnline = this.#status === 'online';
    // Online the next one waits for this one's answer. Offline it does not: a connection that hung when the line broke would hold it up.
    if (!isOnline) this.#plan(RETRY_EVERY_MS);
    if (this.#probing >= MOST_PROBES) return;
    this.#probing++;
    const reached = await this.#probe(isOnline ? PROBE_TIMEOUT_MS : PATIENT_PROBE_TIMEOUT_MS);
    this.#probing--;
    if (!this.#watching || round !== this.#round) return;
    if (reached || isOnline) this.#turn(reached ? 'online' : 'offline');
    else this.#become('offline'); // from unknown
  }

  #become(status: LineStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const listener of [...this.#listeners]) listener(status);
  }
}
