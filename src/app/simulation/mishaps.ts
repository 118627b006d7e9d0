import type { Chance } from './chance.ts';

/** Every class of what can go wrong. The coverage report has a column for each. */
export const MISHAPS = [
  // One exchange.
  'request_lost', // left, and never arrives
  'answer_lost', // arrives and is done; nothing comes back
  'late_request', // arrives when others have overtaken it, or the terminal has given up
  'late_answer',
  'duplicated', // delivered a second time, soon or much later
  'half_answer', // cut off, or nothing that could be read to its end
  'server_error', // 5xx or a page of HTML
  'forged', // wrongly signed, unsigned, or about another order, amount or merchant
  'unsure', // signed, and says that it does not know, or refuses
  'lying', // signed, and not true: reversed but not done, no such order
  'stale_connection', // closed by the server while it idled; the first write is answered by a reset
  // The line.
  'host_down',
  'line_down',
  // The process and its disk.
  'crash_at_send',
  'crash_before_commit',
  'crash_during_commit',
  'crash_after_commit',
  'commit_fails_once',
  'disk_full',
  'disk_read_only',
  'disk_slow',
  'killed',
  'killed_in_recovery',
  'stopped', // in good order
  // The surroundings.
  'clock_jump',
  'phone_offline',
] as const;
export type MishapKind = (typeof MISHAPS)[number];

/** What is left out of a story while it is being shortened. */
export type Omissions = {
  readonly sales: ReadonlySet<number>;
  readonly kinds: ReadonlySet<MishapKind>;
  readonly places: ReadonlySet<string>;
};

export const NOTHING_OMITTED: Omissions = { sales: new Set(), kinds: new Set(), places: new Set() };

/** Decides what goes wrong, and where. Each place has a name of its own, so one mishap can be left out without moving another. */
export type Mishaps = {
  /** Whether this kind strikes here; told to whoever records it. */
  strikes(kind: MishapKind, place: string, share?: number): boolean;
  /** Whether anything befalls this place, and which row of the table. */
  pick<Row extends { readonly kind: MishapKind }>(place: string, share: number, rows: Weighted<Row>): Row | null;
  /** From now on nothing goes wrong any more. */
  end(): void;
};

/** However much a day is one of this kind: nothing happens almost every time, for then nothing else does. */
const MOST_SHARE = 0.25;

export type Weighted<Row> = readonly (readonly [weight: number, row: Row])[];

export type MishapsParts = {
  readonly chance: Chance;
  /** How much more often than usual each kind strikes in this story; 0: never. */
  readonly emphasis: (kind: MishapKind) => number;
  readonly omitted: Omissions;
  readonly struck: (kind: MishapKind, place: string) => void;
};

export function createMishaps({ chance, emphasis, omitted, struck }: MishapsParts): Mishaps {
  let isOver = false;

  function strike(kind: MishapKind, place: string): boolean {
    if (isOver || omitted.kinds.has(kind) || omitted.places.has(place)) return false;
    struck(kind, place);
    return true;
  }

  return {
    strikes(kind, place, share = 1) {
      const here = share === 1 ? emphasis(kind) : Math.min(MOST_SHARE, share * emphasis(kind));
      return here > 0 && !isOver && chance.of(place, kind).happens(here) && strike(kind, place);
    },
    pick(place, share, rows) {
      if (isOver) return null;
      const here = chance.of(place);
      if (!here.happens(share)) return null;
      const weighted = rows.map(([weight, row]) => [weight * emphasis(row.kind), row] as const);
      if (weighted.every(([weight]) => weight === 0)) return null;
      const row = here.pick(weighted);
      return strike(row.kind, place) ? row : null;
    },
    end() {
      isOver = true;
    },
  };
}
