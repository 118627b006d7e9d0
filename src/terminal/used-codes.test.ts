import { expect, test } from 'vitest';
import { HandClock } from '../basics/hand-clock.ts';
import { AuthCode } from '../scanner/auth-code.ts';
import { createUsedCodes } from './used-codes.ts';

const CODE = new AuthCode('134500000000007712');
const SAME_HINT = new AuthCode('134511111111117712');

function remembering() {
  const clock = new HandClock();
  return { clock, used: createUsedCodes(clock) };
}

test('a code is known by its digits, not by its hint', () => {
  const { used } = remembering();
  used.add(CODE);
  expect([used.ageMs(new AuthCode(CODE.reveal())), used.ageMs(SAME_HINT)]).toEqual([0, null]);
  used.add(SAME_HINT);
  used.remove(CODE);
  expect([used.ageMs(CODE), used.ageMs(SAME_HINT)]).toEqual([null, 0]);
});

test('a code is forgotten after five minutes, whatever came after it', () => {
  const { clock, used } = remembering();
  used.add(CODE);
  clock.advance(200_000);
  used.add(SAME_HINT);
  clock.advance(100_000);
  expect([used.ageMs(CODE), used.ageMs(SAME_HINT)]).toEqual([300_000, 100_000]);
  clock.advance(1);
  expect([used.ageMs(CODE), used.ageMs(SAME_HINT)]).toEqual([null, 100_001]);
});

test('of too many codes the oldest is forgotten', () => {
  const { used } = remembering();
  const codes = Array.from({ length: 501 }, (_, n) => new AuthCode(`1345${String(n).padStart(14, '0')}`));
  for (const code of codes) used.add(code);
  expect([used.ageMs(codes[0] as AuthCode), used.ageMs(codes[1] as AuthCode), used.ageMs(codes[500] as AuthCode)]).toEqual([null, 0, 0]);
});
