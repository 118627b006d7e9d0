import type { Drawer } from './deeds.ts';
import { type Entry, NOTHING } from './entry.ts';

/** What is typed, and the end that the cashier has left by typing it. */
export type Own = { readonly entry: Entry; readonly leftId: string | null };

/** What the cashier has in hand, and no view knows. The counter and its deeds change it in place. */
export type InHand = {
  own: Own;
  kept: Entry; // what the charge on the stage was made of, to change it
  requestId: string; // renewed with each new wish, so that a second press of the same one is the same
  drawer: Drawer | null;
  note: string; // for the sale that is being parked
};

export function emptyHand(requestId: string, drawer: Drawer | null): InHand {
  return { own: { entry: NOTHING, leftId: null }, kept: NOTHING, requestId, drawer, note: '' };
}
