import type { Deed, Role } from './person.ts';

/** What a cashier may do alone. Everything else needs a manager's word. */
const CASHIERS_DEEDS: readonly Deed[] = ['refund'];

/** Whether a role may do a deed alone. */
export function mayDo(role: Role, deed: Deed): boolean {
  return role === 'manager' || CASHIERS_DEEDS.includes(deed);
}

/**
 * Which deed giving money back is, by what will have gone back of the sale: several small refunds are one large one.
 *
 * @param backFen this refund and all others of the charge that did not fail, in fen
 * @param limitFen what a cashier may give back of one sale, in fen
 */
export function refundDeed(backFen: number, limitFen: number): Deed {
  return backFen <= limitFen ? 'refund' : 'refund_above_limit';
}
