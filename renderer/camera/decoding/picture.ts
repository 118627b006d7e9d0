import type { Area } from '../area.ts';
import type { Frame } from '../decoder.ts';
import { type BarField, findBarFields } from './bar-fields.ts';
import { mayBeCode } from './bar-rows.ts';
import { createGreyMaker, type Grey, type GreyMaker } from './grey.ts';
import { type Profile, profileOf } from './profile.ts';
import { findSquareFields } from './square-fields.ts';

/** A frame and what the steps worked out about it: the second step that needs it gets what the first one made. */
export type Picture = {
  readonly grey: () => Grey;
  /** What a first look needs: the cheapest grey. The same as `grey` where the camera gave grey. */
  readonly green: () => Grey;
  /** Where the bars of a code might be, likeliest first. Most pictures of a counter have none, and nothing more needs to be tried. */
  readonly bars: () => readonly BarField[];
  /** Where a QR might be, largest first. */
  readonly squares: () => readonly Area[];
  /** Averages across the bars. */
  profiles(): Iterable<Profile>;
};

/** The phone's own edge, a line of print and a striped shirt may each look more like bars than the code does. */
const MOST_FIELDS = 3;

/** The likeliest places for a QR; print and leaves make many small ones. */
const MOST_SQUARES = 2;

export function pictureOf(frame: Frame, maker: GreyMaker = createGreyMaker()): Picture {
  const green = once(() => maker.green(frame));
  const isGrey = frame.data.length === frame.width * frame.height;
  const grey = isGrey ? green : once(() => maker.luma(frame));
  const bars = once(() => findBarFields(grey(), MOST_FIELDS).filter((field) => mayBeCode(grey(), field)));
  const squares = once(() => findSquareFields(grey(), MOST_SQUARES));
  const known = new Map<BarField, Profile | null>();
  return {
    grey,
    green,
    bars,
    squares,
    *profiles() {
      for (const field of bars()) {
        const profile = known.has(field) ? (known.get(field) ?? null) : profileOf(grey(), field);
        known.set(field, profile);
        if (profile) yield profile;
      }
    },
  };
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
