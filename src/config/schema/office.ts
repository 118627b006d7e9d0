import * as v from 'valibot';
import { section } from './strict.ts';

const LIMIT = 'must be whole fen from 0 to 9999999999: what a cashier may give back of one sale alone; usual is 10000';

/** The `office` part of the file. */
export const Office = section({
  refundLimit: v.optional(v.pipe(v.number(LIMIT), v.integer(LIMIT), v.minValue(0, LIMIT), v.maxValue(9_999_999_999, LIMIT)), 10_000),
});
