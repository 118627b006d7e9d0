import * as v from 'valibot';

/** Whether a charge can be taken now. Open to anyone on the machine: it tells nothing about money. */
export const Health = v.object({
  status: v.literal('ok'),
  mode: v.picklist(['live', 'sandbox']),
  gateway: v.picklist(['online', 'offline', 'unknown']),
  unsettled: v.pipe(v.number(), v.integer()),
  scanners: v.array(v.object({ kind: v.string(), name: v.string(), status: v.string() })),
});
export type Health = v.InferOutput<typeof Health>;
