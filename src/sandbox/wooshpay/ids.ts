import type { Clock, Random } from '../../basics/clock.ts';

/** What stands before the digits of each kind of thing. */
export type IdPrefix = 'pi' | 'pm' | 're' | 'cs' | 'li' | 'price' | 'prod' | 'we' | 'evt' | 'req';

/** An id, and the time that is in it. `createdMs`: wall clock, whole seconds, as every `created`. */
export type Issued = { readonly id: string; readonly createdMs: number };

/** The first millisecond that a snowflake can tell. */
const EPOCH_MS = 1_288_834_974_657;

/** Below the milliseconds are 22 bits: a running number, so that four million ids in a row differ whatever the wall clock does. */
const RUN_BITS = 22;
const RUN_MASK = 2 ** RUN_BITS - 1;

/** Makes ids as the acquirer's are: a prefix and 19 digits, a snowflake of the time. */
export class Ids {
  readonly #clock: Clock;
  #run: number;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#run = Buffer.from(random.bytes(4)).readUInt32BE() & RUN_MASK;
  }

  issue(prefix: IdPrefix): Issued {
    const nowMs = Math.floor(this.#clock.wallMs());
    this.#run = (this.#run + 1) & RUN_MASK;
    const digits = (BigInt(nowMs - EPOCH_MS) << BigInt(RUN_BITS)) | BigInt(this.#run);
    return { id: `${prefix}_${digits}`, createdMs: nowMs - (nowMs % 1000) };
  }
}
