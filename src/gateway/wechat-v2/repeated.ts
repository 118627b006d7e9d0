/** Reads words that mostly are the one before: nothing is made of bytes that were read already. */
export class Repeated<Meaning> {
  readonly #bytes: Uint8Array;
  readonly #read: (word: string) => Meaning;
  #length = -1;
  #meaning: Meaning;

  /** @param mostBytes what is longer is cut @param read what a word means */
  constructor(mostBytes: number, read: (word: string) => Meaning) {
    this.#bytes = new Uint8Array(mostBytes);
    this.#read = read;
    this.#meaning = read('');
  }

  read(bytes: Buffer, from: number, to: number): Meaning {
    const length = Math.min(to - from, this.#bytes.length);
    if (length === this.#length && this.#isSame(bytes, from)) return this.#meaning;
    this.#bytes.set(bytes.subarray(from, from + length));
    this.#length = length;
    this.#meaning = this.#read(bytes.toString('utf8', from, from + length));
    return this.#meaning;
  }

  #isSame(bytes: Buffer, from: number): boolean {
    for (let at = 0; at < this.#length; at++) if (bytes[from + at] !== this.#bytes[at]) return false;
    return true;
  }
}
