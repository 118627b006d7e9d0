import * as v from 'valibot';
import { DISMISSAL_REASONS } from './finding.ts';

/** What the cashier writes on a parked sale: one line of 1 to 40 characters. */
const note = v.pipe(
  v.string(),
  v.minLength(1),
  v.check((text) => [...text].length <= 40 && text.isWellFormed() && !/[\p{Cc}\uFFFE\uFFFF]/u.test(text)),
);

/** What a screen may ask of the terminal. `requestId` makes a second press of the same button harmless. */
export const Command = v.variant('kind', [
  v.object({
    kind: v.literal('charge'),
    requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
    amount: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999_999)),
    description: v.optional(v.pipe(v.string(), v.maxLength(127))),
    /** How it is taken; a payment code when left out. */
    method: v.optional(v.picklist(['payment_code', 'merchant_qr'])),
    /** The charge of the same sale that ended without money: "scan again". */
    sameSaleAs: v.optional(v.pipe(v.string(), v.maxLength(64))),
  }),
  /** Takes the sale of a charge another way: nothing of it was sent, its QR is withdrawn, or it ended without money. */
  v.object({
    kind: v.literal('change_method'),
    requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
    chargeId: v.pipe(v.string(), v.maxLength(64)),
    method: v.picklist(['payment_code', 'merchant_qr']),
  }),
  /** Sets the typed sale aside: the customer went back for the eggs, or the line is down. */
  v.object({
    kind: v.literal('park'),
    requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
    amount: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999_999)),
    note: v.optional(note),
  }),
  /** The same with the sale of a charge; one that was not sent is canceled. */
  v.object({ kind: v.literal('park_charge'), chargeId: v.pipe(v.string(), v.maxLength(64)), note: v.optional(note) }),
  /** Asks for a parked sale's payment code, shows the merchant's QR for it, or settles it in cash, by name only. */
  v.object({
    kind: v.literal('collect'),
    requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
    parkedId: v.pipe(v.string(), v.maxLength(96)),
    tender: v.picklist(['wallet', 'merchant_qr', 'cash']),
  }),
  /** Gives a parked sale up. A screen has it held down, not pressed. */
  v.object({ kind: v.literal('drop_parked'), parkedId: v.pipe(v.string(), v.maxLength(96)) }),
  v.object({ kind: v.literal('cancel'), chargeId: v.pipe(v.string(), v.maxLength(64)) }),
  v.object({ kind: v.literal('ask_now'), chargeId: v.pipe(v.string(), v.maxLength(64)) }),
  /** Gives back all or part of a paid charge. Money leaves by it: a screen has it held down, not pressed. */
  v.object({
    kind: v.literal('refund'),
    requestId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
    chargeId: v.pipe(v.string(), v.maxLength(64)),
    amount: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999_999)),
    reason: v.optional(v.pipe(v.string(), v.maxLength(80))),
  }),
  /** Sends a refund that failed for want of funds again, under its number, from this account. */
  v.object({
    kind: v.literal('refund_again'),
    refundId: v.pipe(v.string(), v.maxLength(64)),
    fundingAccount: v.picklist(['unsettled', 'balance']),
  }),
  /** Gives back whole what a finding takes for one payment too many. Money leaves by it: held down, not pressed. */
  v.object({ kind: v.literal('refund_finding'), findingId: v.pipe(v.string(), v.maxLength(96)) }),
  /** Says that both payments of a finding are right, and why. */
  v.object({
    kind: v.literal('dismiss_finding'),
    findingId: v.pipe(v.string(), v.maxLength(96)),
    reason: v.picklist(DISMISSAL_REASONS),
  }),
  /** Clears the stage: after an end, or (F6) leaving an unknown charge on the to-do list. */
  v.object({ kind: v.literal('next_sale') }),
  /** Brings a charge from the to-do list or the history back onto the stage. */
  v.object({ kind: v.literal('show'), chargeId: v.pipe(v.string(), v.maxLength(64)) }),
  /** A burst of keys that a keyboard scanner typed into the screen, as text. */
  v.object({
    kind: v.literal('scan'),
    text: v.pipe(v.string(), v.maxLength(128)),
    /** What the screen heard it from; a keyboard when left out. */
    device: v.optional(v.picklist(['keyboard', 'camera', 'paste'])),
    /** When each key came, the closing one included: milliseconds since the first. */
    atMs: v.optional(v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(60_000))), v.maxLength(129))),
    /** The key that closed it; none: the gun fell silent. */
    end: v.optional(v.picklist(['enter', 'tab', 'none'])),
  }),
  /** A customer says that he has paid: what is known of the number on his bill? The view's `inquiry` tells. */
  v.object({ kind: v.literal('inquire'), text: v.pipe(v.string(), v.maxLength(64)) }),
  v.object({ kind: v.literal('inquire_again') }),
  v.object({ kind: v.literal('close_inquiry') }),
  /** Settles the sale on the stage with the payment that the inquiry found. Takes no money. */
  v.object({ kind: v.literal('attach_payment'), chargeId: v.pipe(v.string(), v.maxLength(64)) }),
  /** Shows a code under which a display elsewhere may be paired; in a moment it is good no more. */
  v.object({ kind: v.literal('pair_display'), role: v.picklist(['display', 'self_service']) }),
  v.object({ kind: v.literal('stop_pairing') }),
  /** Ends a paired display: it shows nothing more. */
  v.object({ kind: v.literal('revoke_display'), displayId: v.pipe(v.string(), v.maxLength(64)) }),
  /** Looks through every entry of the journal, between everything else; the view tells how far it is. */
  v.object({ kind: v.literal('verify_journal') }),
  /** Turns the test of scanners on, which then charge nothing, or off. */
  v.object({ kind: v.literal('doctor'), on: v.boolean() }),
  /** Finds out how a serial gun's line is set while the test code is scanned; in the test only. */
  v.object({ kind: v.literal('find_line'), scannerId: v.pipe(v.string(), v.maxLength(300)) }),
]);
export type Command = v.InferOutput<typeof Command>;

/** What a screen hears back: done, or why not, with a stable code. */
export type CommandAnswer = { readonly ok: true } | { readonly ok: false; readonly code: string };
