import * as v from 'valibot';
import { text } from './store.ts';
import { strict } from './strict.ts';
import { isAddress, LISTEN } from './till.ts';

const PORT = 'must be a whole number from 1 to 65535; usual is 7711';
const FILE = text('must name a PEM file', /^[^\0]{1,1024}$/);
const PLAIN = 'must be true, or left out: without tls everything that the manager types can be read by others in the same network';

/** The `manager` part of the file: left out, the manager's page is at the terminal itself and nowhere else. */
export const Manager = v.pipe(
  strict({
    listen: v.optional(v.pipe(v.string(LISTEN), v.check(isAddress, LISTEN)), '0.0.0.0'),
    port: v.optional(v.pipe(v.number(PORT), v.integer(PORT), v.minValue(1, PORT), v.maxValue(65_535, PORT)), 7711),
    tls: v.optional(v.nullable(strict({ cert: FILE, key: FILE })), null),
    allowPlainHttp: v.optional(v.literal(true, PLAIN)),
  }),
  v.forward(
    v.partialCheck(
      [['tls'], ['allowPlainHttp']],
      ({ tls, allowPlainHttp }) => tls !== null || allowPlainHttp === true,
      'is missing: name a certificate and its key, { "cert": "…", "key": "…" }, or write "allowPlainHttp": true beside it',
    ),
    ['tls'],
  ),
  v.forward(
    v.partialCheck(
      [['tls'], ['allowPlainHttp']],
      ({ tls, allowPlainHttp }) => tls === null || allowPlainHttp === undefined,
      'contradicts tls: leave it out',
    ),
    ['allowPlainHttp'],
  ),
);
