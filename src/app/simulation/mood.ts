import type { Chance } from './chance.ts';
import { MISHAPS, type MishapKind } from './mishaps.ts';
import { amongRestarts, type Restarts } from './restarts.ts';

/** What kind of day a seed is. */
export type Mood = {
  readonly emphasis: (kind: MishapKind) => number;
  /** Share of exchanges that something befalls. */
  readonly exchangeShare: number;
  /** Incidents of the world for each sale: cuts, full disks, kills, jumps. */
  readonly incidentsPerSale: number;
  /** Between the beginnings of two sales. */
  readonly gapMs: number;
  /** Share of sales whose customer is asked for a password. */
  readonly passwordShare: number;
  /** Share of sales that nobody looks after once the code was given: a till without a cashier. */
  readonly unattendedShare: number;
  /** Share of customers who look for their phone first, and how long at most. */
  readonly fumblingShare: number;
  readonly fumblingMs: number;
  /** Share of customers who pay by the merchant's QR. */
  readonly qrShare: number;
  /** The terminal is stopped and started over and over; null: no more than elsewhere. */
  readonly restarts: Restarts | null;
};

/** So many days are days of restarts. */
const RESTARTS_SHARE = 0.28;

/**
 * Draws a day. Each has its own few favourites among the mishaps, and many have none of some others: where everything
 * happens at once, the rare meeting of two is drowned by the rest.
 */
export function drawMood(chance: Chance): Mood {
  const weights = new Map<MishapKind, number>(
    MISHAPS.map((kind) => [
      kind,
      chance.pick([
        [4, 0],
        [5, 1],
        [2, 5],
        [0.5, 30],
      ]),
    ]),
  );
  const usual: Mood = {
    emphasis: (kind) => weights.get(kind) ?? 0,
    exchangeShare: chance.pick([
      [1, 0],
      [4, 0.1],
      [4, 0.3],
      [2, 0.6],
    ]),
    incidentsPerSale: chance.pick([
      [2, 0.03],
      [4, 0.1],
      [2, 0.3],
    ]),
    gapMs: chance.pick([
      [1, 150], // all at once
      [3, 500],
      [4, 2_500],
      [2, 8_000],
    ]),
    passwordShare: chance.pick([
      [3, 0.05],
      [3, 0.25],
      [1, 0.8],
    ]),
    unattendedShare: 0.06,
    fumblingShare: 0.05,
    fumblingMs: 30_000,
    // Each QR is asked about dozens of times, so more of them would make a million charges last: they come together, where they can meet.
    qrShare: chance.of('qr').pick([
      [9, 0.006],
      [1, 0.25],
    ]),
    restarts: null,
  };
  return chance.of('restarts').happens(RESTARTS_SHARE) ? { ...usual, ...amongRestarts(usual, chance.of('restarts', 'kind')) } : usual;
}
