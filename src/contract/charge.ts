import * as v from 'valibot';

/** The statuses of a charge that the outside sees. Source: interface of the terminal, "Till API". */
export const STATUSES = [
  'awaiting_code',
  'queued',
  'submitting',
  'awaiting_customer',
  'reversing',
  'unresolved',
  'paid',
  'declined',
  'reversed',
  'canceled',
] as const;

/** How a charge is taken: by the customer's payment code, or as an order that he pays by himself. */
export const METHODS = ['payment_code', 'merchant_qr', 'link', 'official_account', 'mini_program', 'app', 'h5'] as const;

const timestamp = v.pipe(v.string(), v.isoTimestamp());

/** A charge as the till, the event stream and the screens see it. Amounts in the currency's minor unit; times RFC 3339 with offset. */
export const Charge = v.object({
  id: v.string(),
  orderNo: v.string(),
  tillReference: v.nullable(v.string()),
  method: v.picklist(METHODS),
  amount: v.pipe(v.number(), v.integer()),
  currency: v.string(),
  description: v.string(),
  status: v.picklist(STATUSES),
  wallet: v.nullable(v.string()),
  transactionId: v.nullable(v.string()),
  paidAt: v.nullable(timestamp),
  declineCode: v.nullable(v.string()),
  declineMessage: v.nullable(v.string()),
  acquirerCode: v.nullable(v.string()),
  refundedAmount: v.pipe(v.number(), v.integer()),
  codeHint: v.nullable(v.string()),
  qr: v.nullable(v.object({ content: v.string(), expiresAt: timestamp })),
  shiftId: v.nullable(v.string()),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Charge = v.InferOutput<typeof Charge>;

/** A page of charges, newest first. */
export const ChargePage = v.object({ items: v.array(Charge), nextCursor: v.nullable(v.string()) });
export type ChargePage = v.InferOutput<typeof ChargePage>;
