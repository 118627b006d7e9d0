import * as v from 'valibot';
import { assert } from '../basics/assert.ts';
import { type Fen, fen, MAX_CHARGE_FEN } from '../money/fen.ts';
import type { Intent } from '../payment/charge.ts';
import { parseRefundId, parseRefundNo, type RefundIntent } from '../payment/refund.ts';
import { type KeptRefundState, named } from '../payment/refund-state.ts';
import type { RefundRecord } from './journal.ts';

const word = v.nullable(v.string());
const whole = v.pipe(v.number(), v.safeInteger());
const from = v.picklist(['unsettled', 'balance']);
const amount = v.pipe(whole, v.minValue(0), v.maxValue(MAX_CHARGE_FEN));

const acquirerRefundId = v.exactOptional(v.pipe(v.string(), v.maxLength(64)));

const State = v.variant('status', [
  v.strictObject({ status: v.picklist(['pending', 'unresolved']), from, acquirerRefundId }),
  v.strictObject({ status: v.literal('succeeded'), from, succeededAtMs: v.nullable(whole), acquirerRefundId }),
  v.strictObject({
    status: v.literal('failed'),
    from,
    code: v.picklist([
      'insufficient_balance',
      'too_old',
      'account_closed',
      'charge_unknown',
      'amount_differs',
      'refused',
      'closed',
      'configuration_error',
    ]),
    acquirerCode: word,
    message: word,
    acquirerRefundId,
  }),
]) satisfies v.GenericSchema<unknown, KeptRefundState>;

const Asked = v.strictObject({
  id: v.string(),
  refundNo: v.string(),
  amountFen: v.pipe(amount, v.minValue(1)),
  origin: v.picklist(['cashier', 'till']),
  reason: word,
  idempotencyKey: word,
  fingerprint: word,
  shiftId: word,
  createdAtMs: whole,
});

/** What stands of a refund in the state of its charge: what was asked for in its first entry, in later ones which that was. */
const Part = v.strictObject({
  asked: v.optional(Asked),
  of: v.optional(whole),
  state: State,
  refundedFen: amount, // of the charge, by all its refunds up to this entry
});
const Holder = v.object({ refund: v.optional(Part) });
type Part = v.InferOutput<typeof Part>;

/** Every entry of one charge that tells of a refund: its number, its time, its state as JSON. */
export type RefundCells = { readonly seq: number; readonly at_ms: number; readonly state: string };

/** Puts a refund into the state of its charge. @param charge JSON of the charge's kept state; @param of the refund's first entry, null in it */
export function withRefund(
  charge: string,
  { intent, state }: Pick<RefundRecord, 'intent' | 'state'>,
  of: number | null,
  refundedFen: Fen,
): string {
  const { id, refundNo, amountFen, origin, reason, idempotencyKey, fingerprint, shiftId, createdAtMs } = intent;
  const asked = { id, refundNo, amountFen, origin, reason, idempotencyKey, fingerprint, shiftId, createdAtMs };
  const part = of === null ? { asked, state: onlyKeptRefund(state), refundedFen } : { of, state: onlyKeptRefund(state), refundedFen };
  return JSON.stringify({ ...(JSON.parse(charge) as object), refund: part });
}

/** The state with the fields that are kept and no others, as reading it back would give it. */
export function onlyKeptRefund(state: KeptRefundState): KeptRefundState {
  const { status } = state;
  switch (status) {
    case 'pending':
    case 'unresolved':
      return { status, from: state.from, ...named(state) };
    case 'succeeded':
      return { status, from: state.from, succeededAtMs: state.succeededAtMs, ...named(state) };
    case 'failed':
      return { status, from: state.from, code: state.code, acquirerCode: state.acquirerCode, message: state.message, ...named(state) };
  }
}

/** Whether the JSON of a charge's state may have a refund in it. */
export function tellsOfRefund(state: string): boolean {
  return state.includes('"refund":');
}

/** What of a charge has gone back, by the JSON of its newest state. @returns null when that cannot be read: the journal is damaged */
export function refundedFenOf(state: string): Fen | null {
  if (!tellsOfRefund(state)) return fen(0); // nearly every charge
  const part = readPart(state);
  return part === null ? null : fen(part?.refundedFen ?? 0);
}

/**
 * Brings together what a charge's entries tell of its refunds. Throws when they cannot be refunds: the journal is damaged.
 *
 * @param rows oldest first
 */
export function readRefunds(charge: Intent, rows: readonly RefundCells[]): ReadonlyMap<number, RefundRecord> {
  const found = new Map<number, RefundRecord>();
  for (const row of rows) {
    const part = readPart(row.state);
    if (part === undefined) continue;
    const place = part?.asked ? row.seq : (part?.of ?? 0);
    const intent = part?.asked ? intentOf(charge, part.asked) : found.get(place)?.intent;
    assert(part && intent, `the journal is damaged at entry ${row.seq} of charge ${charge.id}: its refund does not parse`);
    found.set(place, { intent, state: part.state, updatedAtMs: row.at_ms, seq: row.seq });
  }
  return found;
}

/** @returns undefined when there is none, null when it cannot be read */
function readPart(state: string): Part | null | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Holder), state);
  return parsed.success ? parsed.output.refund : null;
}

function intentOf(charge: Intent, asked: v.InferOutput<typeof Asked>): RefundIntent | null {
  const id = parseRefundId(asked.id);
  const refundNo = parseRefundNo(asked.refundNo);
  if (id === null || refundNo === null) return null;
  return {
    ...asked,
    id,
    refundNo,
    amountFen: fen(asked.amountFen),
    chargeId: charge.id,
    orderNo: charge.orderNo,
    chargeFen: charge.amountFen,
    currency: charge.currency,
  };
}
