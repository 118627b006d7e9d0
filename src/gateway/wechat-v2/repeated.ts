/** Reads words that mostly are the one before: nothing is made of bytes that were read already. */
export class Repeated {
  readonly #bytes: Uint8Array;
  #length = -1;
  #word = '';

  /** @param mostBytes what is longer is cut */
  constructor(mostBytes: number) {
    this.#bytes = new Uint8Array(mostBytes);
  }

  read(bytes: Buffer, from: number, to: number): string {
    const length = Math.min(to - from, this.#bytes.length);
    if (length === this.#length && this.#isSame(bytes, from)) return this.#word;
    this.#bytes.set(bytes.subarray(from, from + length));
    this.#length = length;
    this.#word = bytes.toString('utf8', from, from + length);
    return this.#word;
  }

  #isSame(bytes: Buffer, from: number): boolean {
    for (let at = 0; at < this.#length; at++) if (bytes[from + at] !== this.#bytes[at]) return false;
    return true;
  }
}
