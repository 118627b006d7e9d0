/** What is wrong with a host as a whole: it refuses, swallows everything, or its front answers with a page of its own. */
export type Trouble = 'refuses' | 'silent' | 'page';

/** The state of the world's line and hosts, over all processes of the terminal. */
export class Weather {
  readonly #troubles = new Map<string, Trouble>();
  #line: Trouble | null = null;
  #isOver = false;
  /** Told when a host begins to refuse: what stands to it breaks. */
  broke: (origin: string | null) => void = () => {};

  /** @param origin of the host, or null for the whole line */
  set(origin: string | null, trouble: Trouble | null): void {
    if (this.#isOver) return;
    if (origin === null) this.#line = trouble;
    else if (trouble) this.#troubles.set(origin, trouble);
    else this.#troubles.delete(origin);
    if (trouble === 'refuses') this.broke(origin);
  }

  at(origin: string): Trouble | null {
    return this.#line ?? this.#troubles.get(origin) ?? null;
  }

  /** From now on the sun shines. */
  end(): void {
    this.#troubles.clear();
    this.#line = null;
    this.#isOver = true;
  }
}
