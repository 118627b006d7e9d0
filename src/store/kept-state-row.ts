import * as v from 'valibot';
import { parseTransactionId } from '../payment/charge.ts';
import { isOffer, type KeptOfferState, MAX_SHOWN } from '../payment/offer.ts';
import type { KeptState, Status } from '../payment/state.ts';

// What is null or false is left out on disk; it comes back by these defaults.
const flag = v.optional(v.boolean(), false);
const word = v.optional(v.nullable(v.string()), null);
const undoCause = v.picklist(['customer_timeout', 'canceled', 'payment_failed', 'never_confirmed']);
const declineCode = v.picklist([
  'code_expired',
  'code_invalid',
  'insufficient_funds',
  'card_not_supported',
  'payment_error',
  'order_number_used',
  'configuration_error',
  'not_received',
  'offline',
]);
const transactionId = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseTransactionId(dataset.value);
    if (parsed !== null) return parsed;
    addIssue({ message: 'not a transaction id' });
    return NEVER;
  }),
);

const pursuit = v.strictObject({
  armedOnly: flag,
  undo: v.optional(v.nullable(undoCause), null),
  known: flag,
  reversalsOpen: flag,
  reversalRefused: word,
});

/** Of an offer; what the acquirer gave to be shown is at most a picture of a few kilobytes. */
const shown = v.strictObject({
  content: v.nullable(v.pipe(v.string(), v.maxLength(MAX_SHOWN))),
  prepayId: v.nullable(v.pipe(v.string(), v.maxLength(MAX_SHOWN))),
});
const OFFER = v.strictObject({
  offer: v.strictObject({
    to: v.strictObject({ openId: v.nullable(v.string()), clientIp: v.nullable(v.string()) }),
    expiresAtMs: v.pipe(v.number(), v.safeInteger()),
    shown: v.nullable(shown),
    undo: v.nullable(v.picklist(['canceled', 'expired'])),
    closeSent: v.boolean(),
  }),
});
const OFFER_STATUSES: ReadonlySet<string> = new Set<KeptOfferState['status']>([
  'queued',
  'submitting',
  'awaiting_customer',
  'unresolved',
  'reversing',
]);

/** What the journal keeps of each status beside its name, but of offers. The one list for writing and for reading. */
const KEPT = {
  awaiting_code: v.strictObject({ armed: flag }),
  queued: v.strictObject({}),
  submitting: v.strictObject({ cancelWanted: flag }),
  awaiting_customer: pursuit,
  unresolved: pursuit,
  reversing: pursuit,
  // `refund`, which a paid charge may have beside it, is another's to read: refund-row.ts.
  paid: v.strictObject({
    transactionId,
    wallet: v.picklist(['wechat']),
    paidAtMs: v.pipe(v.number(), v.safeInteger()),
    payer: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))), null),
    tookMs: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  declined: v.strictObject({ code: declineCode, acquirerCode: word, message: word }),
  reversed: v.strictObject({ cause: v.picklist([...undoCause.options, 'acquirer']), acquirerCode: word }),
  canceled: v.strictObject({ perhapsSent: v.exactOptional(v.literal(true)) }),
} as const satisfies Record<Status, v.GenericSchema<unknown, object>>;

/** A kept state as a row has it: its status, and the rest as JSON without what is null or false. */
export type KeptStateRow = { readonly status: string; readonly json: string };

const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(KEPT).map(([status, schema]) => [status, Object.keys(schema.entries)]),
);

/** Writes a kept state. Only the fields of the list above are taken, whatever else the object carries. */
export function writeKeptState(state: KeptState): KeptStateRow {
  if (isOffer(state)) return { status: state.status, json: JSON.stringify({ offer: state.offer }) };
  return { status: state.status, json: JSON.stringify(pick(state, (value) => value !== null && value !== false)) };
}

/** The state with the fields of the list above and no others, as reading it back would give it. */
export function onlyKept(state: KeptState): KeptState {
  if (isOffer(state)) return { status: state.status, offer: state.offer };
  return { status: state.status, ...pick(state, () => true) } as KeptState;
}

/** Reads a kept state. @returns null when it is none, which means that the journal is damaged */
export function readKeptState(row: KeptStateRow): KeptState | null {
  if (!isStatus(row.status)) return null;
  const json = withoutRefund(parseJson(row.json));
  if (OFFER_STATUSES.has(row.status) && typeof json === 'object' && json !== null && 'offer' in json) return readOffer(row.status, json);
  const parsed = v.safeParse(KEPT[row.status] as v.GenericSchema<unknown, object>, json);
  return parsed.success ? ({ status: row.status, ...parsed.output } as KeptState) : null;
}

function readOffer(status: Status, json: object): KeptState | null {
  const parsed = v.safeParse(OFFER, json);
  return parsed.success ? { status: status as KeptOfferState['status'], ...parsed.output } : null;
}

function isStatus(text: string): text is Status {
  return FIELDS.has(text);
}

function pick(state: KeptState, keeps: (value: unknown) => boolean): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const field of FIELDS.get(state.status) ?? []) {
    const value = (state as Record<string, unknown>)[field];
    if (value !== undefined && keeps(value)) picked[field] = value;
  }
  return picked;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no schema takes it, so the row is named as damaged by the caller
  }
}

function withoutRefund(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('refund' in json)) return json;
  const { refund, ...state } = json;
  return state;
}
