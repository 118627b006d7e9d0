import type { Found } from '../decoder.ts';
import type { Responses } from './code128-grid.ts';
import type { Picture } from './picture.ts';
import type { ZxingReader } from './zxing-reader.ts';

/** One way of reading. What it returns may be anything that looked like a code; whether it is worth handing on is decided elsewhere. */
export type Step = (picture: Picture) => Promise<readonly Found[]> | readonly Found[];

/** What steps are made of. `blurs`: blurred symbols of Code 128, made once. */
export type StepParts = { readonly read: ZxingReader; readonly blurs: readonly Responses[] };
