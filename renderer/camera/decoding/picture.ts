import type { Frame } from '../decoder.ts';
import { type BarField, findBarFields } from './bar-fields.ts';
import { type Grey, greyOf } from './grey.ts';
import { type Profile, profileOf } from './profile.ts';

/** A frame and what the steps worked out about it: the second step that needs it gets what the first one made. */
export type Picture = {
  readonly frame: Frame;
  grey(): Grey;
  /** Averages across whatever looks like bars, likeliest first. */
  profiles(): Iterable<Profile>;
};

/** The phone's own edge, a line of print and a striped shirt may each look more like bars than the code does. */
const MOST_FIELDS = 3;

export function pictureOf(frame: Frame): Picture {
  let grey: Grey | null = null;
  let fields: readonly BarField[] | null = null;
  const known = new Map<BarField, Profile | null>();
  const picture: Picture = {
    frame,
    grey: () => {
      grey ??= greyOf(frame);
      return grey;
    },
    *profiles() {
      fields ??= findBarFields(picture.grey(), MOST_FIELDS);
      for (const field of fields) {
        const profile = known.get(field) ?? (known.has(field) ? null : profileOf(picture.grey(), field));
        known.set(field, profile);
        if (profile) yield profile;
      }
    },
  };
  return picture;
}
