/** How long the acquirer's own terms are, in milliseconds. */
export type WooshTimes = {
  readonly dialogMs: number; // a payment code's order waits this long for its customer
  readonly offerMs: number; // a QR, a link or a prepay_id can be used this long
  readonly sessionMs: number; // a checkout session is open this long
  readonly turnMs: (scenarioMs: number) => number; // the waits that scenarios name
  readonly refundMs: number; // a pending refund comes to its end after this
  readonly refundFailsMs: number;
  readonly webhookTimeoutMs: number; // an endpoint must answer within this
  readonly webhookGapsMs: readonly number[]; // between the deliveries of one event
};

const HOUR_MS = 60 * 60 * 1000;

/** After 10 s, doubling eleven times, then six even gaps: 18 deliveries in less than 72 hours, as published; the gaps themselves are a guess. */
const WEBHOOK_GAPS_MS = [...Array.from({ length: 11 }, (_, index) => 10_000 * 2 ** index), ...Array<number>(6).fill(39_788_000)];

/**
 * The terms. Published are the 24 hours of a session and the 18 deliveries in 72 hours; the rest is made up.
 *
 * @param factor stretches or shortens the waits: 0.1 lets a dialog lapse after 9 s. The life of offers and sessions stays as it is.
 * @param webhookFactor the same for the gaps between deliveries
 */
export function wooshTimes(factor = 1, webhookFactor = factor): WooshTimes {
  return {
    dialogMs: 90_000 * factor,
    offerMs: 2 * HOUR_MS,
    sessionMs: 24 * HOUR_MS,
    turnMs: (scenarioMs) => scenarioMs * factor,
    refundMs: 10_000 * factor,
    refundFailsMs: 2_000 * factor,
    webhookTimeoutMs: 10_000,
    webhookGapsMs: WEBHOOK_GAPS_MS.map((gapMs) => gapMs * webhookFactor),
  };
}
