import * as v from 'valibot';

/** Whether a charge can be taken now. Open to anyone on the machine: it tells nothing about money. */
export const Health = v.object({
  status: v.pipe(v.picklist(['ok', 'read_only']), v.description('read_only: the journal is damaged; reads answer, no charge is begun.')),
  journal: v.picklist(['ok', 'damaged']),
  mode: v.picklist(['live', 'sandbox']),
  gateway: v.picklist(['online', 'offline', 'unknown']),
  unsettled: v.pipe(
    v.number(),
    v.integer(),
    v.description('Charges that may hold money and are not known yet, and refunds that were sent and not answered.'),
  ),
  scanners: v.array(v.object({ kind: v.string(), name: v.string(), status: v.string() })),
});
export type Health = v.InferOutput<typeof Health>;
