import * as v from 'valibot';
import type { ActView, PersonRow } from '../contract/people.ts';
import { ActQuery } from '../contract/people.ts';
import type { Act, Actor, Person } from '../people/person.ts';
import type { Journal } from '../store/journal.ts';
import { type Readings, reading } from './desk.ts';

/** So many are shown; the journal keeps everybody. */
const MOST_LISTED = 200;

/** What the manager reads about people: `people`, those who left too, and `acts`, what needed a word, newest first. */
export function peopleReadings(journal: Journal): Readings {
  return {
    people: reading('manage_people', v.object({}), () => ({
      ok: true,
      value: { people: journal.slips('person', null, MOST_LISTED).items.map(({ slip }) => personRow(slip)) },
    })),
    acts: reading('see_reports', ActQuery, ({ cursor, limit }) => {
      const page = journal.slips('act', cursor ?? null, limit);
      const nextCursor = page.nextBefore === null ? null : String(page.nextBefore);
      return { ok: true, value: { items: page.items.map(({ slip }) => actView(slip)), nextCursor } };
    }),
  };
}

/** Somebody, as the screens show them. */
export function personView({ id, name, role }: Person): { readonly id: string; readonly name: string; readonly role: Person['role'] } {
  return { id, name, role };
}

function personRow(person: Person): PersonRow {
  return { ...personView(person), isActive: person.isActive, addedAt: new Date(person.addedAtMs).toISOString() };
}

/** An act, as the screens show it. */
export function actView({ id, deed, subject, amountFen, by, approvedBy, reason, atMs }: Act): ActView {
  const names = { by: nameOf(by), approvedBy: approvedBy && nameOf(approvedBy) };
  return { id, deed, subject, amount: amountFen, ...names, reason, at: new Date(atMs).toISOString() };
}

/** Who did something, as the screens show it. */
export function nameOf(actor: Actor): ActView['by'] {
  return { kind: actor.kind, name: actor.kind === 'person' || actor.kind === 'till' ? actor.name : null };
}
