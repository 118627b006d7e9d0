import type { Act, Person } from '../people/person.ts';
import type { Discrepancy, Reconciliation } from '../reconciliation/discrepancy.ts';
import type { AttachedPayment, Finding, LatePaymentSlip, ParkedSale } from '../sale/slip.ts';
import type { CashEntry, Shift } from '../shift/shift.ts';

/**
 * What the journal holds beside charges: one slip of paper for each matter, written anew whenever it changes. The newest of a
 * name stands; the older ones stay in the journal.
 */
export type Slip =
  | ParkedSale
  | Finding
  | AttachedPayment
  | LatePaymentSlip
  | Person
  | Act
  | Shift
  | CashEntry
  | Reconciliation
  | Discrepancy;

export type SlipKind = Slip['kind'];
export type SlipOf<Kind extends SlipKind> = Extract<Slip, { kind: Kind }>;

/** Whether somebody still has to do something about it, or it is what holds now. */
export function isSlipOpen(slip: Slip): boolean {
  switch (slip.kind) {
    case 'parked_sale':
      return slip.status === 'parked';
    case 'finding':
      return slip.status === 'open';
    case 'late_payment':
      return slip.status === 'due';
    case 'shift':
      return slip.status === 'open';
    case 'discrepancy':
      return slip.status !== 'settled';
    case 'person':
      return slip.isActive;
    case 'reconciliation':
      return slip.askedAtMs === null || slip.bill === 'pending';
    case 'attached_payment':
    case 'act':
    case 'cash_entry':
      return false;
  }
}

/** The key under which a repeated request finds what the first one made; null for what no request made. */
export function keyOf(slip: Slip): string | null {
  return slip.kind === 'parked_sale' || slip.kind === 'shift' || slip.kind === 'cash_entry' ? slip.idempotencyKey : null;
}
