import type { Found } from '../decoder.ts';
import type { Picture } from './picture.ts';

/** One way of reading. What it returns may be anything that looked like a code; whether it is worth handing on is decided elsewhere. */
export type Step = (picture: Picture) => Promise<readonly Found[]> | readonly Found[];
