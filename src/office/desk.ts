import * as v from 'valibot';
import type { OfficeAnswer } from '../contract/office.ts';
import type { OfficeCommand } from '../contract/office-view.ts';
import type { Deed } from '../people/person.ts';
import type { Doer, OfficeFile } from './office.ts';

/** What a desk does with each of its commands; together the desks have one handler for every command there is. */
export type Handlers<Kind extends OfficeCommand['kind'] = OfficeCommand['kind']> = {
  readonly [K in Kind]: (command: Extract<OfficeCommand, { kind: K }>, doer: Doer) => OfficeAnswer | Promise<OfficeAnswer>;
};

/** Who may: anyone who sits there, whoever signed in there, or who may do this deed, alone or with somebody's word. */
export type Need = 'anyone' | 'person' | Deed;

/**
 * What each command of a desk needs, where that depends on the command found out by looking at it. Checked before its handler is
 * called; while nobody has been set up the counter may everything.
 */
export type Needs<Kind extends OfficeCommand['kind'] = OfficeCommand['kind']> = {
  readonly [K in Kind]: Need | ((command: Extract<OfficeCommand, { kind: K }>) => Need);
};

/** A list or a report that a desk offers, under a name: `GET /ui/v1/office/read/NAME?…`. Made by `reading`. */
export type Reading = {
  readonly need: Need; // a deed that one may not do alone is not shown: nobody gives his word for reading
  read(query: Readonly<Record<string, string>>, reader: Doer): Promise<OfficeAnswer | OfficeFile>;
};

/** What a desk offers to read, by name. */
export type Readings = Readonly<Record<string, Reading>>;

/** Makes a reading. @param query what may stand after the `?`; all of it is text, so numbers are read from text */
export function reading<Schema extends v.GenericSchema>(
  need: Need,
  query: Schema,
  read: (query: v.InferOutput<Schema>, reader: Doer) => OfficeAnswer | OfficeFile | Promise<OfficeAnswer | OfficeFile>,
): Reading {
  return {
    need,
    async read(given, reader) {
      const parsed = v.safeParse(query, given);
      return parsed.success ? read(parsed.output, reader) : { ok: false, code: 'invalid_request' };
    },
  };
}
