import type { DisplayRole } from '../../../src/contract/display.ts';

/** Every word about displays elsewhere in the shop, for the counter. */
export type PairingText = {
  readonly title: string;
  readonly noDoor: string; // the configuration opens none
  readonly noDoorNext: (setting: string) => string;
  readonly addresses: string; // over where a browser finds the page
  readonly pair: Readonly<Record<DisplayRole, string>>;
  readonly pairNotes: Readonly<Record<DisplayRole, string>>;
  readonly typeThere: string; // over the code
  readonly goodFor: (left: string) => string;
  readonly stop: string;
  readonly paired: string; // over the list
  readonly none: string;
  readonly roles: Readonly<Record<DisplayRole, string>>;
  readonly connected: string;
  readonly away: string;
  readonly since: (time: string) => string;
  readonly revoke: string;
};
