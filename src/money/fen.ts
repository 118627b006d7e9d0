import { assert } from '../basics/assert.ts';
import { err, ok, type Result } from '../basics/result.ts';

declare const unit: unique symbol;

/** An amount of Chinese money in whole fen (1/100 yuan), 0 or more. */
export type Fen = number & { readonly [unit]: 'fen' };

/** The largest amount one charge may have: 99,999,999.99 yuan, as the till API promises. */
export const MAX_CHARGE_FEN = 9_999_999_999;

/** Makes an amount. @param n whole fen, 0 or more. Throws on anything else: that is a bug, not a user's mistake. */
export function fen(n: number): Fen {
  assert(Number.isSafeInteger(n) && n >= 0, `not a fen amount: ${n}`);
  return n as Fen;
}

/** Adds amounts; throws beyond what a number holds exactly. */
export function addFen(...amounts: readonly Fen[]): Fen {
  return fen(amounts.reduce((sum: number, amount) => sum + amount, 0));
}

/**
 * Reads yuan as a person or a bill writes them, digit by digit, never through a fraction.
 *
 * @param text `12`, `12.3`, `12.30`; no sign, no grouping
 * @returns the amount in fen, or `not_an_amount`
 */
export function parseYuan(text: string): Result<Fen, 'not_an_amount'> {
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return err('not_an_amount');
  return ok(fen(Number(`${match[1]}${(match[2] ?? '').padEnd(2, '0')}`)));
}

/** Writes an amount as yuan with two decimals and comma thousands: `1,234.50`. */
export function formatYuan(amount: Fen): string {
  const digits = String(amount).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${yuan}.${digits.slice(-2)}`;
}

declare const delta: unique symbol;

/** A difference between amounts in whole fen; negative when something is short. */
export type FenDelta = number & { readonly [delta]: 'fen' };

/** Makes a difference. @param n whole fen of either sign. Throws on anything else: that is a bug. */
export function fenDelta(n: number): FenDelta {
  assert(Number.isSafeInteger(n), `not a difference in fen: ${n}`);
  return (n + 0) as FenDelta;
}

/** Writes a difference as yuan: `5.00`, `−5.00` with a true minus, comma thousands. */
export function formatDelta(n: FenDelta): string {
  return `${n < 0 ? '\u2212' : ''}${formatYuan(fen(Math.abs(n)))}`;
}
