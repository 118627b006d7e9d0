/** The newest breaches of a rule are enough to see what went wrong; the count goes on. */
const MAX_BREACHES = 100;

/** How often a rule was broken, and the newest breaches, oldest first. */
export type Told<Breach> = { readonly count: number; readonly newest: readonly Breach[] };

/** Where the merchant broke a rule that the platform does not refuse. */
export class Breaches<Breach> {
  readonly #newest: Breach[] = [];
  #count = 0;

  note(breach: Breach): void {
    this.#count += 1;
    this.#newest.push(breach);
    if (this.#newest.length > MAX_BREACHES) this.#newest.shift();
  }

  told(): Told<Breach> {
    return { count: this.#count, newest: [...this.#newest] };
  }
}
