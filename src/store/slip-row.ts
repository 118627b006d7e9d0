import * as v from 'valibot';
import { fen, MAX_CHARGE_FEN } from '../money/fen.ts';
import { parseChargeId, parseSaleId, parseTransactionId } from '../payment/charge.ts';
import { parseRefundId } from '../payment/refund.ts';
import type { Slip } from '../sale/slip.ts';

const word = v.nullable(v.string());
const whole = v.pipe(v.number(), v.safeInteger());
const amountFen = v.pipe(whole, v.minValue(1), v.maxValue(MAX_CHARGE_FEN), v.transform(fen));

/** A name as its own parser reads it. */
function name<Name extends string>(parse: (text: string) => Name | null) {
  return v.pipe(
    v.string(),
    v.rawTransform<string, Name>(({ dataset, addIssue, NEVER }) => {
      const parsed = parse(dataset.value);
      if (parsed !== null) return parsed;
      addIssue({ message: 'none of our names' });
      return NEVER;
    }),
  );
}

const chargeId = name(parseChargeId);

/** What each kind of slip holds on disk: all of it, as JSON. The one list for writing and for reading. */
const SlipJson = v.variant('kind', [
  v.strictObject({
    kind: v.literal('parked_sale'),
    id: name(parseSaleId),
    amountFen,
    description: word,
    tillReference: word,
    note: word,
    idempotencyKey: word,
    fingerprint: word,
    parkedAtMs: whole,
    by: v.picklist(['cashier', 'till', 'expired_code']),
    status: v.picklist(['parked', 'collected', 'dropped']),
    tender: v.nullable(v.picklist(['wallet', 'cash'])),
    chargeId: v.nullable(chargeId),
  }),
  v.strictObject({
    kind: v.literal('finding'),
    id: v.string(),
    evidence: v.picklist(['same_sale', 'same_payer', 'cash_and_wallet']),
    earlier: v.nullable(chargeId),
    later: chargeId,
    amountFen,
    raisedAtMs: whole,
    status: v.picklist(['open', 'settled']),
    remedy: v.nullable(v.picklist(['refund', 'dismissed'])),
    refundId: v.nullable(name(parseRefundId)),
    reason: v.nullable(v.picklist(['two_sales', 'for_another', 'settled_otherwise'])),
  }),
  v.strictObject({
    kind: v.literal('attached_payment'),
    id: name(parseTransactionId),
    saleId: name(parseSaleId),
    chargeId: v.nullable(chargeId),
    amountFen,
    attachedAtMs: whole,
  }),
]) satisfies v.GenericSchema<unknown, Slip>;

/** The slip with the fields that are kept and no others, in their order. */
export function onlySlip(slip: Slip): Slip {
  const fields = SlipJson.options.find((option) => option.entries.kind.literal === slip.kind)?.entries ?? {};
  const given: Readonly<Record<string, unknown>> = slip;
  return Object.fromEntries(Object.keys(fields).map((field) => [field, given[field]])) as Slip;
}

/** Reads a slip. Throws when it cannot be one: the journal is damaged. @param seq its entry */
export function readSlip(json: string, seq: number): Slip {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), SlipJson), json);
  if (!parsed.success) throw new Error(`the journal is damaged at entry ${seq}: its slip does not parse`);
  return parsed.output;
}
