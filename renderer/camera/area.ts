/** A part of a picture, in whole pixels from its top left. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The region of interest: where people hold a phone. A little over half of the picture, so a look takes a little over half the time. */
const MIDDLE = { width: 0.72, height: 0.8 };

/** Which part is looked at. */
export type Region = 'middle' | 'whole';

/**
 * The part of a picture that a look reads.
 * @returns even numbers throughout: cameras keep colour for two by two pixels, and a cut between them is refused
 */
export function areaOf(region: Region, picture: { readonly width: number; readonly height: number }): Area {
  if (region === 'whole') return { x: 0, y: 0, width: even(picture.width), height: even(picture.height) };
  const width = even(picture.width * MIDDLE.width);
  const height = even(picture.height * MIDDLE.height);
  return { x: even((picture.width - width) / 2), y: even((picture.height - height) / 2), width, height };
}

/** The middle first, then the whole, in turn: a code at the edge waits for one picture, one in the middle for none. */
export function regionOf(lookNumber: number): Region {
  return lookNumber % 2 === 0 ? 'middle' : 'whole';
}

function even(length: number): number {
  return Math.floor(length / 2) * 2;
}
