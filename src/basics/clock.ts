/** Stops what was planned; harmless when it has already happened. */
export type Cancel = () => void;

/** Time as the core sees it. Two clocks on purpose: the wall clock of a cheap till jumps by days. */
export interface Clock {
  /** Milliseconds since 1970, UTC. For receipts and the journal; never for waiting or measuring. */
  wallMs(): number;
  /** Milliseconds that only grow, from an arbitrary origin. For ages, deadlines and waiting. */
  monotonicMs(): number;
  /** Calls back once, not sooner than `delayMs` from now. */
  after(delayMs: number, callback: () => void): Cancel;
}

/** Chance as the core sees it. */
export interface Random {
  /** Unpredictable bytes. */
  bytes(count: number): Uint8Array;
}
