import type { Region } from './area.ts';
import type { Look } from './look-line.ts';

/** From the screen to the decoder: look at this. The picture is handed over, not copied. */
export type LookRequest = { readonly picture: VideoFrame; readonly region: Region };

/** From the decoder to the screen. `unreadable`: this one picture; `broken`: the decoder did not load, and nothing will come of it. */
export type LookAnswer = ({ readonly kind: 'looked' } & Look) | { readonly kind: 'unreadable' } | { readonly kind: 'broken' };
