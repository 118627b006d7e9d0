/** What is wrong with a host as a whole: it refuses, swallows everything, or its front answers with a page of its own. */
export type Trouble = 'refuses' | 'silent' | 'page';

type Standing = { readonly origin: string | null; readonly trouble: Trouble };

/** The state of the world's line and hosts, over all processes of the terminal. */
export class Weather {
  #standing: readonly Standing[] = [];
  #isOver = false;
  /** Told when a host begins to refuse: what stands to it breaks. */
  broke: (origin: string | null) => void = () => {};

  /** @param origin of the host, or null for the whole line. @returns its end; another trouble of the same host may outlast it */
  begin(origin: string | null, trouble: Trouble): () => void {
    if (this.#isOver) return () => {};
    const standing = { origin, trouble };
    this.#standing = [...this.#standing, standing];
    if (trouble === 'refuses') this.broke(origin);
    return () => {
      this.#standing = this.#standing.filter((other) => other !== standing);
    };
  }

  at(origin: string): Trouble | null {
    const of = (about: string | null) => this.#standing.findLast((standing) => standing.origin === about)?.trouble;
    return of(null) ?? of(origin) ?? null;
  }

  /** From now on the sun shines. */
  end(): void {
    this.#standing = [];
    this.#isOver = true;
  }
}
