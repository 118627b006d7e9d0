import type { Cancel, Clock } from '../basics/clock.ts';
import type { PersonId } from '../people/person.ts';
import { COUNTER, type Seat } from './office.ts';

/** A manager who walks away leaves a door open: closed after this long without a command. */
export const IDLE_MS = 10 * 60_000;
/** Browsers of one shop, with room for those that were closed without a word; the longest silent give way. */
const MOST_SEATS = 64;

type Sitting = { readonly personId: PersonId; isResting: boolean; readonly stop: Cancel };

/** Who signed in where. */
export type Seats = {
  at(seat: Seat): { readonly personId: PersonId; readonly isResting: boolean } | null;
  /** Signs in, over whoever was there. */
  take(seat: Seat, personId: PersonId): void;
  leave(seat: Seat): void;
  /** Whoever it is has left the shop. */
  leaveAll(personId: PersonId): void;
  /** Somebody's PIN is another one: whoever knew the old one sits nowhere but there and at the counter. */
  leaveElsewhere(personId: PersonId, but: Seat): void;
  /** Something was done there. */
  touch(seat: Seat): void;
  stop(): void;
};

/**
 * Keeps who sits where, in memory: a restart signs everybody out. After a while without a command a seat elsewhere is left; at the
 * counter the name stays, for a line is served under it, and what only a manager may rests until the PIN comes again.
 */
export function createSeats(clock: Clock, changed: () => void): Seats {
  const seats = new Map<Seat, Sitting>();

  function sit(seat: Seat, personId: PersonId): void {
    seats.get(seat)?.stop();
    seats.delete(seat); // the newest stand last
    seats.set(seat, { personId, isResting: false, stop: clock.after(IDLE_MS, () => rest(seat)) });
    for (const silent of [...seats.keys()].slice(0, Math.max(0, seats.size - MOST_SEATS))) leave(silent);
  }

  function rest(seat: Seat): void {
    const sitting = seats.get(seat);
    if (!sitting) return;
    if (seat === COUNTER) sitting.isResting = true;
    else leave(seat);
    changed();
  }

  function leave(seat: Seat): void {
    seats.get(seat)?.stop();
    seats.delete(seat);
  }

  return {
    at: (seat) => seats.get(seat) ?? null,
    take: sit,
    leave,
    leaveAll(personId) {
      for (const [seat, sitting] of [...seats]) if (sitting.personId === personId) leave(seat);
    },
    leaveElsewhere(personId, but) {
      for (const [seat, sitting] of [...seats]) {
        if (sitting.personId === personId && seat !== but && seat !== COUNTER) leave(seat);
      }
    },
    touch(seat) {
      const sitting = seats.get(seat);
      if (sitting && !sitting.isResting) sit(seat, sitting.personId);
    },
    stop() {
      for (const seat of [...seats.keys()]) leave(seat);
    },
  };
}
