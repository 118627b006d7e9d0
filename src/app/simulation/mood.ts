import type { Chance } from './chance.ts';
import { MISHAPS, type MishapKind } from './mishaps.ts';

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
};

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
  return {
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
  };
}
