import * as v from 'valibot';
import { text } from './store.ts';
import { section } from './strict.ts';

export const LISTEN = 'must be an address of this machine: 127.0.0.1, or 0.0.0.0 for every network it is in';

const USUAL_LISTEN = '127.0.0.1';

/** A token that a whole network may try to guess. */
const OPEN_TOKEN_LENGTH = 16;

/** The `till` part of the file. */
export const Till = v.pipe(
  section({
    token: v.optional(v.nullable(text('must be 1 to 256 characters without spaces', /^[\x21-\x7e]{1,256}$/)), null),
    listen: v.optional(v.pipe(v.string(LISTEN), v.check(isAddress, LISTEN)), USUAL_LISTEN),
  }),
  v.forward(
    v.partialCheck(
      [['token'], ['listen']],
      ({ token, listen }) => token === null || token.length >= OPEN_TOKEN_LENGTH || isLoopback(listen),
      `must be at least ${OPEN_TOKEN_LENGTH} characters when till.listen opens the terminal to a network`,
    ),
    ['token'],
  ),
);

/** Whether a text is an address that this machine may have. */
export function isAddress(address: string): boolean {
  if (address === USUAL_LISTEN || address === 'localhost') return true; // the pattern of all addresses takes 2 ms of the start
  return v.is(v.pipe(v.string(), v.ip()), address);
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address.startsWith('127.');
}
