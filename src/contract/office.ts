import * as v from 'valibot';

/**
 * How a window talks to the office (people, shifts, cash, refunds, reconciliation, reports, receipts) over `/ui/v1/office`, with the
 * session of `ui.ts`. Who acts is the person who signed in on that session's seat; what that person may not do alone needs an
 * `approval`: another person's PIN, given on the spot.
 *
 * - `GET /ui/v1/office/view`: server-sent events, each a whole `OfficeView`
 * - `POST /ui/v1/office/commands` with an `OfficeCommand`: answers an `OfficeAnswer`
 * - `GET /ui/v1/office/…`: lists and reports, each declared beside what it lists
 */

/** A PIN as it is typed: digits. Lives in memory while it is checked, and nowhere else. */
export const Pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/));

/** Somebody else's word for a deed, given at the counter. */
export const Approval = v.object({ personId: v.pipe(v.string(), v.maxLength(40)), pin: Pin });
export type Approval = v.InferOutput<typeof Approval>;

/** Makes a second press of the same button harmless. */
export const requestId = v.pipe(v.string(), v.minLength(8), v.maxLength(64));

/** Amounts in fen; `0` where nothing is an amount too: a float, a count. */
export const positiveFen = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999_999));
export const anyFen = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999));

/** One line of 1 to `most` characters without controls. */
export function line(most: number) {
  return v.pipe(
    v.string(),
    v.minLength(1),
    v.check((text) => [...text].length <= most && text.isWellFormed() && !/[\p{Cc}\uFFFE\uFFFF]/u.test(text)),
  );
}

/**
 * Done, with what it made, or why not, with a stable code. `approval_needed`: the same command again, with an approval. `locked`: too many
 * wrong PINs; `waitMs` until the next is looked at.
 */
export type OfficeAnswer =
  | { readonly ok: true; readonly value?: unknown }
  | { readonly ok: false; readonly code: string; readonly waitMs?: number; readonly deed?: string };
