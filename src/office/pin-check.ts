import type { Clock } from '../basics/clock.ts';
import type { OfficeAnswer } from '../contract/office.ts';
import type { Log } from '../log/log.ts';
import { type Strikes, strike, waitMs } from '../people/lock-out.ts';
import type { PersonId } from '../people/person.ts';
import type { PinKeeper, PinVerdict } from '../people/pins.ts';
import { COUNTER, type Seat } from './office.ts';

/** Seats elsewhere whose wrong PINs are counted; the oldest is forgotten, its person's count is not. */
const MOST_SEATS = 64;

export type PinCheck = {
  /** @returns null when it is right; else the refusal: `wrong_pin`, `locked` with `waitMs`, `new_pin_needed`, `busy`, `pins_unreadable` */
  check(seat: Seat, id: PersonId | null, pin: string): Promise<Extract<OfficeAnswer, { ok: false }> | null>;
};

const REFUSALS: Readonly<Record<Exclude<PinVerdict, 'right'>, string>> = {
  wrong: 'wrong_pin',
  none: 'wrong_pin',
  new_pin_needed: 'new_pin_needed',
  busy: 'busy',
  unreadable: 'pins_unreadable',
};

/**
 * Looks at PINs, and counts the wrong ones: of the person whose it should have been, and at the seat. The longer wait holds. Those from
 * elsewhere are counted apart: who guesses over the network must not shut a manager out of his own counter.
 */
export function createPinCheck({ pins, clock, log }: { pins: PinKeeper; clock: Clock; log: Log }): PinCheck {
  // A restart forgives nothing: every wait that was running begins anew, since no clock tells how long the terminal was off.
  const counts = new Map<string, Strikes>(
    Object.entries(pins.strikes()).map(([key, count]) => [key, { count, sinceMs: clock.monotonicMs() }]),
  );

  function waitOf(keys: readonly string[]): number {
    return Math.max(...keys.map((key) => waitMs(counts.get(key) ?? null, clock.monotonicMs())));
  }

  function keepCounts(): void {
    const kept = [...counts].filter(([key]) => !key.startsWith('seat:') || key === seatKey(COUNTER));
    if (!pins.keepStrikes(Object.fromEntries(kept.map(([key, { count }]) => [key, count])))) log.write('pins_failed');
    for (const key of [...counts.keys()].filter((key) => key.startsWith('seat:')).slice(0, -MOST_SEATS)) counts.delete(key);
  }

  return {
    async check(seat, id, pin) {
      const keys = [seatKey(seat), ...(id ? [personKey(seat, id)] : [])];
      const wait = waitOf(keys);
      if (wait > 0) return { ok: false, code: 'locked', waitMs: wait };
      // Counted as wrong until it is known to be right, so that many at once are not looked at together.
      const before = keys.map((key) => [key, counts.get(key)] as const);
      for (const key of keys) counts.set(key, strike(counts.get(key) ?? null, clock.monotonicMs()));
      const verdict = await pins.check(id, pin);
      switch (verdict) {
        case 'busy':
        case 'unreadable':
          for (const [key, strikes] of before) strikes ? counts.set(key, strikes) : counts.delete(key);
          return { ok: false, code: REFUSALS[verdict] };
        case 'right':
        case 'new_pin_needed': {
          for (const key of keys) counts.delete(key);
          if (before.some(([, strikes]) => strikes)) keepCounts();
          return verdict === 'right' ? null : { ok: false, code: REFUSALS[verdict] };
        }
        case 'wrong':
        case 'none': {
          keepCounts();
          const next = waitOf(keys);
          log.write('pin_wrong', { person: id, ms: next });
          return { ok: false, code: REFUSALS[verdict], ...(next > 0 && { waitMs: next }) };
        }
      }
    },
  };
}

function personKey(seat: Seat, id: PersonId): string {
  return seat === COUNTER ? `person:${id}` : `elsewhere:${id}`;
}

function seatKey(seat: Seat): string {
  return `seat:${seat}`;
}
