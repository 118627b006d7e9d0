import type { Clock } from '../../basics/clock.ts';
import type { AttemptRequest, OpenAttempt } from './attempt.ts';
import type { Connections } from './connections.ts';
import type { HeldAttempt } from './held-attempt.ts';

/** It holds a connection that must be replaced every few seconds: kept only so long after a charge that came with its code. */
const SPARE_FOR_MS = 120_000;

/** One submission kept ready in quiet time for charges that come with their code: making it takes longer than sending it. */
export class Spare {
  readonly #connections: Connections;
  readonly #clock: Clock;
  readonly #wanted: AttemptRequest | null;
  #held: HeldAttempt | null = null;
  #untilMs = Number.NEGATIVE_INFINITY;

  /** @param wanted a submission whose order is not known yet; null: none is kept */
  constructor(connections: Connections, clock: Clock, wanted: AttemptRequest | null) {
    this.#connections = connections;
    this.#clock = clock;
    this.#wanted = wanted;
  }

  /** A charge came with its code. Where one does, more will follow. @returns the request, when it is ready */
  take(): OpenAttempt | null {
    this.#untilMs = this.#clock.monotonicMs() + SPARE_FOR_MS;
    const held = this.#held;
    if (!held?.isReady()) return null;
    this.#held = null;
    this.#connections.forget(held);
    return held.take();
  }

  /** Makes one, or lets it go when it is not wanted any more. */
  keep(): void {
    if (this.#wanted === null || this.#connections.isClosed()) return;
    const isWanted = this.#clock.monotonicMs() < this.#untilMs;
    if (this.#held) {
      if (!isWanted) this.#drop(this.#held);
      return;
    }
    if (!isWanted) return;
    this.#held = this.#connections.held(this.#wanted);
    this.#connections.arm(this.#held);
  }

  #drop(held: HeldAttempt): void {
    this.#held = null;
    this.#connections.forget(held);
    held.letGo();
  }
}
