import * as v from 'valibot';

/** What a screen may ask of the terminal. `requestId` makes a second press of the same button harmless. */
export const Command = v.variant('kind', [
  v.object({
    kind: v.literal('charge'),
    requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
    amount: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999_999)),
    description: v.optional(v.pipe(v.string(), v.maxLength(127))),
  }),
  v.object({ kind: v.literal('cancel'), chargeId: v.pipe(v.string(), v.maxLength(64)) }),
  v.object({ kind: v.literal('ask_now'), chargeId: v.pipe(v.string(), v.maxLength(64)) }),
  /** Clears the stage: after an end, or (F6) leaving an unknown charge on the to-do list. */
  v.object({ kind: v.literal('next_sale') }),
  /** Brings a charge from the to-do list or the history back onto the stage. */
  v.object({ kind: v.literal('show'), chargeId: v.pipe(v.string(), v.maxLength(64)) }),
  /** A burst of keys that a keyboard scanner typed into the screen, as text. */
  v.object({ kind: v.literal('scan'), text: v.pipe(v.string(), v.maxLength(128)) }),
]);
export type Command = v.InferOutput<typeof Command>;

/** What a screen hears back: done, or why not, with a stable code. */
export type CommandAnswer = { readonly ok: true } | { readonly ok: false; readonly code: string };
