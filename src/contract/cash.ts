import * as v from 'valibot';
import { Approval, anyFen, line, positiveFen, requestId } from './office.ts';

const entryId = v.pipe(v.string(), v.maxLength(40));
const note = v.optional(line(80));
const approval = v.optional(Approval);

/** Cash, and tenders that the terminal only writes down. Amounts in fen. Where cash moves, the drawer opens once it is durable. */
export const CASH_COMMANDS = [
  /**
   * A sale in cash, or with another tender by its name: `tender`. `received`: what the customer handed over, of cash alone. `parkedId`: a sale that
   * was set aside, of just this amount. `chargeId`: the sale of a charge that took nothing; one that was not sent is canceled first. Answers
   * `{ entryId, change }`. `received_too_little`, `amount_differs`, `sale_unsettled`, `not_now`: nothing was written down.
   */
  v.object({
    kind: v.literal('cash_sale'),
    requestId,
    amount: positiveFen,
    received: v.optional(anyFen),
    tender: v.optional(line(20)),
    parkedId: v.optional(v.pipe(v.string(), v.maxLength(96))),
    chargeId: v.optional(v.pipe(v.string(), v.maxLength(64))),
    note,
  }),
  /** Gives a cash sale back, with its own tender; what is left of it when no amount is said. Answers `{ entryId, amount }`. `refund_exceeds_sale`. */
  v.object({ kind: v.literal('cash_refund'), requestId, entryId, amount: v.optional(positiveFen), note, approval }),
  /** Puts cash into the drawer, or takes some out, beside sales. Each answers `{ entryId }`. `no_shift`. */
  v.object({ kind: v.literal('pay_in'), requestId, amount: positiveFen, note }),
  v.object({ kind: v.literal('pay_out'), requestId, amount: positiveFen, note, approval }),
  /** Opens the drawer, for change. `no_drawer`. */
  v.object({ kind: v.literal('open_drawer') }),
] as const;

/** What the view says of the drawer. */
export type CashView = { readonly drawer: { readonly canOpen: boolean } };

/** `GET /ui/v1/office/read/cash?shiftId=`: a `CashPage`, newest first; without `shiftId` of the open shift. At most 200 lines. */
export const CashQuery = v.object({ shiftId: v.optional(v.pipe(v.string(), v.maxLength(40))) });

/** One line of the drawer. */
export type CashRow = {
  readonly id: string;
  readonly what: 'sale' | 'refund' | 'pay_in' | 'pay_out';
  readonly tender: string | null; // null: cash
  readonly amount: number;
  readonly received: number | null;
  readonly leftAmount: number | null; // of a sale: what has not been given back
  readonly note: string | null;
  readonly by: string | null; // the name of whoever it was; only people and tills have names
  readonly at: string; // RFC 3339
};
export type CashPage = { readonly items: readonly CashRow[] };
