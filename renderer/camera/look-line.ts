import { type Region, regionOf } from './area.ts';
import type { Found } from './decoder.ts';

/** What came of one look. `ms`: how long reading and decoding took. */
export type Look = { readonly found: Found | null; readonly ms: number };

export type LookLine = {
  /** The camera has a new picture. */
  arrived(): void;
  /** The look that was begun has ended. */
  looked(look: Look): void;
  /** Whatever is under way no longer counts. */
  stop(): void;
};

type LookLineParts<Picture> = {
  /** Takes the newest picture; null when there is none after all. */
  readonly grab: () => Picture | null;
  readonly begin: (picture: Picture, region: Region) => void;
  readonly onLook: (look: Look) => void;
};

/**
 * Feeds the decoder: at most one picture is under way. What comes meanwhile is not kept, only remembered as having come, so that
 * the next look is always at the newest picture and nothing can pile up.
 */
export function createLookLine<Picture>({ grab, begin, onLook }: LookLineParts<Picture>): LookLine {
  let isUnderWay = false;
  let hasNewer = false;
  let isStopped = false;
  let looks = 0;

  function next(): void {
    hasNewer = false;
    const picture = grab();
    if (picture === null) return;
    isUnderWay = true;
    begin(picture, regionOf(looks));
    looks += 1;
  }

  return {
    arrived() {
      if (isStopped) return;
      if (isUnderWay) hasNewer = true;
      else next();
    },
    looked(look) {
      if (isStopped) return;
      isUnderWay = false;
      onLook(look);
      if (hasNewer && !isStopped) next();
    },
    stop() {
      isStopped = true;
    },
  };
}
