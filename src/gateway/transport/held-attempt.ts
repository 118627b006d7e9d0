import type { Clock } from '../../basics/clock.ts';
import type { OpenAttempt } from './attempt.ts';
import type { Endpoint } from './endpoints.ts';

/** Connections that break as soon as they stand must not be opened in a loop. */
const REARM_EVERY_MS = 1_000;

/**
 * Holds a request ready while its body is not known: connected, head complete. One that dies or grows
 * stale before anything was written is replaced silently.
 */
export class HeldAttempt {
  readonly #open: () => OpenAttempt;
  readonly #clock: Clock;
  readonly #connectMs: number;
  #attempt: OpenAttempt | null = null;
  #planned: () => void = () => {};
  #armedAtMs = Number.NEGATIVE_INFINITY;

  constructor(open: () => OpenAttempt, clock: Clock, connectMs: number) {
    this.#open = open;
    this.#clock = clock;
    this.#connectMs = connectMs;
  }

  arm(): void {
    this.#armedAtMs = this.#clock.monotonicMs();
    const attempt = this.#open();
    this.#attempt = attempt;
    attempt.connectWithin(this.#connectMs);
    attempt.onIdle(() => this.rearm());
    void attempt.ended.then(() => this.#attempt === attempt && this.#armSoon());
  }

  /** Lets the connection go and takes another. */
  rearm(): void {
    this.letGo();
    this.#armSoon();
  }

  /** Whether it could be sent this moment. */
  isReady(): boolean {
    return this.#attempt?.isConnected() ?? false;
  }

  endpoint(): Endpoint | null {
    return this.#attempt?.endpoint ?? null;
  }

  /** Hands the request over to be sent. @returns null when none is ready; a new one is then opened */
  take(): OpenAttempt | null {
    const attempt = this.#attempt;
    this.#forget();
    return attempt?.isOver() ? null : attempt;
  }

  letGo(): void {
    const attempt = this.#attempt;
    this.#forget();
    attempt?.abandon('discarded');
  }

  #armSoon(): void {
    this.#forget();
    const sinceMs = this.#clock.monotonicMs() - this.#armedAtMs;
    if (sinceMs >= REARM_EVERY_MS) this.arm();
    else this.#planned = this.#clock.after(REARM_EVERY_MS - sinceMs, () => this.arm());
  }

  #forget(): void {
    this.#planned();
    this.#planned = () => {};
    this.#attempt = null;
  }
}
