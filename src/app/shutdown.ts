/** Closes what was opened, the last first. */
export type Shutdown = {
  /** Remembers how to close what has just been opened. */
  after(close: () => unknown): void;
  /** Closes everything that is open; a second call finds nothing left. */
  run(): Promise<void>;
};

/** A start is a list of phases; whatever phase it ends in, the phases before it are undone in reverse. */
export function createShutdown(): Shutdown {
  const closes: (() => unknown)[] = [];
  return {
    after: (close) => void closes.push(close),
    async run() {
      for (let close = closes.pop(); close; close = closes.pop()) await close();
    },
  };
}
