import * as v from 'valibot';

/** What can be said of a parked sale. `collecting` is a moment: a charge of it is not final. */
export const PARKED_STATUSES = ['parked', 'collecting', 'collected', 'dropped'] as const;

const timestamp = v.pipe(v.string(), v.isoTimestamp());

/** A sale set aside without its money, as the till, the event stream and the screens see it. Amount in the currency's minor unit. */
export const ParkedSale = v.object({
  id: v.string(),
  amount: v.pipe(v.number(), v.integer()),
  currency: v.string(),
  description: v.pipe(v.nullable(v.string()), v.description('What the customer will see; null: the name of the store.')),
  tillReference: v.nullable(v.string()),
  note: v.nullable(v.string()),
  status: v.pipe(
    v.picklist(PARKED_STATUSES),
    v.description(
      'collecting: a charge of it is under way; if that ends without money the sale is parked again. collected and dropped are final.',
    ),
  ),
  parkedBy: v.pipe(
    v.picklist(['cashier', 'till', 'expired_code']),
    v.description('expired_code: by the terminal itself, when a payment code died waiting for the line.'),
  ),
  parkedAt: timestamp,
  tender: v.pipe(v.nullable(v.picklist(['wallet', 'cash'])), v.description('What settled it.')),
  chargeId: v.pipe(v.nullable(v.string()), v.description('The charge that collects it now, or did.')),
  updatedAt: timestamp,
});
export type ParkedSale = v.InferOutput<typeof ParkedSale>;

/** Every open parked sale, oldest first. */
export const ParkedSaleList = v.object({ items: v.array(ParkedSale) });
export type ParkedSaleList = v.InferOutput<typeof ParkedSaleList>;
