import type { Charge } from '../../src/contract/charge.ts';
import type { TerminalView } from '../../src/contract/view.ts';

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
  const own = OF_STATUS[charge.status];
  if (was === 'awaiting_code' && charge.status === 'submitting') return ['scan_taken'];
  if (was === 'unresolved' && FINAL.has(charge.status)) return own ? ['bell', own] : ['bell'];
  return own ? [own] : [];
}

/** A charge of the to-do list that has ended calls the cashier back. */
function listSounds(before: TerminalView, after: TerminalView): readonly Sound[] {
  const onStage = after.stage.kind === 'charge' ? after.stage.charge.id : null;
  const ended = after.recent.filter(({ id, status }) => id !== onStage && FINAL.has(status) && before.todo.some((open) => open.id === id));
  const gone = before.todo.filter(({ id }) => id !== onStage && statusIn(after, id) === null);
  const own = ended.map(({ status }) => OF_STATUS[status]).find((sound) => sound !== undefined);
  return ended.length + gone.length === 0 ? [] : own ? ['bell', own] : ['bell'];
}

function statusIn(view: TerminalView, id: string): Status | null {
  const staged = view.stage.kind === 'charge' ? [view.stage.charge] : [];
  return [...staged, ...view.todo, ...view.recent].find((charge) => charge.id === id)?.status ?? null;
}
