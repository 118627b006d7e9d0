import type { Currency } from '../money/currency.ts';
import type { Method } from '../payment/charge.ts';

/** The acquirers behind the port. A new one is a folder beside this file, and a line below. */
export type Acquirer = 'wechat-v2' | 'wooshpay';

/** What an end without money rests on: no order of a code's was known, it was undone, or an offer was closed. */
export type LateKind = 'absent' | 'undone' | 'offer';

/** What an acquirer can do and asks for, known before its adapter is loaded. */
export type Abilities = {
  readonly methods: readonly Method[];
  readonly currencies: readonly Currency[];
  /** The most of one payment, in hundredths; left out: as much as the terminal takes. */
  readonly mostOf?: Partial<Readonly<Record<Currency, number>>>;
  /** An offer is not closed sooner than this after it was placed. */
  readonly closeDelayMs: number;
  /** Waits before further questions once it said "undone". */
  readonly confirmAfterMs: readonly number[];
  /** When a charge that ended without money is asked about again, after its end: money may come late. */
  readonly watchAfterMs: Readonly<Record<LateKind, readonly number[]>>;
  /** Whether it publishes a bill of each day. */
  readonly hasBill: boolean;
  /** Whether it tells who a payment code belongs to. */
  readonly tellsOpenId: boolean;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const ABILITIES: Readonly<Record<Acquirer, Abilities>> = {
  'wechat-v2': {
    methods: ['payment_code', 'merchant_qr', 'official_account', 'mini_program', 'app', 'h5'],
    currencies: ['CNY'],
    closeDelayMs: 5 * MINUTE, // Source: closeorder, not within five minutes after creation
    confirmAfterMs: [],
    watchAfterMs: {
      absent: [MINUTE, 10 * MINUTE], // what stood in a queue takes the money when it comes, for as long as its code works
      undone: [], // signed, and final
      offer: [MINUTE, 10 * MINUTE], // a closed order was seen to be paid by who sat in the dialog
    },
    hasBill: true,
    tellsOpenId: true,
  },
  wooshpay: {
    methods: ['payment_code', 'merchant_qr', 'link', 'official_account', 'mini_program', 'h5'],
    currencies: ['CNY', 'GBP', 'USD', 'EUR', 'HKD'],
    mostOf: { USD: 5_000_000 }, // Source: minimums and maximums, 50,000 USD per payment
    closeDelayMs: 0,
    confirmAfterMs: [3 * SECOND, 7 * SECOND], // a password typed at the last moment may win against a cancel: asked 3 s and 10 s after it
    watchAfterMs: { absent: wooshpayWatch(), undone: wooshpayWatch(), offer: wooshpayWatch() },
    hasBill: false,
    tellsOpenId: false,
  },
};

/** A cancel that it confirmed was seen to be paid after all; its search may lag behind. */
function wooshpayWatch(): readonly number[] {
  const hourly = Array.from({ length: 24 }, (_, hour) => (hour + 1) * HOUR);
  return [MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, ...hourly];
}
