import type { Clock, Random } from '../basics/clock.ts';
import { err, ok, type Result } from '../basics/result.ts';
import type { Approval, OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand } from '../contract/office-view.ts';
import type { PeopleView } from '../contract/people.ts';
import type { Log } from '../log/log.ts';
import { mayDo } from '../people/may-do.ts';
import { type Actor, type Person, type PersonId, parsePersonId, type Role } from '../people/person.ts';
import type { PinKeeper } from '../people/pins.ts';
import { isTrivialPin } from '../people/trivial-pin.ts';
import type { Journal } from '../store/journal.ts';
import { actSlip, newId } from './act-slip.ts';
import type { Handlers, Need, Needs, Readings } from './desk.ts';
import { COUNTER, type Doer, type Seat } from './office.ts';
import { peopleReadings, personView } from './people-readings.ts';
import { createPinCheck } from './pin-check.ts';
import { createSeats } from './seats.ts';
import { writeSlips } from './write-slips.ts';

/** More work at no shop's one terminal; those who left are not counted. */
const MOST_PEOPLE = 100;

type No = Extract<OfficeAnswer, { ok: false }>;
export type PeopleCommandKind = 'set_up' | 'sign_in' | 'sign_out' | 'add_person' | 'change_person' | 'set_pin' | 'change_own_pin';

/** Who works here, who sits where, and whose word is good for what. */
export type PeopleDesk = {
  readonly handlers: Handlers<PeopleCommandKind>;
  readonly needs: Needs<PeopleCommandKind>;
  readonly readings: Readings;
  view(seat: Seat): PeopleView;
  hasPeople(): boolean;
  /** Somebody who works here, or worked here. */
  person(id: string): Person | null;
  /** Who acts from a seat. */
  actorAt(seat: Seat): Actor;
  /**
   * Whether a need is met, by whoever sits there or by the word that was given. `sign_in_first`, `approval_needed` with the deed,
   * `not_allowed`: whose word it was may not do it either; and what a PIN is refused with.
   */
  permit(seat: Seat, need: Need, approval: Approval | null): Promise<Result<Doer, No>>;
  stop(): void;
};

type Parts = {
  readonly journal: Journal;
  readonly pins: PinKeeper;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly changed: () => void;
};

export function createPeopleDesk(parts: Parts): PeopleDesk {
  const { journal, pins, clock, random, log, changed } = parts;
  const active = new Map<string, Person>(journal.openSlips('person').map(({ slip }) => [slip.id, slip]));
  const pinCheck = createPinCheck(parts);
  const seats = createSeats(clock, changed);
  if (!canManagerSignIn()) log.write('pins_unreadable');

  /** A file that is damaged or gone lets nobody in: somebody who owns the machine must help. */
  function canManagerSignIn(): boolean {
    const managers = [...active.values()].filter(({ role }) => role === 'manager');
    return pins.isReadable() && (managers.length === 0 || managers.some(({ id }) => pins.has(id)));
  }

  function personAt(seat: Seat): { readonly person: Person; readonly role: Role; readonly isResting: boolean } | null {
    const sitting = seats.at(seat);
    const person = sitting && active.get(sitting.personId);
    if (!person) return null;
    const isResting = sitting.isResting && person.role === 'manager';
    return { person, role: isResting ? 'cashier' : person.role, isResting };
  }

  function actorAt(seat: Seat): Actor {
    const there = personAt(seat);
    return there ? actorOf(there.person) : { kind: 'counter' };
  }

  async function permit(seat: Seat, need: Need, approval: Approval | null): Promise<Result<Doer, No>> {
    const doer: Doer = { seat, actor: actorAt(seat), approvedBy: null };
    const there = personAt(seat);
    if (there) seats.touch(seat);
    if (need === 'anyone') return ok(doer);
    if (active.size === 0) return seat === COUNTER ? ok(doer) : no('set_up_first');
    if (!there) return no('sign_in_first');
    if (need === 'person' || mayDo(there.role, need)) return ok(doer);
    if (!approval) return err({ ok: false, code: 'approval_needed', deed: need });
    const named = active.get(approval.personId)?.id ?? null;
    const refusal = await pinCheck.check(seat, named, approval.pin);
    if (refusal) return err(refusal);
    const approver = named && active.get(named); // who left while the PIN was looked at has no word any more
    if (!approver || !mayDo(approver.role, need)) return no('not_allowed');
    if (approver.id !== there.person.id) return ok({ ...doer, approvedBy: actorOf(approver) });
    if (seats.at(seat)?.personId === approver.id) seats.take(seat, approver.id); // a manager who had rested
    return ok(doer);
  }

  function write(person: Person, doer: Doer, reason: string): OfficeAnswer {
    const act = actSlip(parts, doer, { deed: 'manage_people', subject: person.id, reason });
    if (!writeSlips(parts, [person, act])) return { ok: false, code: 'journal_failed' };
    if (person.isActive) active.set(person.id, person);
    if (reason === 'set_up') seats.take(doer.seat, person.id); // whoever sets up stands there
    if (!person.isActive) {
      active.delete(person.id);
      seats.leaveAll(person.id);
    }
    log.write('person_changed', { person: person.id, role: person.role, what: reason });
    changed();
    return { ok: true, value: { personId: person.id } };
  }

  /** The PIN first: one that belongs to nobody does no harm, somebody without one cannot sign in. */
  async function addPerson(given: { name: string; role: Role; pin: string }, doer: Doer, reason: string): Promise<OfficeAnswer> {
    const name = given.name.trim();
    const refusal = nameRefusal(name, null) ?? pinRefusal(given.pin);
    if (refusal) return { ok: false, code: refusal };
    if (active.size >= MOST_PEOPLE) return { ok: false, code: 'people_full' };
    if (journal.damage()) return { ok: false, code: 'journal_damaged' };
    const id = parsePersonId(newId(random, 'pe_')) as PersonId;
    const kept = await pins.keep(id, given.pin);
    if (kept !== 'kept') return { ok: false, code: PIN_REFUSALS[kept] };
    if (reason === 'set_up' && active.size > 0) return { ok: false, code: 'already_set_up' }; // by another window meanwhile
    const by = reason === 'set_up' ? ({ kind: 'person', id, name } as const) : doer.actor;
    const { role } = given;
    return write({ kind: 'person', id, name, role, isActive: true, addedAtMs: clock.wallMs(), by }, { ...doer, actor: by }, reason);
  }

  async function setPin(person: Person, pin: string, doer: Doer, reason: string): Promise<OfficeAnswer> {
    const refusal = pinRefusal(pin);
    if (refusal) return { ok: false, code: refusal };
    const kept = await pins.keep(person.id, pin);
    if (kept !== 'kept') return { ok: false, code: PIN_REFUSALS[kept] };
    seats.leaveElsewhere(person.id, doer.seat);
    changed();
    // The PIN is what holds; when the disk does not take the paper about it, that is told and the PIN stays.
    const act = actSlip(parts, doer, { deed: 'manage_people', subject: person.id, reason });
    if (!writeSlips(parts, [act])) return { ok: false, code: 'journal_failed' };
    log.write('person_changed', { person: person.id, role: person.role, what: reason });
    return { ok: true };
  }

  function nameRefusal(name: string, own: string | null): string | null {
    if (name === '') return 'invalid_request';
    const isTaken = [...active.values()].some((person) => person.name === name && person.id !== own);
    return isTaken ? 'name_taken' : null;
  }

  function isLastManager(person: Person): boolean {
    return person.role === 'manager' && ![...active.values()].some(({ id, role }) => role === 'manager' && id !== person.id);
  }

  function find(id: string): Person | null {
    return active.get(id) ?? journal.slip('person', id)?.slip ?? null;
  }

  async function signIn({ personId, pin, newPin }: SignIn, doer: Doer): Promise<OfficeAnswer> {
    const person = active.get(personId) ?? null;
    const refusal = await pinCheck.check(doer.seat, person?.id ?? null, pin);
    const isNewPinDue = refusal?.code === 'new_pin_needed' && newPin !== undefined;
    if (refusal && !isNewPinDue) return refusal;
    if (!person || !active.has(person.id)) return { ok: false, code: 'wrong_pin' };
    if (isNewPinDue) {
      const set = await setPin(person, newPin, { ...doer, actor: actorOf(person) }, 'pin');
      if (!set.ok) return set;
    }
    seats.take(doer.seat, person.id);
    log.write('person_signed_in', { person: person.id, role: person.role, isCounter: doer.seat === COUNTER });
    changed();
    return { ok: true, value: { personId: person.id } };
  }

  const handlers: Handlers<PeopleCommandKind> = {
    async set_up({ name, pin }, doer) {
      if (active.size > 0) return { ok: false, code: 'already_set_up' };
      if (doer.seat !== COUNTER) return { ok: false, code: 'set_up_first' };
      return addPerson({ name, pin, role: 'manager' }, doer, 'set_up');
    },
    sign_in: signIn,
    sign_out(_, { seat, actor }) {
      seats.leave(seat);
      if (actor.kind === 'person') log.write('person_signed_out', { person: actor.id });
      changed();
      return { ok: true };
    },
    add_person: (command, doer) => addPerson(command, doer, 'added'),
    change_person({ personId, name, role, isActive }, doer) {
      const person = find(personId);
      if (!person) return { ok: false, code: 'not_found' };
      const next: Person = {
        ...person,
        name: name?.trim() ?? person.name,
        role: role ?? person.role,
        isActive: isActive ?? person.isActive,
      };
      const stays = next.isActive && next.role === 'manager';
      if (person.isActive && isLastManager(person) && !stays) return { ok: false, code: 'last_manager' };
      const refusal = next.isActive ? nameRefusal(next.name, person.id) : null;
      if (refusal) return { ok: false, code: refusal };
      if (next.isActive && !person.isActive && active.size >= MOST_PEOPLE) return { ok: false, code: 'people_full' };
      return write(next, doer, changeOf(person, next));
    },
    set_pin({ personId, pin }, doer) {
      const person = active.get(personId);
      return person ? setPin(person, pin, doer, 'pin') : { ok: false, code: 'not_found' };
    },
    async change_own_pin({ oldPin, pin }, doer) {
      const own = personAt(doer.seat)?.person;
      if (!own) return { ok: false, code: 'sign_in_first' };
      const refusal = await pinCheck.check(doer.seat, own.id, oldPin);
      return refusal ?? setPin(own, pin, doer, 'own_pin');
    },
  };

  return {
    handlers,
    needs: {
      set_up: 'anyone',
      sign_in: 'anyone',
      sign_out: 'anyone',
      add_person: 'manage_people',
      change_person: 'manage_people',
      set_pin: 'manage_people',
      change_own_pin: 'person',
    },
    readings: peopleReadings(journal),
    view(seat) {
      const there = personAt(seat);
      return {
        person: there && { ...personView(there.person), isResting: there.isResting },
        hasPeople: active.size > 0,
        people: [...active.values()].sort(byRole).map(personView),
        arePinsReadable: canManagerSignIn(),
      };
    },
    hasPeople: () => active.size > 0,
    person: find,
    actorAt,
    permit,
    stop: seats.stop,
  };
}

type SignIn = Extract<OfficeCommand, { kind: 'sign_in' }>;

const PIN_REFUSALS = { busy: 'busy', unreadable: 'pins_unreadable', failed: 'pins_failed' } as const;

function no(code: string): Result<never, No> {
  return err({ ok: false, code });
}

function actorOf({ id, name }: Person): Actor {
  return { kind: 'person', id, name };
}

function pinRefusal(pin: string): string | null {
  return isTrivialPin(pin) ? 'trivial_pin' : null;
}

/** Managers first, then who has been here longest. */
function byRole(a: Person, b: Person): number {
  if (a.role !== b.role) return a.role === 'manager' ? -1 : 1;
  return a.addedAtMs - b.addedAtMs;
}

/** What changed, in a word for the act. */
function changeOf(before: Person, after: Person): string {
  if (before.isActive !== after.isActive) return after.isActive ? 'came_back' : 'left';
  return before.role === after.role ? 'renamed' : 'role';
}
