import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AuthCode, codeHint } from './auth-code.ts';

const DIGITS = '134567890123457712';
const HINT = '1345••••••••••7712';
const code = new AuthCode(DIGITS);

const waysOut: readonly (readonly [string, () => string])[] = [
  ['a template', () => `${code}`],
  ['joining', () => `code ${[code].join()}`],
  ['String', () => String(code)],
  ['JSON', () => JSON.stringify({ code, list: [code] })],
  ['an object key', () => Object.keys({ [code as unknown as string]: 1 }).join()],
  ['inspect', () => inspect(code)],
  [
    'inspect with everything on',
    () => inspect({ deep: [{ code }] }, { showHidden: true, depth: null, getters: true, customInspect: true }),
  ],
  ['inspect without our inspection', () => inspect(code, { showHidden: true, depth: null, customInspect: false })],
  ['console formatting', () => format('%s %o %O %j', code, code, code, code)],
  ['an error message', () => new Error(`cannot send ${code}`).message],
  ['an error with its cause', () => inspect(new Error('cannot send', { cause: code }))],
  ['own properties', () => JSON.stringify([Object.entries(code), Reflect.ownKeys(code), { ...code }])],
  ['a structured clone', () => inspect(structuredClone({ ...code }))],
];

test.each(waysOut)('%s does not print the code', (_way, print) => {
  const printed = print();
  expect(printed.includes(DIGITS)).toBe(false); // toContain would print the text it found
  expect(/\d{5}/.test(printed)).toBe(false);
});

test('what is printed is the hint', () => {
  expect(`${code}`).toBe(HINT);
  expect(JSON.stringify({ code })).toBe(`{"code":"${HINT}"}`);
  expect(inspect(code)).toBe(`AuthCode(${HINT})`);
});

test('reveal gives the digits for the wire', () => {
  expect(code.reveal() === DIGITS).toBe(true);
});

test('codes are equal by their digits', () => {
  expect(code.equals(new AuthCode(DIGITS))).toBe(true);
  expect(code.equals(new AuthCode('134567890123457713'))).toBe(false);
});

test.each(['', '13456789012345771', '1345678901234577123', '164567890123457712', '13456789012345771a', '134567890123457712\n'])(
  'what is no code is refused without being quoted (%#)',
  (text) => {
    expect(() => new AuthCode(text)).toThrow(/^not a WeChat payment code$/);
  },
);

test('a hint keeps the length and at most four characters at either end', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{0,30}$/), (digits) => {
      const hint = codeHint(digits);
      expect(hint).toHaveLength(digits.length);
      const shown = digits.length > 8 ? 4 : 0;
      expect(hint).toBe(digits.slice(0, shown) + '•'.repeat(digits.length - 2 * shown) + (shown ? digits.slice(-shown) : ''));
    }),
  );
});
