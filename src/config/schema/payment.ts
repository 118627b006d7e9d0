import * as v from 'valibot';
import { section } from './strict.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The acquirer reverses nothing older. Source: WeChat Pay, reverse order. */
const REVERSIBLE_MS = 7 * DAY;

/** The `payment` part: times in milliseconds. Small ones are allowed, for tests against an acquirer of one's own. */
export const Payment = section({
  requestTimeoutMs: time(10_000, { min: 1, max: 5 * MINUTE }),
  pollIntervalMs: time(5_000, { min: 1, max: 5 * MINUTE }),
  customerTimeoutMs: time(45_000, { min: 1, max: HOUR }),
  reverseDelayMs: time(15_000, { min: 0, max: REVERSIBLE_MS }),
  codeValidityMs: time(60_000, { min: 1, max: HOUR }),
  retryIntervalMs: time(5_000, { min: 1, max: 5 * MINUTE }),
  refundSpacingMs: time(60_000, { min: 0, max: DAY }),
  qrValidityMs: time(300_000, { min: 1, max: 2 * HOUR }),
  closeDelayMs: v.optional(v.nullable(time(300_000, { min: 0, max: HOUR })), null), // the acquirer's own
  latePayment: v.optional(v.picklist(['refund', 'adopt'], 'must be refund or adopt'), 'refund'),
});

function time(usual: number, { min, max }: { readonly min: number; readonly max: number }) {
  const message = `must be whole milliseconds from ${min} to ${max}; usual is ${usual}`;
  return v.optional(v.pipe(v.number(message), v.safeInteger(message), v.minValue(min, message), v.maxValue(max, message)), usual);
}
