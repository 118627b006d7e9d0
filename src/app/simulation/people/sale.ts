import type { Chance } from '../chance.ts';
import type { Mood } from '../mood.ts';

/** A till tries a sale this often under new keys before it takes cash. */
export const MOST_ATTEMPTS = 3;
/** Of the sales that are paid, so many go back in whole or in part. */
const REFUND_SHARE = 0.08;
/** So many sales come to the amount of the one before: two coffees. */
const SAME_AMOUNT_SHARE = 0.08;
/** So many sales of a till are rung up again although they are paid: it did not hear so. */
const LOST_SUCCESS_SHARE = 0.03;

/** Between two sales of a rush, on average. */
const RUSH_GAP_MS = 100;

/** One sale at the counter, over as many charges and processes as it takes. */
export type Sale = {
  readonly number: number;
  readonly channel: 'till_with_code' | 'till' | 'cashier'; // who asks, and whether with the code in hand
  readonly amountFen: number;
  readonly beginsMs: number;
  readonly chance: Chance; // what its people do, turn by turn
  attempt: number;
  chargeId: string | null; // of the running attempt, once its people have been told
  /** The charge before, which ended without money; a cashier scans again for its sale. */
  endedId: string | null;
  /** Charges begun before the running one that had not ended by then. */
  besides: readonly string[];
  readonly fumblesUntilMs: number; // until then its customer looks for the phone
  method: 'payment_code' | 'merchant_qr'; // how it is taken, as far as its people have got
  seenQr: string | null; // what its customer could scan, also after it was withdrawn
  readonly isUnattended: boolean; // nobody does anything about it once its code was given
  showsBill: boolean; // its customer said that he has paid
  isSuccessLost: boolean; // its people will not hear that it is paid
  parkedId: string | null; // when it was set aside: what it is called on the list of parked sales
  /** What of it goes back once it is paid, and how far that is; null: nothing. */
  readonly refund: { readonly amountFen: number; id: string | null } | null;
  isDone: boolean;
};

/** The key under which the running attempt is asked for: the same one over restarts, since nobody at the counter knows what a dead process did. */
export function keyOfAttempt({ number, attempt }: Sale): string {
  return `s${number}.${attempt}`;
}

/** Whether its people are through with it: nothing of it awaits a code any more. */
export function isLeft({ isDone, besides }: Sale): boolean {
  return isDone && besides.length === 0;
}

/** Draws the sales of a day. @param gapMs between two beginnings, on average */
export function drawSales(
  chance: Chance,
  count: number,
  { gapMs, passwordShare, unattendedShare, fumblingShare, fumblingMs, qrShare, restarts }: Mood,
): readonly Sale[] {
  let beginsMs = 0;
  let beforeFen = 0;
  return Array.from({ length: count }, (_, number) => {
    const own = chance.of('sale', number);
    const goesBack = own.of('refund');
    const fumbles = own.of('fumbles');
    const isOfRush = restarts?.thenRush === true && number >= restarts.untilSale;
    beginsMs += own.between(0, 2 * (isOfRush ? RUSH_GAP_MS : gapMs));
    const channel = own.pick<Sale['channel']>([
      [isOfRush ? 50 : 5, 'till_with_code'], // a till that waits for nobody makes the rush
      [3, 'till'],
      [3, 'cashier'],
    ]);
    const drawnFen = own.happens(passwordShare) ? own.between(100_001, 200_000) : own.between(1, 99_999);
    const amountFen = beforeFen > 0 && own.of('amount').happens(SAME_AMOUNT_SHARE) ? beforeFen : drawnFen;
    beforeFen = amountFen;
    return {
      number,
      channel,
      amountFen,
      beginsMs,
      chance: own.of('people'),
      attempt: 1,
      chargeId: null,
      endedId: null,
      besides: [],
      showsBill: false,
      fumblesUntilMs: fumbles.happens(fumblingShare) ? beginsMs + fumbles.between(5_000, fumblingMs) : 0,
      method: own.of('method').happens(qrShare) ? 'merchant_qr' : 'payment_code',
      seenQr: null,
      isUnattended: own.of('attended').happens(unattendedShare),
      isSuccessLost: channel !== 'cashier' && own.of('success').happens(LOST_SUCCESS_SHARE),
      parkedId: null,
      refund: goesBack.happens(REFUND_SHARE)
        ? { amountFen: goesBack.happens(0.5) ? amountFen : goesBack.between(1, amountFen), id: null }
        : null,
      isDone: false,
    };
  });
}
