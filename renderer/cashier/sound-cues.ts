import type { Charge } from '../../src/contract/charge.ts';
import type { TerminalView } from '../../src/contract/view.ts';
import { isOfferCharge } from './charge-state.ts';

export type Sound = 'scan_taken' | 'password' | 'paid' | 'declined' | 'unknown' | 'reversed' | 'queued' | 'refused' | 'bell';

type Status = Charge['status'];

/** What entering a status sounds like; silence where nothing is to be told. */
const OF_STATUS: Readonly<Partial<Record<Status, Sound>>> = {
  awaiting_customer: 'password',
  paid: 'paid',
  declined: 'declined',
  unresolved: 'unknown',
  reversed: 'reversed',
  queued: 'queued',
};
const FINAL: ReadonlySet<Status> = new Set<Status>(['paid', 'declined', 'reversed', 'canceled']);

/**
 * What is heard between two views, in order. A charge that merely comes back onto the stage is silent: nothing happened to it.
 *
 * @param before the view before, or null for the first one, which is silent: a reload is no event
 */
export function soundsBetween(before: TerminalView | null, after: TerminalView): readonly Sound[] {
  if (!before) return [];
  const sounds = [...stageSounds(before, after), ...listSounds(before, after)];
  return after.notice && after.notice.id !== before.notice?.id ? [...sounds, 'refused'] : sounds;
}

function stageSounds(before: TerminalView, after: TerminalView): readonly Sound[] {
  if (after.stage.kind === 'keypad') return [];
  const { charge } = after.stage;
  const was = statusIn(before, charge.id);
  if (was === charge.status || (was === null && FINAL.has(charge.status))) return [];
  const own = soundOf(charge);
  if (was === 'awaiting_code' && charge.status === 'submitting') return ['scan_taken'];
  if (isInHand(was, charge) && FINAL.has(charge.status)) return own ? ['bell', own] : ['bell'];
  return own ? [own] : [];
}

/** A charge of the to-do list that has ended calls the cashier back. */
function listSounds(before: TerminalView, after: TerminalView): readonly Sound[] {
  const onStage = after.stage.kind === 'charge' ? after.stage.charge.id : null;
  const isNewEnd = (charge: Charge) => before.todo.some(({ id }) => id === charge.id) || isPaidLate(statusIn(before, charge.id), charge);
  const ended = after.recent.filter(
    (charge) => charge.id !== onStage && FINAL.has(charge.status) && !isUnpaidOffer(charge) && isNewEnd(charge),
  );
  const tookMoney = after.today.paidCount > before.today.paidCount;
  const gone = before.todo.filter(
    (open) => open.id !== onStage && statusIn(after, open.id) === null && (tookMoney || !isOfferCharge(open)),
  );
  const own = ended.map(soundOf).find((sound) => sound !== undefined);
  return ended.length + gone.length === 0 ? [] : own ? ['bell', own] : ['bell'];
}

/** What a charge sounds like as it is now: a QR that is merely shown is no news. */
function soundOf(charge: Charge): Sound | undefined {
  return isOfferCharge(charge) && charge.status === 'awaiting_customer' ? undefined : OF_STATUS[charge.status];
}

/** Whether what became of the charge was not known any more by looking at it: its end is worth the bell. */
function isInHand(was: Status | null, charge: Charge): boolean {
  return was === 'unresolved' || (was === 'reversing' && isOfferCharge(charge) && charge.status === 'paid') || isPaidLate(was, charge);
}

/** Money that came after the end. */
function isPaidLate(was: Status | null, charge: Charge): boolean {
  return (was === 'canceled' || was === 'reversed') && charge.status === 'paid';
}

/** A QR that was taken back and closed, as everybody expected. */
function isUnpaidOffer(charge: Charge): boolean {
  return isOfferCharge(charge) && charge.status === 'canceled';
}

function statusIn(view: TerminalView, id: string): Status | null {
  const staged = view.stage.kind === 'charge' ? [view.stage.charge] : [];
  return [...staged, ...view.todo, ...view.recent].find((charge) => charge.id === id)?.status ?? null;
}
