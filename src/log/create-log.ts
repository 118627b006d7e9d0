import type { Clock } from '../basics/clock.ts';
import { CATALOGUE, COMMON_FIELDS, type EventKind, type Level } from './catalogue.ts';
import type { Log } from './log.ts';
import { isTooLong, scrub } from './scrub.ts';

export type LogParts = {
  readonly write: (line: string) => void; // each line ends with a line break
  readonly json: boolean; // for programs; else for a person at a terminal
  readonly clock: Pick<Clock, 'wallMs'>;
};

/** The log of a process. */
export type ProcessLog = Log & {
  /** From now on this text is masked wherever it turns up. */
  redact(secret: string): void;
};

type Value = string | number | boolean | null;
type Line = { readonly event: string; readonly level: Level; readonly at: string; readonly fields: Readonly<Record<string, Value>> };

/** Makes the log: events and fields of the catalogue, scrubbed of secrets, one line each. What the catalogue does not know is dropped and counted. */
export function createLog({ write, json, clock }: LogParts): ProcessLog {
  const secrets = new Set<string>();
  const format = json ? asJson : asText;
  let dropped = 0;

  function tell(event: string, kind: EventKind, given: Readonly<Record<string, unknown>>): readonly string[] {
    const names = Object.keys(given);
    const allowed = names.filter((name) => kind.fields.includes(name) || COMMON_FIELDS.includes(name));
    const fields = Object.fromEntries(allowed.map((name) => [name, plainValue(given[name], secrets)]));
    write(`${format({ event, level: kind.level, at: new Date(clock.wallMs()).toISOString(), fields })}\n`);
    return names.filter((name) => !allowed.includes(name));
  }

  /** Told at the first, second, fourth, eighth … time: a loop that logs rubbish does not fill the disk. */
  function drop(name: string, field: string | null): void {
    dropped += 1;
    const kind = CATALOGUE.log_dropped;
    if (kind && Number.isInteger(Math.log2(dropped))) tell('log_dropped', kind, { name, field, count: dropped });
  }

  return {
    write(event, fields = {}) {
      const kind = Object.hasOwn(CATALOGUE, event) ? CATALOGUE[event] : undefined;
      if (!kind) return drop(event, null);
      for (const field of tell(event, kind, fields)) drop(event, field);
    },
    redact(secret) {
      secrets.add(secret);
    },
  };
}

/** Types are no guard for what comes out of a catch: anything but plain values is only named. */
function plainValue(value: unknown, secrets: ReadonlySet<string>): Value {
  switch (typeof value) {
    case 'string':
      return scrub(value, secrets);
    case 'number':
      return isTooLong(value) ? 'a number too long to tell' : value;
    case 'boolean':
      return value;
    default:
      return value === null || value === undefined ? null : `(${typeof value})`;
  }
}

function asJson({ at, level, event, fields }: Line): string {
  return JSON.stringify({ at, level, event, ...fields });
}

function asText({ at, level, event, fields }: Line): string {
  const told = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' && /[\s"]/.test(value) ? JSON.stringify(value) : value}`,
  );
  const meaning = level === 'info' ? [] : [`(${CATALOGUE[event]?.meaning})`];
  return [at.slice(11, 19), level.padEnd(5), event, ...told, ...meaning].join(' ');
}
