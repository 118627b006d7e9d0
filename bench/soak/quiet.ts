/** The system may be slow to say that a connection stands; time goes on after this all the same. */
const LONGEST_MS = 100;
/** Turns of the event loop in which nothing may be under way: what one socket wrote, another must have read. */
const QUIET_TURNS = 2;

/** Knows what is under way on real sockets, so that the hand-cranked time stands still meanwhile. */
export class Quiet {
  #underWay = 0;

  /** @returns the same promise; until it settles time stands still */
  while<T>(doing: Promise<T>): Promise<T> {
    this.#underWay += 1;
    const done = () => {
      this.#underWay -= 1;
    };
    doing.then(done, done);
    return doing;
  }

  /** Waits until nothing is under way any more. What hangs is not waited for: only time can end it. */
  async settle(): Promise<void> {
    const endMs = performance.now() + LONGEST_MS;
    for (let quiet = 0; quiet < QUIET_TURNS && performance.now() < endMs; quiet = this.#underWay === 0 ? quiet + 1 : 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
