import * as v from 'valibot';
import { text } from './store.ts';
import { section, strict } from './strict.ts';
import { isAddress, LISTEN } from './till.ts';

/** A door that people walk past for a day. */
const MOST_PICTURES = 20;
/** More than a customer looks through. */
const MOST_BUTTONS = 24;
/** What a wallet shows of an order. Source: description of a charge. */
const LABEL_BYTES = 127;

const PORT = 'must be a whole number from 1 to 65535; usual is 7712';
const USUAL = { listen: '0.0.0.0', port: 7712 } as const;
const FILE = text('must name a PEM file', /^[^\0]{1,1024}$/);
const PICTURES = `must be a list of at most ${MOST_PICTURES} picture files`;
const PICTURE = text('must name a PNG, JPEG or WebP file', /^[^\0]{1,1024}$/);
const BUTTONS = `must be a list of at most ${MOST_BUTTONS} buttons`;
const AMOUNT = 'must be a whole number of fen, 1 to 9999999999';
const LABEL = 'must be text of 1 to 40 characters, or one in each language: { "zh-CN": "…", "en": "…", "ko": "…" }';
const PLAIN =
  'must be true, or left out: without tls what displays show, and the code that pairs them, can be read by others in the same network';

const Words = v.pipe(
  text(LABEL, /^(?!\s)[^\p{C}\p{Zl}\p{Zp}]{1,40}(?<!\s)$/u),
  v.check((label) => new TextEncoder().encode(label).length <= LABEL_BYTES, `is longer than the ${LABEL_BYTES} bytes that a wallet shows`),
);

const Label = v.lazy((input) =>
  typeof input === 'string'
    ? v.pipe(
        Words,
        v.transform((label) => ({ 'zh-CN': label, en: label, ko: label })),
      )
    : v.pipe(
        v.custom<object>((given) => typeof given === 'object' && given !== null && !Array.isArray(given), LABEL),
        strict({ 'zh-CN': Words, en: Words, ko: Words }),
      ),
);

const Button = strict({
  label: Label,
  amount: v.pipe(v.number(AMOUNT), v.integer(AMOUNT), v.minValue(1, AMOUNT), v.maxValue(9_999_999_999, AMOUNT)),
});

/** The `display` part of the file: what customers see. Displays elsewhere get in where it names a certificate, or `allowPlainHttp`. */
export const Display = v.pipe(
  section({
    pictures: v.optional(v.pipe(v.array(PICTURE, PICTURES), v.maxLength(MOST_PICTURES, PICTURES)), []),
    buttons: v.optional(v.pipe(v.array(Button, BUTTONS), v.maxLength(MOST_BUTTONS, BUTTONS)), []),
    listen: v.optional(v.pipe(v.string(LISTEN), v.check(isAddress, LISTEN))),
    port: v.optional(v.pipe(v.number(PORT), v.integer(PORT), v.minValue(1, PORT), v.maxValue(65_535, PORT))),
    tls: v.optional(v.nullable(strict({ cert: FILE, key: FILE })), null),
    allowPlainHttp: v.optional(v.literal(true, PLAIN)),
  }),
  v.forward(
    v.partialCheck(
      [['listen'], ['port'], ['tls'], ['allowPlainHttp']],
      ({ listen, port, tls, allowPlainHttp }) => tls !== null || allowPlainHttp === true || (listen === undefined && port === undefined),
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
  v.transform(({ pictures, buttons, listen = USUAL.listen, port = USUAL.port, tls, allowPlainHttp }) => ({
    pictures,
    buttons: buttons.map(({ label, amount }) => ({ label, amountFen: amount })),
    network: tls !== null || allowPlainHttp ? { listen, port, tls } : null,
  })),
);
