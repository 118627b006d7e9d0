import * as v from 'valibot';
import { CURRENCIES } from '../money/currency.ts';
import { fen, fenDelta, MAX_CHARGE_FEN } from '../money/fen.ts';
import { METHODS, parseChargeId, parseSaleId, parseTransactionId } from '../payment/charge.ts';
import { parseRefundId, parseRefundNo } from '../payment/refund.ts';
import { parsePersonId } from '../people/person.ts';
import { CAUSES } from '../reconciliation/discrepancy.ts';
import { parseShiftId } from '../shift/shift.ts';
import type { Slip } from './slip.ts';

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

const personId = name(parsePersonId);
const shiftId = name(parseShiftId);
const anyFen = v.pipe(whole, v.minValue(0), v.transform(fen));
const anyDelta = v.pipe(whole, v.transform(fenDelta));
const count = v.pipe(whole, v.minValue(0));
/** Before there were others nobody wrote it down: left out is CNY. */
const currency = v.exactOptional(v.picklist(CURRENCIES));
const texts = v.array(v.string());

const actor = v.variant('kind', [
  v.strictObject({ kind: v.literal('person'), id: personId, name: v.string() }),
  v.strictObject({ kind: v.literal('till'), name: v.string() }),
  v.strictObject({ kind: v.literal('terminal') }),
  v.strictObject({ kind: v.literal('counter') }),
]);

const sum = v.strictObject({ count, fen: anyFen });

const totals = v.strictObject({
  wallet: v.array(v.strictObject({ method: v.picklist(METHODS), ...sum.entries })),
  walletRefunds: sum,
  cash: v.strictObject({ floatFen: anyFen, sales: sum, refunds: sum, payIns: sum, payOuts: sum, expectedFen: anyDelta }),
  others: v.array(v.strictObject({ name: v.string(), ...sum.entries })),
  otherRefunds: sum,
  settledLater: sum,
  refundsSettledLater: sum,
  notPaid: v.strictObject({ declined: count, reversed: count, canceled: count }),
  unknown: count,
  paidCount: count,
  grossFen: anyFen,
  refundedFen: anyFen,
  netFen: anyDelta,
  currency,
  otherCurrencies: v.exactOptional(v.array(v.strictObject({ currency: v.picklist(CURRENCIES), ...sum.entries, refundedFen: anyFen }))),
});

const closing = v.strictObject({
  number: v.pipe(whole, v.minValue(1)),
  atMs: whole,
  afterSeq: count,
  by: actor,
  countedFen: v.nullable(anyFen),
  leftOpen: texts,
  totals,
});

const evidence = v.strictObject({ amountFen: v.nullable(anyFen), status: v.string(), atMs: v.nullable(whole), detail: v.string() });
const remedy = v.picklist(['query_again', 'adopt', 'refund', 'write_off']);

/** What each kind of slip holds on disk: all of it, as JSON. The one list for writing and for reading. */
const SlipJson = v.variant('kind', [
  v.strictObject({
    kind: v.literal('parked_sale'),
    id: name(parseSaleId),
    amountFen,
    currency,
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
    currency,
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
  v.strictObject({
    kind: v.literal('late_payment'),
    id: chargeId,
    policy: v.picklist(['refund', 'adopt']),
    status: v.picklist(['due', 'settled']),
    foundAtMs: whole,
  }),
  v.strictObject({
    kind: v.literal('person'),
    id: personId,
    name: v.string(),
    role: v.picklist(['cashier', 'manager']),
    isActive: v.boolean(),
    addedAtMs: whole,
    by: actor,
  }),
  v.strictObject({
    kind: v.literal('act'),
    id: v.string(),
    deed: v.picklist([
      'refund',
      'refund_above_limit',
      'cancel_paid',
      'correct_count',
      'pay_out',
      'settle_discrepancy',
      'manage_people',
      'see_reports',
    ]),
    subject: word,
    amountFen: v.nullable(whole),
    by: actor,
    approvedBy: v.nullable(actor),
    reason: word,
    atMs: whole,
  }),
  v.strictObject({
    kind: v.literal('shift'),
    id: shiftId,
    status: v.picklist(['open', 'closed']),
    cashier: v.string(),
    personId: v.nullable(personId),
    openedBy: actor,
    openedAtMs: whole,
    openedAfterSeq: count,
    sinceSeq: count,
    openingFloatFen: anyFen,
    count: v.nullable(v.strictObject({ fen: anyFen, expectedFen: anyDelta, atMs: whole, by: actor })),
    handOvers: v.array(v.strictObject({ atMs: whole, from: v.string(), to: v.string() })),
    carriedOver: texts,
    idempotencyKey: word,
    closing: v.nullable(closing),
  }),
  v.strictObject({
    kind: v.literal('cash_entry'),
    id: v.string(),
    what: v.picklist(['sale', 'refund', 'pay_in', 'pay_out']),
    tender: word,
    currency,
    amountFen: anyFen,
    receivedFen: v.nullable(anyFen),
    saleId: word,
    refundOf: word,
    note: word,
    shiftId: v.nullable(shiftId),
    by: actor,
    approvedBy: v.nullable(actor),
    atMs: whole,
    idempotencyKey: word,
  }),
  v.strictObject({
    kind: v.literal('reconciliation'),
    id: shiftId,
    askedAtMs: v.nullable(whole),
    bill: v.picklist(['pending', 'matched', 'differs']),
    bills: v.array(v.strictObject({ date: v.string(), isEmpty: v.boolean(), matched: count, readAtMs: whole })),
    asked: v.strictObject({ charges: count, refunds: count }),
    matched: count,
    discrepancies: texts,
    unsettled: texts,
    postponed: texts,
    atMs: whole,
  }),
  v.strictObject({
    kind: v.literal('discrepancy'),
    id: v.string(),
    source: v.picklist(['closing', 'bill']),
    shiftId: v.nullable(shiftId),
    billDate: word,
    difference: v.picklist(['missing_at_acquirer', 'missing_in_ledger', 'amount_differs', 'status_differs', 'refund_differs']),
    cause: v.picklist(CAUSES),
    chargeId: word,
    orderNo: v.string(),
    refundNo: word,
    nearChargeId: word,
    ours: v.nullable(evidence),
    theirs: v.nullable(evidence),
    remedies: v.array(remedy),
    status: v.picklist(['open', 'assigned', 'settled']),
    assignedTo: v.nullable(personId),
    settledBy: v.nullable(v.picklist(['remedy', 'vanished'])),
    remedy: v.nullable(remedy),
    reason: word,
    by: v.nullable(actor),
    back: v.nullable(
      v.strictObject({ refundNo: name(parseRefundNo), status: v.picklist(['pending', 'succeeded', 'failed']), acquirerCode: word }),
    ),
    foundAtMs: whole,
    settledAtMs: v.nullable(whole),
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
