import { MODULES, type Place, positionOf, SYMBOLS } from './code128-grid.ts';
import { START_PAIRS, STOP_WIDTHS, SYMBOL_MODULES, widthsOf } from './code128-table.ts';

/** Edges that every code of 18 digits has, in modules from its left end; `falls` from white to black. */
const EDGES: readonly { readonly module: number; readonly falls: boolean }[] = [
  ...edgesOf(widthsOf(START_PAIRS), 0),
  ...Array.from({ length: SYMBOLS }, (_, n) => ({ module: (n + 1) * SYMBOL_MODULES, falls: true })),
  ...edgesOf(STOP_WIDTHS, (SYMBOLS + 1) * SYMBOL_MODULES),
  { module: MODULES, falls: false },
];

/** Perspective moves the middle by no more: a phone tilted by 35° at twice its width. */
const MOST_BENT = 0.08;
const BEND_STEPS = 20;

/** The ends are looked for around where the edges end, so many modules either way: whole ones first, then between them. */
const END_REACH = 3;
const BETWEEN = [-0.5, 0, 0.5];

/**
 * Where the edges of a code end and those of the phone begin is not known, so several answers are tried: an edge is seen where it is stronger
 * than such a share of the strong ones, and a gap wider than so many modules is the quiet zone (the widest white within a code is 4).
 */
const SEEN = [0.12, 0.25, 0.4];
const GAPS = [3.4, 4.5, 6];

/** A place, and how well the edges that every code has are seen there. */
export type Guess = { readonly place: Place; readonly score: number };

/**
 * Where a code may lie on a profile, likeliest first: by the edges that every code has, the start's, the stop's and the one that
 * begins each symbol. Nothing of what it says is needed for that.
 */
export function guessPlaces(profile: Float32Array, most: number): readonly Guess[] {
  const slope = slopeOf(profile);
  const stretches = stretchesOf(slope);
  const guesses = BENDS.flatMap(({ middle, shares }) => stretches.map((stretch) => bestEnds(slope, stretch, middle, shares)));
  return apart(guesses, most);
}

const BENDS = Array.from({ length: 2 * BEND_STEPS + 1 }, (_, n) => {
  const middle = (n / BEND_STEPS - 1) * MOST_BENT;
  return { middle, shares: EDGES.map((edge) => positionOf({ from: 0, to: 1, middle }, edge.module)) };
});

function bestEnds(slope: Float32Array, stretch: Stretch, middle: number, shares: readonly number[]): Guess {
  const module = (stretch.to - stretch.from) / MODULES;
  let best: Guess = { place: { ...stretch, middle }, score: Number.NEGATIVE_INFINITY };
  const look = (from: number, to: number) => {
    const score = scoreOf(slope, from, to, shares);
    if (score > best.score) best = { place: { from, to, middle }, score };
  };
  for (let a = -END_REACH; a <= END_REACH; a++) {
    for (let b = -END_REACH; b <= END_REACH; b++) look(stretch.from + a * module, stretch.to + b * module);
  }
  const { from, to } = best.place;
  for (const a of BETWEEN) for (const b of BETWEEN) look(from + a * module, to + b * module);
  return best;
}

/** The best guesses that are not merely neighbours of a better one. */
function apart(guesses: readonly Guess[], most: number): readonly Guess[] {
  const kept: Guess[] = [];
  for (const guess of [...guesses].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => isElsewhere(guess.place, other.place))) kept.push(guess);
    if (kept.length === most) break;
  }
  return kept;
}

function isElsewhere(a: Place, b: Place): boolean {
  const module = (a.to - a.from) / MODULES;
  return (
    Math.abs(a.middle - b.middle) > (MOST_BENT / BEND_STEPS) * 1.5 || Math.abs(a.from - b.from) > module || Math.abs(a.to - b.to) > module
  );
}

function scoreOf(slope: Float32Array, from: number, to: number, shares: readonly number[]): number {
  let score = 0;
  for (let n = 0; n < EDGES.length; n++) {
    const value = slope[(from + (to - from) * (shares[n] as number) + 0.5) | 0] ?? 0;
    score += FALLS[n] ? -value : value;
  }
  return score;
}

const FALLS = EDGES.map(({ falls }) => falls);

function slopeOf(profile: Float32Array): Float32Array {
  return profile.map((_, n) => (n < 1 || n > profile.length - 2 ? 0 : (profile[n + 1] as number) - (profile[n - 1] as number)));
}

type Stretch = { readonly from: number; readonly to: number };

/** The longest stretches without a gap as wide as a quiet zone, each once. */
function stretchesOf(slope: Float32Array): readonly Stretch[] {
  const strong = slope.map(Math.abs).sort()[Math.floor(slope.length * 0.9)] ?? 0;
  if (strong === 0) return [];
  const found: Stretch[] = [];
  for (const share of SEEN) {
    const seen: number[] = [];
    slope.forEach((value, n) => {
      if (Math.abs(value) > share * strong) seen.push(n);
    });
    for (const gap of GAPS) {
      // The gap is in modules, whose width is known only when the ends are: twice suffices.
      const rough = longestWithout((slope.length / MODULES) * gap, seen);
      const stretch = longestWithout(((rough.to - rough.from) / MODULES) * gap, seen);
      const module = (stretch.to - stretch.from) / MODULES;
      const isNew = found.every(({ from, to }) => Math.abs(from - stretch.from) + Math.abs(to - stretch.to) > 2 * module);
      if (module > LEAST_MODULE && isNew) found.push(stretch);
    }
  }
  return found;
}

/** Samples a module, below which nothing can be told apart. */
const LEAST_MODULE = 1;

function longestWithout(gap: number, seen: readonly number[]): Stretch {
  let best = { from: seen[0] ?? 0, to: seen[0] ?? 0 };
  let from = best.from;
  seen.forEach((place, n) => {
    if (n > 0 && place - (seen[n - 1] as number) > gap) from = place;
    if (place - from > best.to - best.from) best = { from, to: place };
  });
  return best;
}

function edgesOf(widths: readonly number[], start: number): readonly { readonly module: number; readonly falls: boolean }[] {
  return widths.map((_, n) => ({ module: start + widths.slice(0, n).reduce((sum, width) => sum + width, 0), falls: n % 2 === 0 }));
}
