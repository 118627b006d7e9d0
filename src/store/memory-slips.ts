import { assert } from '../basics/assert.ts';
import type { SlipPage, SlipRecord } from './journal.ts';
import { isSlipOpen, keyOf, type Slip, type SlipKind, type SlipOf } from './slip.ts';

type Placed = { readonly place: number; newest: SlipRecord };

/** The slips of a journal without a disk. */
export type MemorySlips = {
  keep(record: SlipRecord): void;
  /** Throws when the key of a new slip is another's already. @param beside slips that are written with it */
  check(slip: Slip, beside: readonly Slip[]): void;
  byName<Kind extends SlipKind>(kind: Kind, id: string): SlipRecord<SlipOf<Kind>> | null;
  byKey<Kind extends SlipKind>(kind: Kind, key: string): SlipRecord<SlipOf<Kind>> | null;
  open<Kind extends SlipKind>(kind: Kind): readonly SlipRecord<SlipOf<Kind>>[];
  between<Kind extends SlipKind>(kind: Kind, afterSeq: number, toSeq: number): readonly SlipRecord<SlipOf<Kind>>[];
  page<Kind extends SlipKind>(kind: Kind, before: number | null, limit: number): SlipPage<SlipOf<Kind>>;
  /** Every slip of a kind with the number of its first entry, oldest first. */
  places<Kind extends SlipKind>(kind: Kind): readonly { readonly place: number; readonly newest: SlipRecord<SlipOf<Kind>> }[];
};

export function memorySlips(): MemorySlips {
  const placed = new Map<string, Placed>(); // in the order of their first entries
  const named = (kind: SlipKind, id: string) => `${kind} ${id}`;

  function ofKind<Kind extends SlipKind>(kind: Kind): { readonly place: number; readonly newest: SlipRecord<SlipOf<Kind>> }[] {
    return [...placed.values()].flatMap(({ place, newest }) =>
      newest.slip.kind === kind ? [{ place, newest: newest as SlipRecord<SlipOf<Kind>> }] : [],
    );
  }

  return {
    places: ofKind,
    keep(record) {
      const name = named(record.slip.kind, record.slip.id);
      const known = placed.get(name);
      if (known) known.newest = record;
      else placed.set(name, { place: record.seq, newest: record });
    },
    check(slip, beside) {
      const key = keyOf(slip);
      if (key === null) return;
      const others = [...[...placed.values()].map(({ newest }) => newest.slip), ...beside];
      const clash = others.find((other) => other.kind === slip.kind && other.id !== slip.id && keyOf(other) === key);
      assert(!clash, 'a slip of this idempotency key exists');
    },
    byName: <Kind extends SlipKind>(kind: Kind, id: string) =>
      (placed.get(named(kind, id))?.newest as SlipRecord<SlipOf<Kind>> | undefined) ?? null,
    byKey: (kind, key) => ofKind(kind).find(({ newest }) => keyOf(newest.slip) === key)?.newest ?? null,
    open: (kind) =>
      ofKind(kind)
        .map(({ newest }) => newest)
        .filter(({ slip }) => isSlipOpen(slip)),
    between: (kind, afterSeq, toSeq) =>
      ofKind(kind)
        .filter(({ place }) => place > afterSeq && place <= toSeq)
        .map(({ newest }) => newest),
    page(kind, before, limit) {
      const found = ofKind(kind)
        .filter(({ place }) => before === null || place < before)
        .reverse();
      const page = found.slice(0, limit);
      return { items: page.map(({ newest }) => newest), nextBefore: found.length > limit ? (page.at(-1)?.place ?? null) : null };
    },
  };
}
