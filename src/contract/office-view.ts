import * as v from 'valibot';

/** What a window may ask of the office. Each desk declares its own commands beside what it shows; this is the list of them. */
export const OfficeCommand = v.variant('kind', [v.object({ kind: v.literal('sign_out') })]);
export type OfficeCommand = v.InferOutput<typeof OfficeCommand>;

/** What a window shows of the office at all times, whole at each change; the newest wins. Lists and reports are asked for. */
export type OfficeView = {
  readonly person: { readonly id: string; readonly name: string; readonly role: 'cashier' | 'manager' } | null; // who signed in on this seat
  readonly hasPeople: boolean; // false: nobody has been set up, and everybody may everything
};
