import type { Currency } from '../../../money/currency.ts';
import type { Chance } from '../chance.ts';

/** A sale is tried so often. */
export const MOST_ATTEMPTS = 3;

export type Method = 'payment_code' | 'merchant_qr' | 'link';

/** One sale at a till, over as many charges and processes as it takes. */
export type Sale = {
  readonly number: number;
  readonly beginsMs: number;
  readonly amountFen: number;
  readonly currency: Currency;
  readonly chance: Chance;
  readonly refunds: readonly number[]; // parts that go back once it is paid, in hundredths
  attempt: number;
  method: Method;
  code: string | null; // of the running attempt; the same one when it is asked for again
  chargeId: string | null;
  readonly cancelsAfterMs: number | null; // the till gives the first attempt up, so long after it began
  isDone: boolean;
};

const CURRENCIES: readonly (readonly [number, Currency])[] = [
  [6, 'CNY'],
  [1, 'GBP'],
  [1, 'USD'],
  [1, 'EUR'],
  [1, 'HKD'],
];

/** The key under which the running attempt is asked for. */
export function keyOfAttempt({ number, attempt }: Pick<Sale, 'number' | 'attempt'>): string {
  return `s${number}.${attempt}`;
}

export function drawMethod(chance: Chance): Method {
  return chance.pick<Method>([
    [6, 'payment_code'],
    [3, 'merchant_qr'],
    [2, 'link'],
  ]);
}

/** @param wholeOnly refunds go back whole: the acquirer would give parts back twice */
export function drawSales(chance: Chance, count: number, gapMs: number, wholeOnly: boolean): readonly Sale[] {
  let beginsMs = 0;
  return Array.from({ length: count }, (_, number) => {
    const own = chance.of('sale', number);
    beginsMs += own.between(0, 2 * gapMs);
    const amountFen = own.between(2, 100_000);
    const part = own.between(1, amountFen - 1);
    const refunds = own.pick<readonly number[]>([
      [16, []],
      [2, [amountFen]],
      [2, wholeOnly ? [] : [part]],
      [1, wholeOnly ? [] : [part, amountFen - part]],
    ]);
    const cancelsAfterMs = own.happens(0.15) ? own.between(100, 60_000) : null;
    const people = own.of('people');
    const drawn = { number, beginsMs, amountFen, currency: own.pick(CURRENCIES), chance: people, refunds, cancelsAfterMs };
    return { ...drawn, attempt: 1, method: drawMethod(own), code: null, chargeId: null, isDone: false };
  });
}
