import * as v from 'valibot';
import type { Charge } from './charge.ts';
import type { ActView } from './people.ts';
import type { Refund } from './refund.ts';

/**
 * The record of charges, as a manager looks through it.
 *
 * - `GET /ui/v1/office/read/charges?…` with a `RecordQuery`: answers a `RecordPage`, newest first
 * - `GET /ui/v1/office/read/charge?id=…`: answers a `RecordDetail`; `not_found` where there is no such charge
 *
 * Whatever is asked, an answer looks at no more than `RECORDS_WALKED` charges: nobody at the counter waits for a manager's search.
 * A search that needs more gives what it found so far, perhaps nothing, and a `nextCursor`; the page goes on by itself.
 */
export const RECORDS_WALKED = 5_000;

/** Rows of one answer. */
export const RECORDS_PER_PAGE = 100;

/** Kinds of charges that a manager asks for; each stands for a few statuses. */
export const RECORD_GROUPS = ['paid', 'refunded', 'open', 'declined', 'undone'] as const;
export type RecordGroup = (typeof RECORD_GROUPS)[number];

/** What each group holds, by status. `refunded`: paid, and something of it went back. `open`: not final. `undone`: reversed or canceled. */
export const GROUP_STATUSES = {
  paid: ['paid'],
  refunded: ['paid'],
  open: ['awaiting_code', 'queued', 'submitting', 'awaiting_customer', 'reversing', 'unresolved'],
  declined: ['declined'],
  undone: ['reversed', 'canceled'],
} as const satisfies Record<RecordGroup, readonly Charge['status'][]>;

const wholeText = (from: number, to: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number), v.minValue(from), v.maxValue(to));

/** What is looked for; every field that is given narrows it. Without any, all charges. */
export const RecordQuery = v.object({
  text: v.optional(v.pipe(v.string(), v.maxLength(64)), ''), // as typed or scanned; `readSearch` says what it may mean
  group: v.optional(v.picklist(RECORD_GROUPS)),
  fromDay: v.optional(v.pipe(v.string(), v.isoDate())), // in the store's time zone, the day itself included
  untilDay: v.optional(v.pipe(v.string(), v.isoDate())), // likewise
  cashier: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))), // the name on the charge's shift
  cursor: v.optional(v.pipe(v.string(), v.maxLength(64))), // `nextCursor`, or `top` of an earlier answer
  skip: v.optional(wholeText(0, 9_999_999), '0'), // so many rows after the cursor; only while nothing narrows the list
  limit: v.optional(wholeText(1, 200), String(RECORDS_PER_PAGE)),
});
export type RecordQuery = v.InferOutput<typeof RecordQuery>;

/** A charge in the record. */
export type RecordRow = Charge & { readonly cashier: string | null }; // whose shift it was; null: nobody had one open

export type RecordPage = {
  readonly items: readonly RecordRow[];
  readonly nextCursor: string | null; // null: there is nothing older
  readonly top: string; // stands before the newest row of the list as it is now: row n of it is `cursor=top&skip=n`, whatever comes later
  readonly total: number | null; // how many the list has below `top`; null where a filter would have to be counted out
};

/** One line of a charge's life, oldest first. */
export type RecordStep = {
  readonly at: string; // RFC 3339
  readonly what: Charge['status'] | 'refund_pending' | 'refund_succeeded' | 'refund_failed' | 'refund_unresolved';
  readonly amount: number | null; // of a refund, in fen
};

/** One charge with all that is known of it. */
export type RecordDetail = {
  readonly charge: RecordRow;
  readonly steps: readonly RecordStep[]; // at most 200
  readonly refunds: readonly Refund[]; // oldest first
  readonly acts: readonly ActView[]; // what people did about it, oldest first
};
